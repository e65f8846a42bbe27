//! Open points: all that does not hold, is missing, is withheld or could not be shown. A packet is never silently
//! shorter than the vault: what is left out stands here, and beside it, not counted, what is shown in part because it is
//! long.

mod claim;
mod period;
mod record;

use model::control::Control;
use model::coverage::CoverageState;
use model::evidence::EvidenceState;
use model::packet::{AudienceProfile, PacketOptions, PacketSource, Section, Withheld};
use model::rating::{Aspect, RatingSubject, RatingValue};
use serde_json::{Value, json};

use crate::context::Context;
use crate::cure::{Cure, Days};
use crate::exhibit::{Exhibit, Face, Part, Place};
use crate::operation::cure_of_withheld;
use crate::print;
use crate::section::label;

/// Characters of a point above which its row may break over pages.
const LONG: usize = 500;

/// How what is withheld of a control can be brought in, in the order in which it is told; none where nothing is.
const WITHHELD: [Option<Cure>; 3] = [None, Some(Cure::Release), Some(Cure::Choice)];

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
    /// Whether it can still be cured.
    pub(crate) cure: Cure,
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
        let long = self.what.len() > LONG;
        json!({ "id": self.id, "kind": self.kind, "what": self.what, "at": at, "curable": self.cure.words(), "long": long })
    }
}

/// A file of which the packet shows the beginning, because it is longer than the display limit. No open point: its
/// original is attached whole.
pub(crate) struct InPart {
    /// The exhibit.
    pub(crate) exhibit: String,
    /// How much is shown, in words.
    pub(crate) what: String,
}

/// What is shown in part because of the display limit alone, in the order of the exhibits.
pub(crate) fn in_part(exhibits: &[Exhibit<'_>]) -> Vec<InPart> {
    let mut list = Vec::new();
    for exhibit in exhibits {
        for part in exhibit.parts.iter().filter(|part| part.place == Place::Attached) {
            let what = part.cut().map(|cut| format!("{}{cut}", of_file(exhibit, part, ": ")));
            list.extend(what.map(|what| InPart { exhibit: exhibit.id.clone(), what }));
        }
    }
    list
}

/// The name of a file of several, with what joins it to the words around it.
fn of_file(exhibit: &Exhibit<'_>, part: &Part<'_>, after: &str) -> String {
    if exhibit.parts.len() > 1 { format!("{}{after}", part.file.name) } else { String::new() }
}

/// The list while it grows; numbers follow from the order.
pub(crate) struct OpenPoints {
    /// The points so far.
    pub(crate) points: Vec<OpenPoint>,
}

impl OpenPoints {
    fn add(&mut self, kind: &'static str, what: String, at: Where, cure: Cure, about: Option<String>) {
        let id = format!("OP-{:02}", self.points.len() + 1);
        self.points.push(OpenPoint { id, kind, what, at, cure, about });
    }

    /// All that is known before the pages are laid out.
    pub(crate) fn collect(source: &PacketSource, options: &PacketOptions, exhibits: &[Exhibit<'_>]) -> Self {
        let mut list = Self::before_exhibits(source, options, exhibits);
        for exhibit in exhibits {
            list.exhibit(exhibit, options);
        }
        list.after_exhibits(source, options, exhibits);
        list
    }

    /// What comes before the points of single exhibits. It follows from the items, and not from what their files show.
    pub(crate) fn before_exhibits(source: &PacketSource, options: &PacketOptions, exhibits: &[Exhibit<'_>]) -> Self {
        let mut list = Self { points: Vec::new() };
        let context = Context { source, options, exhibits, points: &[] };
        let days = Days::of(source.engagement.kind, options.as_of.day());
        // A point is about what the packet holds: where a section is left out, its source is taken out as well, and what
        // is missing there can't be told.
        let matrix = options.has(Section::ControlMatrix);
        if matrix {
            list.design(&context, days);
        }
        if options.has(Section::Ratings) {
            list.ratings(&context, days);
            list.claims(&context);
        }
        if matrix {
            list.evidence(&context, days);
        }
        list.period(&context, days);
        list
    }

    /// What comes after the points of single exhibits.
    pub(crate) fn after_exhibits(&mut self, source: &PacketSource, options: &PacketOptions, exhibits: &[Exhibit<'_>]) {
        for withheld in &source.withheld {
            let at = Where::Section(label(Section::EvidenceIndex));
            let cure = if withheld.by_release { Cure::Release } else { Cure::Nothing };
            self.add("withheld", withheld_words(withheld, options), at, cure, None);
        }
        self.records(&Context { source, options, exhibits, points: &[] });
        if options.reviewed_by.is_none() {
            let what = "No second person has reviewed this packet".to_owned();
            self.add("review", what, Where::Section(label(Section::HowToRead)), Cure::Yes, None);
        }
    }

    /// Characters that the bundled fonts can't show, known once the pages are laid out.
    pub(crate) fn characters(&mut self, count: u64, at: Where) {
        let were = if count == 1 { "was" } else { "were" };
        let what = format!(
            "{} {were} written out as ⟨U+XXXX⟩, since the bundled fonts can’t show them",
            print::counted(count, "character", "characters")
        );
        self.add("characters", what, at, Cure::Nothing, None);
    }

    /// The same in words that lie unseen over pictures of pages.
    pub(crate) fn unseen_characters(&mut self, count: u64, at: Where) {
        let what = format!(
            "{} of its pages can only be searched as ⟨U+XXXX⟩, since the bundled fonts lack them; the pages show them",
            print::counted(count, "character", "characters")
        );
        self.add("characters", what, at, Cure::Nothing, None);
    }

    fn design(&mut self, context: &Context<'_>, days: Days) {
        for row in context.source.coverage.iter().filter(|row| row.state == CoverageState::DesignGap) {
            let criterion = context.source.criteria.iter().find(|criterion| criterion.code == row.criterion);
            let title = criterion.map(|criterion| criterion.title.clone()).unwrap_or_default();
            let what = format!("No control meets {} {title}", row.criterion);
            let at = Where::Section(label(Section::ControlMatrix));
            self.add("design", what, at, Cure::Mapping(days), Some(row.criterion.to_string()));
        }
    }

    fn ratings(&mut self, context: &Context<'_>, days: Days) {
        for aspect in context.aspects().iter().copied() {
            for value in [RatingValue::Deficient, RatingValue::NotEvaluableYet, RatingValue::NotRated] {
                let rated =
                    |control: &&Control| context.rating_value(RatingSubject::Control(control.id), aspect) == value;
                // What withheld evidence may show isn't lost.
                let hidden = |control: &Control| match value {
                    RatingValue::NotEvaluableYet => cure_of_withheld(context.source, control),
                    _ => None,
                };
                let cure = Cure::of_rating(aspect, value, days);
                for by in WITHHELD {
                    let codes = codes(context, |control: &&Control| rated(control) && hidden(control) == by);
                    if codes.is_empty() {
                        continue;
                    }
                    let end = if by.is_some() { "; withheld evidence may show it" } else { "" };
                    let aspect = print::capital(aspect.name());
                    let what = format!("{aspect} is {} for {}{end}", value.name(), named(&codes));
                    let at = Where::Section(label(Section::Ratings));
                    self.add(value.name(), what, at, by.unwrap_or(cure), None);
                }
            }
        }
    }

    fn evidence(&mut self, context: &Context<'_>, days: Days) {
        let none = |control: &&Control| context.exhibits_of(control.id).is_empty();
        let cure = if context.aspects().contains(&Aspect::Operation) { Cure::Evidence(days) } else { Cure::Yes };
        for by in WITHHELD {
            let hidden = |control: &Control| cure_of_withheld(context.source, control) == by;
            let codes = codes(context, |control: &&Control| none(control) && hidden(control));
            if !codes.is_empty() {
                let end = if by.is_some() { "; withheld evidence would" } else { "" };
                let what = format!("No exhibit supports {}{end}", named(&codes));
                let at = Where::Section(label(Section::ControlMatrix));
                self.add("no evidence", what, at, by.unwrap_or(cure), None);
            }
        }
    }

    /// The points of one exhibit, as it is shown.
    pub(crate) fn exhibit(&mut self, exhibit: &Exhibit<'_>, options: &PacketOptions) {
        let at = || Where::Exhibit(exhibit.id.clone());
        let missing = exhibit.item.missing();
        if !missing.is_empty() {
            let what = format!("{} lacks {}", exhibit.id, print::list(&missing));
            self.add("incomplete", what, at(), Cure::Record, Some(exhibit.id.clone()));
        }
        let unreleased = !matches!(exhibit.item.state, EvidenceState::Released { .. });
        if unreleased && !exhibit.item.is_purged() && options.profile == AudienceProfile::Client {
            let what = format!(
                "{} is not released by the client ({}): an auditor packet withholds it",
                exhibit.id,
                exhibit.item.state.name()
            );
            self.add("not released", what, at(), Cure::Release, None);
        }
        for part in &exhibit.parts {
            self.part(exhibit, part);
        }
    }

    fn part(&mut self, exhibit: &Exhibit<'_>, part: &Part<'_>) {
        let at = || Where::Exhibit(exhibit.id.clone());
        let name = format!("{}{}", exhibit.id, if exhibit.parts.len() > 1 { ", " } else { "" });
        let name = format!("{name}{}", of_file(exhibit, part, ""));
        if let Face::Slip(reason) = &part.face {
            let (kind, cure) = match part.place {
                Place::ListedOnly if exhibit.item.is_purged() => ("purged", Cure::Lost),
                Place::ListedOnly => ("listed only", Cure::Choice),
                Place::Attached | Place::Beside => ("not shown", Cure::Original),
            };
            self.add(kind, format!("{name}: {reason}"), at(), cure, None);
        }
        if part.place == Place::Beside {
            let cut = part.cut().map(|cut| format!("; {cut} here")).unwrap_or_default();
            let of = if part.is_redacted() { "redacted copy" } else { "original" };
            let what = format!("{name}: the {of} lies beside the packet{cut}");
            self.add("beside", what, at(), Cure::Nothing, None);
        }
        if part.undrawn() > 0 {
            let things = print::counted(part.undrawn(), "thing", "things");
            let what = format!("{name}: {things} could not be drawn; {} has all", part.original());
            self.add("not drawn", what, at(), Cure::Nothing, None);
        }
        if part.left_out() > 0 {
            let things = print::counted(part.left_out(), "thing", "things");
            let what = format!("{name}: the redacted copy lacks {things} that could not be drawn");
            self.add("not drawn", what, at(), Cure::Nothing, None);
        }
    }
}

/// Codes of the controls of which something holds, in order.
fn codes(context: &Context<'_>, holds: impl Fn(&&Control) -> bool) -> Vec<String> {
    context.source.controls.iter().filter(holds).map(|control| control.code.to_string()).collect()
}

/// Every code by its name, the number first where it is hard to count.
fn named(codes: &[String]) -> String {
    let all = print::list(codes);
    if codes.len() > 4 { format!("{} controls: {all}", print::count(codes.len() as u64)) } else { all }
}

/// What is withheld and what it would support, in words that say nothing of its content. Of a part only its controls are
/// named.
fn withheld_words(withheld: &Withheld, options: &PacketOptions) -> String {
    let mut codes = withheld.controls.clone();
    codes.sort();
    let none = if options.part.is_whole() { "no control" } else { "no control of this part" };
    let supports = if codes.is_empty() { none.to_owned() } else { print::list(&codes) };
    format!("{}: {}; it would support {supports}", withheld.reference, withheld.reason)
}

#[cfg(test)]
mod tests;
