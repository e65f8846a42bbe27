//! What a sheet would do to the records of its noun: which rows become new records, which change one, and which are refused
//! by the rules of the noun. Writes nothing itself.

use std::collections::{BTreeMap, BTreeSet};

use import::{Headings, Mapping, Preview, Refusal, Unchanged, compare, says};
use model::engagement::Engagement;
use model::sheet::Sheet;
use model::sheet::column::{Columns, Need};
use model::sheet::value::{Fields, Value};
use model::time::Day;
use uuid::Uuid;
use vault::Reader;

use super::known::{key, look_up};
use super::names::Names;
use super::record::{BrokenTogether, New, Planned, SheetRecord};
use super::row::{Broken, Row};
use crate::failure::Failure;
use crate::find;

/// What a sheet would do.
pub(super) struct Plan<R: SheetRecord> {
    /// What its headings say.
    pub(super) headings: Headings<R::Column>,
    /// What it would do, to be shown.
    pub(super) preview: Preview<R::Column>,
    /// The records that it would write, in the order of the sheet.
    pub(super) rows: Vec<Planned<R>>,
}

/// Plans what a sheet does in an engagement.
pub(super) fn plan<R: SheetRecord>(
    r: &Reader,
    engagement: &Engagement,
    sheet: &Sheet,
    mapping: &Mapping<R::Column>,
    today: Day,
    next_id: impl Fn() -> Uuid,
) -> Result<Plan<R>, Failure> {
    let mut names = Names::read(r, engagement)?;
    let records: Vec<R> = find::all(r, engagement.id)?;
    let existing: Vec<Fields<R::Column>> = records.iter().map(|record| record.fields(&names)).collect();
    let mut drafts = import::read::<R::Column>(sheet, mapping)?;
    look_up::<R>(&mut drafts, &names);
    let headings = drafts.headings.clone();
    let preview = compare(&existing, drafts);
    let ids: BTreeMap<u32, Uuid> = preview.added.iter().map(|added| (added.row, next_id())).collect();
    for added in &preview.added {
        R::announce(&mut names, ids[&added.row], &added.fields);
    }
    let mut planning = Planning { records, names, engagement, today, preview, headings, rows: Vec::new() };
    planning.build(&ids);
    planning.refuse_dependents();
    planning.refuse_together();
    let Planning { mut preview, headings, rows, .. } = planning;
    preview.refused.sort();
    Ok(Plan { headings, preview, rows })
}

struct Planning<'a, R: SheetRecord> {
    records: Vec<R>,
    names: Names,
    engagement: &'a Engagement,
    today: Day,
    preview: Preview<R::Column>,
    headings: Headings<R::Column>,
    rows: Vec<Planned<R>>,
}

impl<R: SheetRecord> Planning<'_, R> {
    /// Makes each row's record, and refuses the rows that break a rule.
    fn build(&mut self, ids: &BTreeMap<u32, Uuid>) {
        let mut refused = Vec::new();
        for added in &mut self.preview.added {
            let row = Row { fields: &added.fields, names: &self.names, today: self.today };
            let new = New { engagement: self.engagement, id: ids[&added.row], today: self.today };
            let made = R::blank(&new, &row).and_then(|blank| blank.with(&row, true));
            match made.and_then(|after| told(&after, &row).map(|()| after)) {
                Ok(after) => {
                    preset(&mut added.fields, after.fields(&self.names));
                    self.rows.push(Planned { row: added.row, before: None, after });
                }
                Err(broken) => refused.push((added.row, broken)),
            }
        }
        let mut same = BTreeSet::new();
        for changed in &self.preview.changed {
            let fields = changed.changes.iter().map(|change| (change.column, change.to.clone())).collect();
            let row = Row { fields: &fields, names: &self.names, today: self.today };
            let before = &self.records[changed.record];
            let made = before.clone().with(&row, false).and_then(|after| told(&after, &row).map(|()| after));
            match made {
                Ok(after) if after == *before => drop(same.insert(changed.row)),
                Ok(after) => self.rows.push(Planned { row: changed.row, before: Some(before.clone()), after }),
                Err(broken) => refused.push((changed.row, broken)),
            }
        }
        self.keep_unchanged(&same);
        self.refuse(refused);
        self.rows.sort_by_key(|planned| planned.row);
    }

    fn keep_unchanged(&mut self, rows: &BTreeSet<u32>) {
        let (same, changed): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.preview.changed).into_iter().partition(|changed| rows.contains(&changed.row));
        self.preview.changed = changed;
        let unchanged = same.into_iter().map(|it| Unchanged { row: it.row, record: it.record, key: it.key });
        self.preview.unchanged.extend(unchanged);
        self.preview.unchanged.sort_by_key(|unchanged| unchanged.row);
    }

    /// A row that names a new record of its own sheet goes when that one is refused.
    fn refuse_dependents(&mut self) {
        let Some(column) = R::NAMES_OWN else { return };
        let planned: BTreeSet<u32> = self.rows.iter().map(|planned| planned.row).collect();
        let mut named_by: BTreeMap<String, Vec<(u32, Option<String>)>> = BTreeMap::new();
        let mut coming: BTreeSet<String> =
            self.records.iter().filter_map(|it| key::<R>(&it.fields(&self.names))).collect();
        let added = self.preview.added.iter().map(|it| (it.row, key::<R>(&it.fields), it.fields.get(&column)));
        let changes = |changes: &[import::Change<R::Column>]| changes.iter().position(|it| it.column == column);
        let changed = self.preview.changed.iter();
        let changed = changed.map(|it| (it.row, None, changes(&it.changes).map(|at| &it.changes[at].to)));
        for (row, key, names) in added.chain(changed).filter(|(row, ..)| planned.contains(row)) {
            coming.extend(key.clone());
            if let Some(Value::Codes(codes)) = names {
                for code in codes {
                    named_by.entry(code.clone()).or_default().push((row, key.clone()));
                }
            }
        }
        let mut gone: Vec<String> = named_by.keys().filter(|code| !coming.contains(*code)).cloned().collect();
        let mut refused: BTreeMap<u32, Broken<R::Column>> = BTreeMap::new();
        while let Some(code) = gone.pop() {
            for (row, key) in named_by.remove(&code).unwrap_or_default() {
                let reason = format!("names {code}, whose own row is refused");
                if refused.insert(row, Broken::at(column, reason)).is_none() {
                    gone.extend(key);
                }
            }
        }
        self.refuse(refused.into_iter().collect());
    }

    /// Rules that only all records together can break; what they refuse may leave others without what they name.
    fn refuse_together(&mut self) {
        loop {
            let broken = self.broken_together();
            if broken.is_empty() {
                return;
            }
            let broken = broken.into_iter().map(|it| (it.row, Broken::at(it.column, it.reason))).collect();
            self.refuse(broken);
            self.refuse_dependents();
        }
    }

    fn broken_together(&self) -> Vec<BrokenTogether<R::Column>> {
        let over: BTreeSet<Uuid> = self.rows.iter().map(|planned| planned.after.key()).collect();
        let kept = self.records.iter().filter(|record| !over.contains(&record.key()));
        let all: Vec<&R> = kept.chain(self.rows.iter().map(|planned| &planned.after)).collect();
        R::check_together(&all, &self.rows)
    }

    fn refuse(&mut self, broken: Vec<(u32, Broken<R::Column>)>) {
        let rows: BTreeSet<u32> = broken.iter().map(|(row, _)| *row).collect();
        self.rows.retain(|planned| !rows.contains(&planned.row));
        self.preview.added.retain(|added| !rows.contains(&added.row));
        self.preview.changed.retain(|changed| !rows.contains(&changed.row));
        let headings = &self.headings;
        self.preview.refused.extend(broken.into_iter().map(|(row, broken)| refusal(headings, row, broken)));
    }
}

/// A column that the sheet doesn't have is named in the reason.
fn refusal<C: import::Known>(headings: &Headings<C>, row: u32, broken: Broken<C>) -> Refusal {
    let Broken { column, reason } = broken;
    let place = column.and_then(|column| headings.place(column)).cloned();
    let reason = match column.filter(|_| place.is_none()) {
        Some(column) => format!("“{}” {reason}", column.column().heading),
        None => reason,
    };
    Refusal { row, place, reason }
}

/// That the record says what the row says: a cell is taken over or refused, and never passed over in silence.
fn told<R: SheetRecord>(after: &R, row: &Row<'_, R::Column>) -> Result<(), Broken<R::Column>> {
    let fields = after.fields(row.names);
    let is_number = |own: R::Column| own == R::Column::KEY;
    let lost = row.fields.iter().find(|(own, to)| !is_number(**own) && !says(fields.get(own), to));
    match lost {
        Some((own, _)) => Err(Broken::at(*own, "can't be changed by a sheet as things stand")),
        None => Ok(()),
    }
}

/// Shows what a new record has without being told.
fn preset<C: Columns>(given: &mut Fields<C>, made: Fields<C>) {
    for (own, value) in made {
        if own.column().need == Need::Preset {
            given.entry(own).or_insert(value);
        }
    }
}
