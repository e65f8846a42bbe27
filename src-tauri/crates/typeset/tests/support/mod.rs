//! What tests of templates share.

use std::collections::BTreeMap;

use chrono::DateTime;
use typeset::{Blob, Compiled, Error, Job, Standards, Watch, compile};

/// A template laid out as an archived file, with a title and a language.
pub fn laid_out(template: &str) -> Result<Compiled, Error> {
    watched(template, &Watch::default())
}

/// The same, watched.
pub fn watched(template: &str, watch: &Watch) -> Result<Compiled, Error> {
    let head = "#set document(title: \"A test\")\n#set text(font: \"Libertinus Serif\", lang: \"en\")\n";
    let template = [head, template].concat();
    compile(&Job {
        main: "/main.typ".to_owned(),
        files: BTreeMap::from([("/main.typ".to_owned(), Blob::from(template))]),
        identifier: "test".to_owned(),
        at: DateTime::parse_from_rfc3339("2026-11-20T18:00:00+01:00").expect("a date"),
        creator: "test".to_owned(),
        standards: Standards::Archive,
        watch: watch.clone(),
    })
}
