//! The tags of an SVG text of the plain form that our writer gives it: tags, attributes in double quotes, blanks
//! between tags. Refuses all else that XML has: text, comments, instructions, document types, references.

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Opens,
    Closes,
    Empty,
}

/// One tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    pub(crate) form: Form,
    pub(crate) name: &'a str,
    pub(crate) attributes: Vec<(&'a str, &'a str)>,
    /// Bytes of the whole tag.
    pub(crate) length: usize,
}

/// The tags of a text, in order. Ends after the first refusal.
pub(crate) struct Tags<'a> {
    rest: &'a str,
}

impl<'a> Tags<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { rest: text }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Result<Tag<'a>, &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        let from = self.rest.trim_ascii_start();
        if from.is_empty() {
            return None;
        }
        let parsed = parse(from);
        self.rest = parsed.as_ref().map_or("", |(_, rest)| rest);
        Some(parsed.map(|(tag, _)| tag))
    }
}

type Parsed<'a> = Result<(Tag<'a>, &'a str), &'static str>;

/// The tag that `text` begins with, and what follows it.
fn parse(text: &str) -> Parsed<'_> {
    let inside = text.strip_prefix('<').ok_or("it holds text")?;
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let (name, mut rest) = word(inside).ok_or("it holds something other than a tag")?;
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_ascii_start();
        let ended = rest.strip_prefix("/>").map(|after| (Form::Empty, after));
        let ended = ended.or_else(|| rest.strip_prefix('>').map(|after| (Form::Opens, after)));
        if let Some((form, after)) = ended {
            let form = match (closes, form) {
                (false, form) => form,
                (true, Form::Opens) if attributes.is_empty() => Form::Closes,
                (true, _) => return Err("a closing tag is not plain"),
            };
            return Ok((Tag { form, name, attributes, length: text.len() - after.len() }, after));
        }
        let (attribute, after) = word(rest).ok_or("an attribute is not plain")?;
        let after = after.strip_prefix("=\"").ok_or("an attribute has no value in quotes")?;
        let end = memchr::memchr3(b'"', b'<', b'&', after.as_bytes()).ok_or("an attribute is cut")?;
        if after.as_bytes()[end] != b'"' {
            return Err("an attribute holds a reference or a tag");
        }
        attributes.push((attribute, &after[..end]));
        rest = &after[end + 1..];
    }
}

/// The name that `text` begins with, and what follows it.
fn word(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || b"-:".contains(&byte)))?;
    (end > 0).then(|| text.split_at(end))
}
