//! Pages of the activity log. It is the whole vault's, so the engagement of a query doesn't count.

use std::collections::{BTreeMap, BTreeSet};

use model::activity::{Effect, LogRow, Subject};
use model::id::EngagementId;
use model::page::{LogColumn, LogLine, LogPage, LogSubject, MOST_SUBJECTS, PageQuery};
use model::record::Noun;
use uuid::Uuid;

use super::names::Names;
use super::{Form, Grid, GridColumn, among, find, words};
use crate::access::Reader;
use crate::activity::read_row;
use crate::error::Result;
use crate::table::column::{Column, Fields};
use crate::table::rows;

pub(super) const GRID: Grid = Grid {
    table: "activity",
    from: "activity n",
    id: "n.seq",
    tie: "n.seq",
    engagement: None,
    many: false,
    order: ("seq", true),
    text: &["fold(n.who)", "n.action"],
    column,
};

const NOUNS: &str = "SELECT DISTINCT seq AS id, noun AS value FROM activity_subject";
const SUBJECTS: &str = "SELECT seq AS id, id AS value FROM activity_subject";

fn column(name: &str) -> Result<GridColumn> {
    use LogColumn as C;
    Ok(match C::named(name)? {
        C::Seq => GridColumn::one("n.seq", Form::Number),
        C::At => GridColumn::one("n.at", Form::Time),
        C::Who => GridColumn::one("n.who", Form::Text),
        C::Action => GridColumn::one("n.action", words::action()),
        C::Noun => GridColumn::each(NOUNS, "n.seq", words::noun()),
        C::Subject => GridColumn::each(SUBJECTS, "n.seq", Form::Id)
            .sorted_by("(SELECT count(*) FROM activity_subject s WHERE s.seq = n.seq)"),
    })
}

impl Reader<'_> {
    /// A page of the activity log, the newest rows first unless the query sorts them.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an unknown column or test, or a limit out of bounds.
    pub fn page_log(&self, query: &PageQuery) -> Result<LogPage> {
        let found = find(self, &GRID, EngagementId::from(Uuid::nil()), query)?;
        let (among, values) = among(&found.ids);
        let sql = format!("SELECT * FROM activity WHERE seq {among}");
        let rows_of = rows(self.connection(), "activity", &sql, values, |fields| read_row(fields, Vec::new()))?;
        let mut by_seq: BTreeMap<u64, LogRow> = rows_of.into_iter().map(|row| (row.seq, row)).collect();
        let subjects = by_seq.keys().map(|seq| Ok((*seq, self.first_subjects(*seq)?)));
        let subjects: BTreeMap<u64, (Vec<Subject>, u32)> = subjects.collect::<Result<_>>()?;
        let mut names: BTreeMap<Noun, Names> = BTreeMap::new();
        let all: BTreeSet<Subject> = subjects.values().flat_map(|(first, _)| first).copied().collect();
        for noun in all.iter().map(|subject| subject.noun).collect::<BTreeSet<_>>() {
            let ids = all.iter().filter(|subject| subject.noun == noun).map(|subject| subject.id);
            names.insert(noun, Names::of(self.connection(), noun, ids)?);
        }
        let seqs = found.ids.iter().filter_map(|id| u64::from_value(id.into()));
        let rows = seqs.filter_map(|seq| by_seq.remove(&seq));
        let rows = rows.map(|row| self.line(row, &subjects, &names)).collect::<Result<_>>()?;
        Ok(LogPage { total: found.total, all: found.all, offset: query.offset, rows })
    }

    /// The first subjects of a row, and how many it has. Row by row, as one that a spreadsheet brought has thousands, of which
    /// only the first are read and the others counted where they stand in order.
    fn first_subjects(&self, seq: u64) -> Result<(Vec<Subject>, u32)> {
        let sql =
            format!("SELECT noun, id FROM activity_subject WHERE seq = ?1 ORDER BY noun, id LIMIT {MOST_SUBJECTS}");
        let read = |fields: &Fields<'_>| Ok(Subject { noun: fields.get("noun")?, id: fields.get("id")? });
        let first = rows(self.connection(), "activity_subject", &sql, vec![seq.to_value()], read)?;
        if first.len() < MOST_SUBJECTS {
            let touched = first.len().try_into().unwrap_or(u32::MAX);
            return Ok((first, touched));
        }
        let sql = "SELECT count(*) AS touched FROM activity_subject WHERE seq = ?1";
        let touched =
            rows(self.connection(), "activity_subject", sql, vec![seq.to_value()], |fields| fields.get("touched"))?;
        Ok((first, touched.into_iter().next().unwrap_or_default()))
    }

    fn line(
        &self,
        row: LogRow,
        subjects: &BTreeMap<u64, (Vec<Subject>, u32)>,
        names: &BTreeMap<Noun, Names>,
    ) -> Result<LogLine> {
        let (first, touched) = subjects.get(&row.seq).cloned().unwrap_or_default();
        let named = |subject: Subject| LogSubject {
            noun: subject.noun,
            id: subject.id,
            reference: names.get(&subject.noun).and_then(|names| names.get(subject.id)),
        };
        let sql = "SELECT undoes FROM activity_body WHERE seq = ?1";
        let undoes = if row.action == model::activity::Action::Undo {
            let found: Vec<Option<u64>> =
                rows(self.connection(), "activity_body", sql, vec![row.seq.to_value()], |fields| fields.get("undoes"))?;
            found.into_iter().flatten().next()
        } else {
            None
        };
        Ok(LogLine {
            seq: row.seq,
            at: row.at,
            who: row.who,
            action: row.action,
            words: row.action.words().to_owned(),
            subjects: first.into_iter().map(named).collect(),
            touched,
            undoes,
            undone_by: self.undone_by(row.seq)?,
            undoable: row.action.effect() == Effect::Content,
        })
    }

    /// The newest row that undoes this one and isn't undone itself.
    fn undone_by(&self, seq: u64) -> Result<Option<u64>> {
        let sql = "SELECT seq FROM activity_body WHERE undoes = ?1 ORDER BY seq DESC";
        let found: Vec<u64> =
            rows(self.connection(), "activity_body", sql, vec![seq.to_value()], |fields| fields.get("seq"))?;
        for by in found {
            // Each undoes an older row, so this ends.
            if self.undone_by(by)?.is_none() {
                return Ok(Some(by));
            }
        }
        Ok(None)
    }
}
