//! A draft as a mail that isn't sent: subject and plain text, with no header beyond the standard's own. It names a sender
//! only where the plan has one whose address is known.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use model::communication::MessageState;

use super::{Draft, block, one_line, plain};
use crate::Error;

pub(super) fn write(draft: &Draft) -> Result<Vec<u8>, Error> {
    let mut subject = draft.subject();
    if draft.privileged {
        subject = format!("[PRIVILEGED] {subject}");
    }
    subject = match (draft.state, draft.approved) {
        (MessageState::Withdrawn, _) => format!("[WITHDRAWN] {subject}"),
        (MessageState::Superseded, _) => format!("[SUPERSEDED] {subject}"),
        (_, false) => format!("[DRAFT, not approved] {subject}"),
        (_, true) => subject,
    };
    let marks: String = draft.marks().into_iter().map(|mark| format!("{mark}\n")).collect();
    let marks = if marks.is_empty() { marks } else { format!("{marks}\n") };
    let body = format!("{marks}{}\n", plain::text(&block::blocks(&draft.markdown()))).replace('\n', "\r\n");
    // Date and id are given, since the crate would take them from clock and host.
    let id: String = draft.reference.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let id = format!("{}.{}@message.invalid", id.to_lowercase(), draft.made.timestamp());
    let mut mail = MessageBuilder::new().date(draft.made.timestamp()).message_id(id).subject(subject).text_body(body);
    if let Some((name, address)) = from(draft) {
        mail = mail.from(Address::new_address(Some(one_line(name)), address.as_str()));
    }
    let to: Vec<Address<'_>> = to(draft).map(|to| Address::new_address(None::<&str>, to.as_str())).collect();
    if !to.is_empty() {
        mail = mail.to(Address::new_list(to));
    }
    mail.write_to_vec().map_err(Error::Mail)
}

/// The headers without an address.
pub(super) fn open_headers(draft: &Draft) -> Vec<&'static str> {
    let from = from(draft).is_none().then_some("From");
    let to = to(draft).next().is_none().then_some("To");
    from.into_iter().chain(to).collect()
}

fn from(draft: &Draft) -> Option<&(String, String)> {
    draft.from.as_ref().filter(|(_, address)| is_plain(address))
}

fn to(draft: &Draft) -> impl Iterator<Item = &String> {
    draft.to.iter().filter(|address| is_plain(address))
}

/// An address that can't be anything else: no blanks, brackets, commas or control characters.
fn is_plain(address: &str) -> bool {
    let parts = address.split_once('@');
    let holds = parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    holds && !address.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"".contains(c))
}
