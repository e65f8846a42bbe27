//! Communication templates: drafts whose facts are merge fields. No template states a fact of the client in prose.

use model::communication::{Piece, Track, pieces};
use serde::{Deserialize, Serialize};

use crate::code::{FieldName, TemplateCode};
use crate::error::Error;
use crate::source::Source;

/// Parts the front matter from what stands before and after it.
const FENCE: &str = "+++\n";

/// A draft with merge fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Template {
    /// Its code.
    pub code: TemplateCode,
    /// Title.
    pub title: String,
    /// Who reads it.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// By which channel it usually goes.
    pub channel: String,
    /// What sets it off.
    pub trigger: String,
    /// When it is the right one, and when another is.
    pub when_to_use: String,
    /// Whether it is prepared for counsel, so that it never leaves in a packet for others than the client.
    pub privileged: bool,
    /// Roles of which one person each must approve.
    pub approvals_needed: Vec<String>,
    /// Roles of which one person signs; empty when nobody must.
    pub signed_by: Vec<String>,
    /// How often, in words.
    pub cadence: String,
    /// Text in Markdown, with merge fields as `{{ name }}`.
    pub body: String,
    /// Its merge fields, each once, in the order of the text.
    pub fields: Vec<FieldName>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    #[serde(rename = "provenance")]
    _provenance: String,
    code: TemplateCode,
    title: String,
    audience: String,
    track: Track,
    channel: String,
    trigger: String,
    when_to_use: String,
    #[serde(default)]
    privileged: bool,
    approvals_needed: Vec<String>,
    #[serde(default)]
    signed_by: Vec<String>,
    cadence: String,
}

/// Reads a template: TOML between two lines of `+++`, an empty line, the body.
pub(crate) fn read(source: Source<'_>) -> Result<Template, Error> {
    let parts = source.text.strip_prefix(FENCE).and_then(|rest| rest.split_once(&format!("\n{FENCE}\n")));
    let (front, body) = parts.ok_or_else(|| Error::FrontMatter { file: source.name.into() })?;
    let front: FrontMatter =
        toml::from_str(front).map_err(|error| Error::Toml { file: source.name.into(), source: Box::new(error) })?;
    let fields = fields(body).ok_or_else(|| Error::MergeField { file: source.name.into() })?;
    Ok(Template {
        code: front.code,
        title: front.title,
        audience: front.audience,
        track: front.track,
        channel: front.channel,
        trigger: front.trigger,
        when_to_use: front.when_to_use,
        privileged: front.privileged,
        approvals_needed: front.approvals_needed,
        signed_by: front.signed_by,
        cadence: front.cadence,
        body: body.to_owned(),
        fields,
    })
}

/// The merge fields of a text, each once, in its order; none when braces stand for nothing or a name isn't one.
fn fields(text: &str) -> Option<Vec<FieldName>> {
    let mut fields = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) if words.contains(['{', '}']) => return None,
            Piece::Words(_) => {}
            Piece::Field(name) => {
                let name: FieldName = name.parse().ok()?;
                if !fields.contains(&name) {
                    fields.push(name);
                }
            }
        }
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONT: &str = "+++\nprovenance = \"a test\"\ncode = \"COMM-01\"\ntitle = \"T\"\naudience = \"A\"\n\
                         track = \"internal\"\nchannel = \"C\"\ntrigger = \"X\"\nwhen_to_use = \"W\"\n\
                         approvals_needed = [\"Counsel\"]\ncadence = \"once\"\n+++\n\n";

    fn from(text: &str) -> Result<Template, Error> {
        read(Source { name: "test.md", text })
    }

    #[test]
    fn reads_front_matter_body_and_fields() {
        let template =
            from(&format!("{FRONT}Dear {{{{ name }}}},\n\n{{{{ day }}}} {{{{ name }}}}\n")).expect("is well formed");
        assert_eq!(template.code.as_str(), "COMM-01");
        assert_eq!(template.body, "Dear {{ name }},\n\n{{ day }} {{ name }}\n");
        let names: Vec<&str> = template.fields.iter().map(FieldName::as_str).collect();
        assert_eq!(names, ["name", "day"]);
        assert!(template.signed_by.is_empty() && !template.privileged);
    }

    #[test]
    fn refuses_malformed_merge_fields() {
        for bad in ["{{ Name }}", "{{ a b }}", "{{ }}", "{{ open", "close }}", "{ single }", "{{ 1st }}", "{{{ x }}}"] {
            assert!(matches!(from(&format!("{FRONT}{bad}\n")), Err(Error::MergeField { .. })), "{bad}");
        }
    }

    #[test]
    fn refuses_missing_or_wrong_front_matter() {
        assert!(matches!(from("Dear reader\n"), Err(Error::FrontMatter { .. })));
        assert!(matches!(from("+++\ncode = \"COMM-01\"\n"), Err(Error::FrontMatter { .. })));
        assert!(matches!(from(&FRONT.replace("internal", "sideways")), Err(Error::Toml { .. })));
        assert!(matches!(from(&FRONT.replace("cadence = \"once\"\n", "")), Err(Error::Toml { .. })));
        assert!(matches!(from(&FRONT.replace("cadence", "mood = \"x\"\ncadence")), Err(Error::Toml { .. })));
    }
}
