//! The typesetting jobs of a packet: templates, views as virtual JSON files, pictures. Decides no content.

use std::collections::BTreeMap;
use std::fmt::Write;

use model::packet::{PacketForm, PacketOptions, PacketSource, Presentation, Section};
use serde_json::Value;
use typeset::{Blob, Job, Standards, Watch};

use crate::{Error, audience, section};

/// A template by its path.
macro_rules! templates {
    ($($stem:literal),+ $(,)?) => {
        [$((concat!("/", $stem, ".typ"), include_str!(concat!("template/", $stem, ".typ")))),+]
    };
}

/// Every template in the program.
pub(crate) const TEMPLATES: [(&str, &str); 28] = templates![
    "style",
    "binder",
    "cover",
    "contents",
    "attachments",
    "how_to_read",
    "readiness",
    "scope",
    "organisations",
    "coverage",
    "control_matrix",
    "period_calendar",
    "ratings",
    "gaps",
    "requests",
    "findings",
    "follow_ups",
    "remediation_plan",
    "clocks",
    "communication_plan",
    "evidence_index",
    "page_face",
    "exhibits",
    "open_points",
    "activity_log",
    "check_record",
    "volume",
    "letter",
];

/// Stems of the parts of a packet in one volume, in order: the cover, how to read it, the contents, then the other sections,
/// then the attached files.
pub(crate) fn stems(sections: &[Section]) -> Vec<&'static str> {
    let mut stems = vec!["cover"];
    for section in sections {
        stems.push(section::stem(*section));
        if *section == Section::HowToRead {
            stems.push("contents");
        }
    }
    if !stems.contains(&"contents") {
        stems.insert(1, "contents");
    }
    stems.push("attachments");
    stems
}

/// A job of the given parts, each with its view, after the facts that every page bears.
pub(crate) fn job(
    source: &PacketSource,
    options: &PacketOptions,
    facts: &Value,
    parts: &[(&'static str, Value)],
    files: Vec<(String, Blob)>,
) -> Result<Job, Error> {
    let mut all: BTreeMap<String, Blob> = files.into_iter().collect();
    let mut main = String::from("#import \"/style.typ\": setup\n#show: setup\n");
    put(&mut all, "packet", facts)?;
    for (stem, view) in parts {
        put(&mut all, stem, view)?;
        // Writing to a string can't fail.
        let _ = writeln!(main, "#import \"/{stem}.typ\" as {stem}\n#{stem}.section(json(\"/data/{stem}.json\"))");
    }
    all.extend(TEMPLATES.map(|(path, text)| (path.to_owned(), Blob::from(text))));
    all.insert("/main.typ".to_owned(), Blob::from(main));
    let also = options.also.iter().map(|section| format!("+{}", section.short_name())).collect::<String>();
    let part: String = audience::part(options).map(|part| format!("/{part}")).unwrap_or_default();
    let form = if options.form.is_archive() { "" } else { "/binder" };
    let profile = format!("{}{also}{part}{form}{}", options.profile.name(), looks(options.presentation));
    Ok(Job {
        main: "/main.typ".to_owned(),
        files: all,
        identifier: format!("vouchsafe:{}:{profile}:{}:{}", options.number, source.up_to(), source.log_head()),
        at: options.as_of.at,
        creator: options.program.clone(),
        standards: match options.form {
            PacketForm::Archive => Standards::Archive,
            PacketForm::Binder => Standards::Plain,
        },
        watch: Watch::default(),
    })
}

/// How the packet looks, where it isn't as usual: two that look different aren't the same file.
fn looks(presentation: Presentation) -> String {
    let Presentation { paper, confidentiality, draft } = presentation;
    if presentation == Presentation::default() {
        return String::new();
    }
    format!(":{}:{}{}", paper.name(), confidentiality.name(), if draft { ":draft" } else { "" })
}

pub(crate) fn put(files: &mut BTreeMap<String, Blob>, stem: &str, view: &Value) -> Result<(), Error> {
    let bytes = serde_json::to_vec(view).map_err(|source| Error::Encoding { what: "view of a section", source })?;
    files.insert(format!("/data/{stem}.json"), Blob::from(bytes));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::TEMPLATES;

    #[test]
    fn no_template_uses_a_forbidden_word() {
        for (path, text) in TEMPLATES {
            assert!(model::words::forbidden(text).is_empty(), "{path}: {:?}", model::words::forbidden(text));
        }
    }
}
