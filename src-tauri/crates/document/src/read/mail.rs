//! EML → lines: the headers that say who wrote what to whom and when, the text, the list of attachments. Never
//! shows HTML as a page and never opens an attachment.

use super::text::Collected;
use mail_parser::{Address, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use model::exhibit::{Lines, NotShown, ShowLimits};

/// Reads a message.
///
/// # Errors
/// It isn't one.
pub(crate) fn read(bytes: &[u8], limits: &ShowLimits) -> Result<Lines, NotShown> {
    if memchr::memchr(0, &bytes[..bytes.len().min(4096)]).is_some() {
        return Err(NotShown::NoPages);
    }
    let message = MessageParser::default()
        .parse(bytes)
        .filter(|message| !message.headers().is_empty())
        .ok_or_else(|| NotShown::Damaged("it has no message headers".into()))?;
    let mut lines = Collected::new(limits);
    for line in headers(&message) {
        push_line(&mut lines, &line);
    }
    push_line(&mut lines, "");
    push_bodies(&mut lines, &message);
    push_attachments(&mut lines, &message);
    Ok(lines.finish())
}

/// A line of ours: one line whatever it holds.
fn push_line(lines: &mut Collected, text: &str) {
    lines.push(&text.replace(['\r', '\n'], " "));
    lines.push("\n");
}

fn headers(message: &Message<'_>) -> Vec<String> {
    let people = |name: &str, list: Option<&Address<'_>>| list.map(|list| format!("{name}: {}", addresses(list)));
    let verbatim = |name: &str, header: HeaderName<'static>| {
        message.header_raw(header).map(|value| format!("{name}: {}", value.trim()))
    };
    [
        people("From", message.from()),
        people("To", message.to()),
        people("Cc", message.cc()),
        verbatim("Date", HeaderName::Date),
        message.subject().map(|subject| format!("Subject: {subject}")),
        verbatim("Message-ID", HeaderName::MessageId),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn addresses(list: &Address<'_>) -> String {
    let one = |name: Option<&str>, address: Option<&str>| match (name, address) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => address.or(name).unwrap_or_default().to_owned(),
    };
    list.iter().map(|person| one(person.name(), person.address())).collect::<Vec<_>>().join(", ")
}

fn push_bodies(lines: &mut Collected, message: &Message<'_>) {
    for number in 0..message.text_body_count() {
        let html = message.text_bodies().nth(number).is_some_and(|part| matches!(part.body, PartType::Html(_)));
        if html {
            push_line(lines, "(This part of the message is HTML; its text is shown.)");
        }
        if let Some(text) = message.body_text(number) {
            lines.push(&text);
            if !text.ends_with('\n') {
                lines.push("\n");
            }
        }
    }
}

fn push_attachments(lines: &mut Collected, message: &Message<'_>) {
    if message.attachment_count() == 0 {
        return;
    }
    push_line(lines, "");
    push_line(lines, &format!("Attachments: {}", message.attachment_count()));
    for part in message.attachments() {
        push_line(lines, &format!("- {}, {}, {} bytes", name(part), mime(part), part.contents().len()));
    }
}

fn name<'x>(part: &'x MessagePart<'_>) -> &'x str {
    let subject = || part.message().and_then(|message| message.subject());
    part.attachment_name().or_else(subject).unwrap_or("(without a name)")
}

fn mime(part: &MessagePart<'_>) -> String {
    match part.content_type() {
        Some(kind) => format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("*")),
        None => "of no stated type".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = "Received: from x\r\nFrom: =?utf-8?q?J=C3=BCrgen?= <j@shop.example>\r\n\
        To: Ann <ann@shop.example>, bob@shop.example\r\nSubject: =?utf-8?b?UsO8Y2tmcmFnZQ==?=\r\n\
        Date: Mon, 3 Mar 2025 10:00:00 +0100\r\nMessage-ID: <1@shop.example>\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe\r\nzwei\r\n--b\r\n\
        Content-Type: text/csv; name=\"list.csv\"\r\nContent-Disposition: attachment; filename=\"list.csv\"\r\n\r\n\
        a,b\r\n--b--\r\n";

    #[test]
    fn headers_text_and_attachments() {
        let lines = read(MESSAGE.as_bytes(), &ShowLimits::default()).unwrap();
        assert_eq!(
            lines.lines,
            [
                "From: Jürgen <j@shop.example>",
                "To: Ann <ann@shop.example>, bob@shop.example",
                "Date: Mon, 3 Mar 2025 10:00:00 +0100",
                "Subject: Rückfrage",
                "Message-ID: <1@shop.example>",
                "",
                "Grüße",
                "zwei",
                "",
                "Attachments: 1",
                "- list.csv, text/csv, 3 bytes",
            ]
        );
        assert_eq!(lines.total_lines, 11);
    }

    #[test]
    fn html_alone_is_shown_as_its_text() {
        let message = "From: a@b.c\r\nContent-Type: text/html\r\n\r\n<p>Hello <b>there</b></p><script>x()</script>";
        let lines = read(message.as_bytes(), &ShowLimits::default()).unwrap();
        let text = lines.lines.join("\n");
        assert!(text.contains("is HTML") && text.contains("Hello there"), "{text}");
    }

    #[test]
    fn what_has_no_headers_is_damaged() {
        assert!(matches!(read(b"\r\n\r\n", &ShowLimits::default()), Err(NotShown::Damaged(_))));
    }
}
