//! What a noun does so that its records leave and come in as a sheet. One file a noun says it, both ways.

use import::Known;
use model::engagement::Engagement;
use model::id::PersonId;
use model::sheet::noun::SheetNoun;
use model::sheet::value::Fields;
use model::time::Day;
use uuid::Uuid;
use vault::{Reader, Writer};

use super::names::Names;
use super::row::{Broken, Row};
use crate::app::{Moment, Revise};
use crate::failure::Failure;
use crate::find::Named;

/// What every new record of a sheet has.
pub(crate) struct New<'a> {
    pub(super) engagement: &'a Engagement,
    pub(super) id: Uuid,
    pub(super) today: Day,
}

/// A row that is to be written: the record as it is, where there is one, and as it is to be.
pub(crate) struct Planned<R> {
    /// Number of the row, from 1.
    pub(super) row: u32,
    pub(super) before: Option<R>,
    pub(super) after: R,
}

/// A cell that breaks a rule which only all rows together can break.
pub(crate) struct BrokenTogether<C> {
    pub(super) row: u32,
    pub(super) column: C,
    pub(super) reason: String,
}

/// A noun whose records leave and come in as a sheet.
pub(crate) trait SheetRecord: Named {
    /// Its columns.
    type Column: Known;
    /// The noun.
    const OF: SheetNoun;

    /// The record's fields, those without a value left out.
    fn fields(&self, names: &Names) -> Fields<Self::Column>;

    /// A record of which nothing is known but what every one has, or why a sheet can't bring one.
    fn blank(new: &New<'_>, row: &Row<'_, Self::Column>) -> Result<Self, Broken<Self::Column>>;

    /// The record with what the row says, held to every rule that the noun's own commands hold. What the answer doesn't
    /// show as the row says it is refused by whoever asked.
    fn with(self, row: &Row<'_, Self::Column>, is_new: bool) -> Result<Self, Broken<Self::Column>>;

    /// Who answers for the record.
    fn is_owned_by(&self, person: PersonId, names: &Names) -> bool;

    /// Whether lists show the record without being asked for everything, and so a sheet that leaves.
    fn is_listed(&self) -> bool {
        true
    }

    /// Makes values alike that say the same in several columns, before a row is compared.
    fn settle(_: &mut Fields<Self::Column>) -> Result<(), Broken<Self::Column>> {
        Ok(())
    }

    /// Adds the name of a row that becomes a new record, where rows of the same sheet may name it.
    fn announce(_: &mut Names, _: Uuid, _: &Fields<Self::Column>) {}

    /// The column in which a row names records of its own noun.
    const NAMES_OWN: Option<Self::Column> = None;

    /// Checks the rules that only all records together can break.
    fn check_together(_: &[&Self], _: &[Planned<Self>]) -> Vec<BrokenTogether<Self::Column>> {
        Vec::new()
    }

    /// The record with a number of its own, where the noun has numbers.
    fn numbered(self, _: &Reader, _: &Engagement) -> Result<Self, Failure> {
        Ok(self)
    }

    /// What else than its fields changes with a record.
    fn consequence(_: &Planned<Self>) -> Option<String> {
        None
    }

    /// Writes a changed record.
    fn rewrite(w: &Writer, _: &Moment<'_>, planned: Planned<Self>) -> Result<(), Failure> {
        w.revise(planned.after).map(drop)
    }
}
