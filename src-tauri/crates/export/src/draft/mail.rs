//! A draft as a mail that isn't sent: subject and text, with no header beyond the standard's own. It names a sender only
//! where the plan has one whose address is known.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use model::communication::MessageState;

use super::{Draft, one_line};
use crate::Error;

pub(super) fn write(draft: &Draft) -> Result<Vec<u8>, Error> {
    let mut subject = one_line(&draft.title);
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
    let body = format!("{marks}{}\n", draft.plain()).replace('\n', "\r\n");
    // Date and id are given, since the crate would take them from clock and host.
    let id: String = draft.reference.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let id = format!("{}.{}@draft.invalid", id.to_lowercase(), draft.made.timestamp());
    let mut mail = MessageBuilder::new().date(draft.made.timestamp()).message_id(id).subject(subject).text_body(body);
    if let Some((name, address)) = draft.from.as_ref().filter(|(_, address)| is_plain(address)) {
        mail = mail.from(Address::new_address(Some(one_line(name)), address.as_str()));
    }
    let to: Vec<Address<'_>> = draft
        .to
        .iter()
        .filter(|address| is_plain(address))
        .map(|to| Address::new_address(None::<&str>, to.as_str()))
        .collect();
    if !to.is_empty() {
        mail = mail.to(Address::new_list(to));
    }
    mail.write_to_vec().map_err(Error::Mail)
}

/// An address that can't be anything else: no blanks, brackets, commas or control characters.
fn is_plain(address: &str) -> bool {
    let parts = address.split_once('@');
    let holds = parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    holds && !address.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"".contains(c))
}
