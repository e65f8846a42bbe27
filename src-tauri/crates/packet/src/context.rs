//! What every section looks things up in: the narrowed source, the options, the exhibits and the open points.

use model::control::Control;
use model::engagement::EngagementKind;
use model::evidence::EvidenceItem;
use model::id::{ControlId, EvidenceId, PersonId};
use model::packet::{AudienceProfile, Figures, PacketOptions, PacketSource, Section};
use model::rating::{Aspect, Rating, RatingSubject, RatingValue};
use model::surface::SurfaceCode;
use model::time::{Instant, Span};

use crate::exhibit::{Exhibit, Part};
use crate::open_point::OpenPoint;
use crate::print;

/// All that a section may draw from. The source is narrowed to the profile already.
pub(crate) struct Context<'a> {
    pub(crate) source: &'a PacketSource,
    pub(crate) options: &'a PacketOptions,
    pub(crate) exhibits: &'a [Exhibit<'a>],
    pub(crate) points: &'a [OpenPoint],
}

impl Context<'_> {
    /// Whether this is the client's own packet.
    pub(crate) fn is_client(&self) -> bool {
        self.options.profile == AudienceProfile::Client
    }

    /// Whether the packet has a section.
    pub(crate) fn has(&self, section: Section) -> bool {
        self.options.has(section)
    }

    /// Whether severities may be told: to the client and its board, and to an auditor who gets the gaps by name.
    pub(crate) fn tells_severity(&self) -> bool {
        self.has(Section::Gaps)
    }

    /// Whether a file in the packet is the redacted copy of another.
    pub(crate) fn has_redacted(&self) -> bool {
        self.exhibits.iter().flat_map(|exhibit| &exhibit.parts).any(Part::is_redacted)
    }

    /// The figures of the packet; none of them before the source is narrowed.
    pub(crate) fn figures(&self) -> Figures {
        self.source.figures.clone().unwrap_or_default()
    }

    /// A person's name; ids that the source doesn't hold are said to be unknown.
    pub(crate) fn person(&self, id: PersonId) -> String {
        let person = self.source.people.iter().find(|person| person.id == id);
        person.map_or_else(|| "a person not in the vault".to_owned(), |person| person.name.clone())
    }

    /// A person's name and role; the role alone where it stands in the place of the name.
    pub(crate) fn person_with_role(&self, id: PersonId) -> String {
        match self.source.people.iter().find(|person| person.id == id) {
            Some(person) if !person.role.is_empty() && person.role != person.name => {
                format!("{}, {}", person.name, person.role)
            }
            _ => self.person(id),
        }
    }

    /// A control by id.
    pub(crate) fn control(&self, id: ControlId) -> Option<&Control> {
        self.source.controls.iter().find(|control| control.id == id)
    }

    /// Codes of controls, in order; a retired control isn't in the source and has none.
    pub(crate) fn control_codes<'b>(&self, ids: impl IntoIterator<Item = &'b ControlId>) -> Vec<String> {
        let mut codes: Vec<_> =
            ids.into_iter().filter_map(|id| self.control(*id)).map(|control| control.code.to_string()).collect();
        codes.sort();
        codes
    }

    /// A surface's name.
    pub(crate) fn surface(&self, code: &SurfaceCode) -> String {
        let surface = self.source.surfaces.iter().find(|surface| surface.code == *code);
        surface.map_or_else(|| code.to_string(), |surface| surface.name.clone())
    }

    /// Id of the exhibit that an evidence item is in this packet, such as `EX-001`.
    pub(crate) fn exhibit_of(&self, id: EvidenceId) -> Option<String> {
        self.exhibits.iter().find(|exhibit| exhibit.item.id == id).map(|exhibit| exhibit.id.clone())
    }

    /// Ids of the exhibits that support a control.
    pub(crate) fn exhibits_of(&self, control: ControlId) -> Vec<String> {
        let supporting = self.exhibits.iter().filter(|exhibit| exhibit.item.controls.contains(&control));
        supporting.map(|exhibit| exhibit.id.clone()).collect()
    }

    /// Evidence items by id, those that the profile leaves.
    pub(crate) fn evidence<'b>(&'b self, ids: impl IntoIterator<Item = &'b EvidenceId>) -> Vec<&'b EvidenceItem> {
        ids.into_iter().filter_map(|id| self.source.evidence.iter().find(|item| item.id == *id)).collect()
    }

    /// The rating of a subject in one aspect; the latest where there are several.
    pub(crate) fn rating(&self, subject: RatingSubject, aspect: Aspect) -> Option<&Rating> {
        let of = self.source.ratings.iter().filter(|rating| rating.subject == subject && rating.aspect == aspect);
        of.max_by_key(|rating| (rating.rated_on, rating.id))
    }

    /// The value of that rating; nothing said is "not rated".
    pub(crate) fn rating_value(&self, subject: RatingSubject, aspect: Aspect) -> RatingValue {
        self.rating(subject, aspect).map_or(RatingValue::NotRated, |rating| rating.value)
    }

    /// The aspects in which an engagement of this kind is rated: a Type I says nothing of operation.
    pub(crate) const fn aspects(&self) -> &'static [Aspect] {
        match self.source.engagement.kind {
            EngagementKind::TypeI { .. } => &[Aspect::Design],
            EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => &[Aspect::Design, Aspect::Operation],
        }
    }

    /// The audit period, if the engagement has one.
    pub(crate) fn period(&self) -> Option<Span> {
        self.source.engagement.kind.period()
    }

    /// An instant that the vault recorded, printed in the packet's zone.
    pub(crate) fn instant(&self, at: Instant) -> String {
        print::instant(print::in_zone(at, self.options.as_of.at))
    }

    /// The number of the open point about a subject, if there is one.
    pub(crate) fn point(&self, about: &str) -> Option<&str> {
        self.points.iter().find(|point| point.about.as_deref() == Some(about)).map(|point| point.id.as_str())
    }
}
