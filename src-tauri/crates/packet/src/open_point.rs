//! Open points: all that does not hold, is missing, is withheld or could not be shown. A packet is never silently
//! shorter than the vault; what is left out stands here.

use model::control::Control;
use model::coverage::CoverageState;
use model::evidence::EvidenceState;
use model::packet::{AudienceProfile, PacketOptions, PacketSource, Section};
use model::rating::{Aspect, RatingSubject, RatingValue};
use serde_json::{Value, json};

use crate::context::Context;
use crate::exhibit::{Exhibit, Face, Part, Place};
use crate::print;
use crate::section::label;

/// One open point.
pub(crate) struct OpenPoint {
    /// Number, such as `OP-01`.
    pub(crate) id: String,
    /// What kind of shortfall.
    pub(crate) kind: &'static str,
    /// What it is.
    pub(crate) what: String,
    /// Where in the packet.
    pub(crate) at: Where,
    /// Whether it can still be put right.
    pub(crate) curable: &'static str,
    /// What it is about, so that its number can stand beside it: a criterion's code, an exhibit's id.
    pub(crate) about: Option<String>,
}

/// Where an open point stands in the packet.
pub(crate) enum Where {
    /// In a section, by the name of its label.
    Section(&'static str),
    /// At an exhibit.
    Exhibit(String),
}

impl OpenPoint {
    /// As the template takes it.
    pub(crate) fn view(&self) -> Value {
        let at = match &self.at {
            Where::Section(name) => json!({ "kind": "section", "name": name }),
            Where::Exhibit(id) => json!({ "kind": "exhibit", "name": id }),
        };
        json!({ "id": self.id, "kind": self.kind, "what": self.what, "at": at, "curable": self.curable })
    }
}

/// The list while it grows; numbers follow from the order.
pub(crate) struct OpenPoints {
    /// The points so far.
    pub(crate) points: Vec<OpenPoint>,
}

impl OpenPoints {
    fn add(&mut self, kind: &'static str, what: String, at: Where, curable: &'static str, about: Option<String>) {
        let id = format!("OP-{:02}", self.points.len() + 1);
        self.points.push(OpenPoint { id, kind, what, at, curable, about });
    }

    /// All that is known before the pages are laid out.
    pub(crate) fn collect(source: &PacketSource, options: &PacketOptions, exhibits: &[Exhibit<'_>]) -> Self {
        let mut list = Self { points: Vec::new() };
        let context = Context { source, options, exhibits, points: &[] };
        list.design(&context);
        list.ratings(&context);
        list.evidence(&context);
        for exhibit in exhibits {
            list.exhibit(exhibit, options);
        }
        for withheld in &source.withheld {
            let what = format!("{}: {}", withheld.reference, withheld.reason);
            list.add("withheld", what, Where::Section(label(Section::EvidenceIndex)), "yes, by a release", None);
        }
        if options.reviewed_by.is_none() {
            let what = "No second person has reviewed this packet".to_owned();
            list.add("review", what, Where::Section(label(Section::HowToRead)), "yes", None);
        }
        list
    }

    /// Characters that the bundled fonts can't show, known once the pages are laid out.
    pub(crate) fn characters(&mut self, count: u64, at: Where) {
        let were = if count == 1 { "was" } else { "were" };
        let what = format!(
            "{} {were} written out as ⟨U+XXXX⟩, since the bundled fonts can’t show them",
            print::counted(count, "character", "characters")
        );
        self.add("characters", what, at, "nothing to do", None);
    }

    fn design(&mut self, context: &Context<'_>) {
        for row in &context.source.coverage {
            let criterion = context.source.criteria.iter().find(|criterion| criterion.code == row.criterion);
            let title = criterion.map(|criterion| criterion.title.clone()).unwrap_or_default();
            if row.state == CoverageState::DesignGap {
                let what = format!("No control meets {} {title}", row.criterion);
                self.add(
                    "design",
                    what,
                    Where::Section(label(Section::ControlMatrix)),
                    "yes",
                    Some(row.criterion.to_string()),
                );
            }
        }
    }

    fn ratings(&mut self, context: &Context<'_>) {
        for aspect in [Aspect::Design, Aspect::Operation] {
            for value in [RatingValue::Deficient, RatingValue::NotEvaluableYet, RatingValue::NotRated] {
                let rated =
                    |control: &&Control| context.rating_value(RatingSubject::Control(control.id), aspect) == value;
                let codes: Vec<String> =
                    context.source.controls.iter().filter(rated).map(|control| control.code.to_string()).collect();
                if codes.is_empty() {
                    continue;
                }
                let what = format!("{} is {} for {}", print::capital(aspect.name()), value.name(), some(&codes));
                let curable =
                    if value == RatingValue::Deficient { "design, yes; operation, in part" } else { "in part" };
                self.add(value.name(), what, Where::Section(label(Section::Ratings)), curable, None);
            }
        }
    }

    fn evidence(&mut self, context: &Context<'_>) {
        let bare = |control: &&Control| context.exhibits_of(control.id).is_empty();
        let codes: Vec<String> =
            context.source.controls.iter().filter(bare).map(|control| control.code.to_string()).collect();
        if !codes.is_empty() {
            let what = format!("No exhibit supports {}", some(&codes));
            self.add("no evidence", what, Where::Section(label(Section::ControlMatrix)), "in part", None);
        }
    }

    fn exhibit(&mut self, exhibit: &Exhibit<'_>, options: &PacketOptions) {
        let at = || Where::Exhibit(exhibit.id.clone());
        let missing = exhibit.item.missing();
        if !missing.is_empty() {
            let what = format!("{} lacks {}", exhibit.id, print::list(&missing));
            self.add("incomplete", what, at(), "yes, if it is known", Some(exhibit.id.clone()));
        }
        let unreleased = !matches!(exhibit.item.state, EvidenceState::Released { .. });
        if unreleased && options.profile == AudienceProfile::Client {
            let what = format!(
                "{} is not released by the client ({}): an auditor packet withholds it",
                exhibit.id,
                exhibit.item.state.name()
            );
            self.add("not released", what, at(), "yes, by a release", None);
        }
        for part in &exhibit.parts {
            self.part(exhibit, part);
        }
    }

    fn part(&mut self, exhibit: &Exhibit<'_>, part: &Part<'_>) {
        let at = || Where::Exhibit(exhibit.id.clone());
        let file = if exhibit.parts.len() > 1 { format!(", {}", part.file.name) } else { String::new() };
        if let Face::Slip(reason) = &part.face {
            let kind = if part.place == Place::ListedOnly { "listed only" } else { "not shown" };
            self.add(kind, format!("{}{file}: {reason}", exhibit.id), at(), "see the reason", None);
        }
        if part.place == Place::Beside {
            let what = format!("{}{file}: the original lies beside the packet", exhibit.id);
            self.add("beside", what, at(), "nothing to do", None);
        }
        if let Some(cut) = part.cut() {
            let what = format!("{}{file}: {cut}; the attached original has all", exhibit.id);
            self.add("shown in part", what, at(), "nothing to do", None);
        }
        if part.undrawn() > 0 {
            let things = print::counted(part.undrawn(), "thing", "things");
            let what = format!("{}{file}: {things} could not be drawn; the attached original has all", exhibit.id);
            self.add("not drawn", what, at(), "nothing to do", None);
        }
    }
}

/// Codes in words; many of them as a number with the first few.
fn some(codes: &[String]) -> String {
    match codes {
        [] | [_] | [_, _] | [_, _, _] | [_, _, _, _] => print::list(codes),
        [first, second, third, ..] => {
            format!("{} controls, among them {first}, {second} and {third}", print::count(codes.len() as u64))
        }
    }
}
