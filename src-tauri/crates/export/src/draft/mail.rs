//! A draft as a mail that isn't sent: text, subject, the mark that makes mail programs open it for editing. It names no
//! sender, since whoever opens it is that.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::raw::Raw;
use model::sheet::value::tidy;

use super::{Draft, one_line};
use crate::Error;

pub(super) fn write(draft: &Draft) -> Result<Vec<u8>, Error> {
    let mut subject = one_line(&draft.title);
    if draft.privileged {
        subject = format!("[PRIVILEGED] {subject}");
    }
    if !draft.approved {
        subject = format!("[DRAFT, not approved] {subject}");
    }
    let marks: String = draft.marks().into_iter().map(|mark| format!("{mark}\n")).collect();
    let marks = if marks.is_empty() { marks } else { format!("{marks}\n") };
    let body = format!("{marks}{}\n", tidy(&draft.text)).replace('\n', "\r\n");
    // Date and id are given, since the crate would take them from clock and host.
    let id: String = draft.reference.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let id = format!("{}.{}@draft.invalid", id.to_lowercase(), draft.made.timestamp());
    let mut mail = MessageBuilder::new()
        .header("X-Unsent", Raw::new("1"))
        .date(draft.made.timestamp())
        .message_id(id)
        .subject(subject)
        .text_body(body);
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
