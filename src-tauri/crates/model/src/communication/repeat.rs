//! Lines of a template that stand once for each chosen gap, finding, request or question. Each copy gets merge fields of
//! its own, so that a message's text, fields and approvals are all there is to know of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::merge::{FieldValue, Piece, pieces};
use crate::invalid::Invalid;

/// For what a line repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// Each chosen gap.
    Gap,
    /// Each chosen finding.
    Finding,
    /// Each chosen request.
    Request,
    /// Each chosen question.
    Question,
}

/// One chosen gap, finding, request or question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChosenRow {
    /// What it is.
    pub kind: RowKind,
    /// Its reference, such as `GAP-014`: letters, digits and hyphens, by which its fields are told apart.
    pub reference: String,
    /// What is known of its fields, by the template's names.
    pub fields: BTreeMap<String, FieldValue>,
}

/// A template's text with its lines repeated, and the values of the fields that the copies have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repeated {
    /// The text.
    pub text: String,
    /// What is known of the copies' fields.
    pub fields: BTreeMap<String, FieldValue>,
}

/// What a merge field of a repeated line is called: the template's name for it, and the row whose copy it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowName<'a> {
    /// The template's name, such as `gap_title`.
    pub field: &'a str,
    /// The kind of row to which it belongs.
    pub kind: RowKind,
    /// The row's place in `rows`; none while nothing is chosen for the line.
    pub row: Option<usize>,
}

impl<'a> RowName<'a> {
    /// Reads `name`, given the rows that are or were chosen; none when it belongs to no kind of row.
    pub fn of(
        name: &'a str,
        rows: &[(RowKind, String)],
        kind_of: impl Fn(&str) -> Option<RowKind>,
    ) -> Option<RowName<'a>> {
        if let Some(kind) = kind_of(name) {
            return Some(Self { field: name, kind, row: None });
        }
        rows.iter().enumerate().find_map(|(row, (kind, reference))| {
            let field = name.strip_suffix(&suffix(reference))?.strip_suffix('_')?;
            (kind_of(field) == Some(*kind)).then_some(Self { field, kind: *kind, row: Some(row) })
        })
    }
}

/// Repeats each line of `text` that holds a field of a kind of row, once for every one of `rows` of that kind, in their
/// order; lines of one kind that follow one another repeat together. The field `gap_title` becomes `gap_title_gap_014` in
/// the copy for `GAP-014`. A line for which nothing is chosen stays as it is, with its fields open. `kind_of` says to which
/// kind of row a field belongs, if to any.
pub fn repeat(text: &str, rows: &[ChosenRow], kind_of: impl Fn(&str) -> Option<RowKind>) -> Result<Repeated, Invalid> {
    choose(text, &[], rows, kind_of)
}

/// The same for a text that is repeated already, for the rows `before`: copies of rows that are chosen still stay as they
/// are, words changed by hand included; copies of others go, and new rows get a copy of their own. Where none is left, the
/// line stands once again with its fields open.
pub fn choose(
    text: &str,
    before: &[(RowKind, String)],
    rows: &[ChosenRow],
    kind_of: impl Fn(&str) -> Option<RowKind>,
) -> Result<Repeated, Invalid> {
    check(rows)?;
    let mut known: Vec<(RowKind, String)> = rows.iter().map(|row| (row.kind, row.reference.clone())).collect();
    known.extend(before.iter().filter(|row| !rows.iter().any(|own| is(own, row))).cloned());
    let lines: Vec<Line<'_>> = text.split_inclusive('\n').map(|line| Line::of(line, &known, &kind_of)).collect();
    let mut repeated = Repeated::default();
    for block in lines.chunk_by(|one, next| one.kind == next.kind) {
        let chosen: Vec<&ChosenRow> = rows.iter().filter(|row| Some(row.kind) == block[0].kind).collect();
        // The copy after which others are made: the line as the template has it, else the last copy.
        let pattern = block.iter().find(|line| line.row.is_none()).or(block.last()).and_then(|line| line.row);
        let copied = |row: Option<usize>| block.iter().filter(move |line| line.row == row).map(|line| line.text);
        for row in &chosen {
            let own = known.iter().position(|known| is(row, known));
            let own = own.filter(|own| block.iter().any(|line| line.row == Some(*own)));
            repeated.end_line();
            copied(own.or(pattern)).for_each(|line| repeated.copy(line, Some(row), &known, &kind_of));
        }
        match (chosen.is_empty(), pattern) {
            (true, Some(_)) => copied(pattern).for_each(|line| repeated.copy(line, None, &known, &kind_of)),
            // As it was typed, to the last blank.
            (true, None) => repeated.text.extend(copied(None)),
            (false, _) => {}
        }
    }
    if !text.ends_with('\n') {
        repeated.text.truncate(repeated.text.trim_end_matches('\n').len());
    }
    Ok(repeated)
}

fn check(rows: &[ChosenRow]) -> Result<(), Invalid> {
    let mut known = BTreeSet::new();
    for row in rows {
        let sound = row.reference.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let rule = "must each have a reference of letters, digits and hyphens";
        Invalid::unless(sound && !row.reference.is_empty(), "rows", rule)?;
        Invalid::unless(known.insert((row.kind, suffix(&row.reference))), "rows", "must each be chosen once")?;
    }
    Ok(())
}

/// Whether the row is that of this kind and reference.
fn is(row: &ChosenRow, (kind, reference): &(RowKind, String)) -> bool {
    row.kind == *kind && suffix(&row.reference) == suffix(reference)
}

fn suffix(reference: &str) -> String {
    reference.to_ascii_lowercase().replace('-', "_")
}

/// A line of a text.
struct Line<'a> {
    text: &'a str,
    /// The kind of row to which its first field that has one belongs.
    kind: Option<RowKind>,
    /// The row in whose copy it stands.
    row: Option<usize>,
}

impl<'a> Line<'a> {
    fn of(text: &'a str, rows: &[(RowKind, String)], kind_of: &impl Fn(&str) -> Option<RowKind>) -> Self {
        let name = pieces(text).into_iter().find_map(|piece| match piece {
            Piece::Field(name) => RowName::of(name, rows, kind_of),
            Piece::Words(_) => None,
        });
        Self { text, kind: name.as_ref().map(|name| name.kind), row: name.and_then(|name| name.row) }
    }
}

impl Repeated {
    /// Ends the last line, if it isn't ended.
    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Writes the line once more, with the fields of its kind named for `row`, or as the template has them.
    fn copy(
        &mut self,
        line: &str,
        row: Option<&ChosenRow>,
        known: &[(RowKind, String)],
        kind_of: &impl Fn(&str) -> Option<RowKind>,
    ) {
        for piece in pieces(line) {
            let name = match piece {
                Piece::Words(words) => {
                    self.text.push_str(words);
                    continue;
                }
                Piece::Field(name) => name,
            };
            match (RowName::of(name, known, kind_of), row) {
                (Some(base), Some(row)) if base.kind == row.kind => {
                    let own = format!("{}_{}", base.field, suffix(&row.reference));
                    self.text.extend(["{{ ", &own, " }}"]);
                    if let Some(value) = row.fields.get(base.field) {
                        self.fields.insert(own, value.clone());
                    }
                }
                (Some(base), None) => self.text.extend(["{{ ", base.field, " }}"]),
                (Some(_), Some(_)) | (None, _) => self.text.extend(["{{ ", name, " }}"]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As in the catalogue, a closed list of names: two words, or three.
    fn kind_of(name: &str) -> Option<RowKind> {
        let is_copy = name.contains(|c: char| c.is_ascii_digit());
        [("gap_", RowKind::Gap), ("finding_", RowKind::Finding), ("question_", RowKind::Question)]
            .into_iter()
            .find_map(|(prefix, kind)| (name.starts_with(prefix) && !is_copy).then_some(kind))
    }

    fn row(kind: RowKind, reference: &str, fields: &[(&str, &str)]) -> ChosenRow {
        let value = |text: &str| FieldValue { text: text.to_owned(), evidence: None };
        let fields = fields.iter().map(|(name, text)| ((*name).to_owned(), value(text))).collect();
        ChosenRow { kind, reference: reference.to_owned(), fields }
    }

    #[test]
    fn a_table_has_one_line_for_each_chosen_gap() {
        let text = "Dear {{ name }},\n| {{ gap_title }} | {{ gap_live_date }} |\nregards\n";
        let rows = [
            row(RowKind::Gap, "GAP-014", &[("gap_title", "Leavers"), ("gap_other", "unused")]),
            row(RowKind::Finding, "FND-001", &[]),
            row(RowKind::Gap, "GAP-002", &[]),
        ];
        let repeated = repeat(text, &rows, kind_of).expect("rows are sound");
        let expected = "Dear {{ name }},\n\
                        | {{ gap_title_gap_014 }} | {{ gap_live_date_gap_014 }} |\n\
                        | {{ gap_title_gap_002 }} | {{ gap_live_date_gap_002 }} |\n\
                        regards\n";
        assert_eq!(repeated.text, expected);
        let fields: Vec<_> = repeated.fields.iter().map(|(name, value)| (name.as_str(), value.text.as_str())).collect();
        assert_eq!(fields, [("gap_title_gap_014", "Leavers")]);
    }

    #[test]
    fn lines_that_belong_together_repeat_together_and_the_last_line_needs_no_end() {
        let rows = [row(RowKind::Question, "Q-1", &[]), row(RowKind::Question, "Q-2", &[])];
        let repeated = repeat("{{question_text}}\nSay: {{ question_answer }}", &rows, kind_of).expect("rows are sound");
        let expected = "{{ question_text_q_1 }}\nSay: {{ question_answer_q_1 }}\n\
                        {{ question_text_q_2 }}\nSay: {{ question_answer_q_2 }}";
        assert_eq!(repeated.text, expected);
    }

    #[test]
    fn a_row_is_chosen_once_and_has_a_plain_reference() {
        let text = "{{ gap_title }}";
        for wrong in ["", "GAP 14", "GAP}}", "É"] {
            assert!(repeat(text, &[row(RowKind::Gap, wrong, &[])], kind_of).is_err(), "{wrong:?}");
        }
        let twice = [row(RowKind::Gap, "GAP-1", &[]), row(RowKind::Gap, "gap-1", &[])];
        assert!(repeat(text, &twice, kind_of).is_err());
        let kinds = [row(RowKind::Gap, "A-1", &[]), row(RowKind::Finding, "A-1", &[])];
        assert!(repeat(text, &kinds, kind_of).is_ok());
    }

    #[test]
    fn a_changed_choice_keeps_what_was_written_into_the_copies_that_stay() {
        let text = "| Gap | Live |\n| {{ gap_title }} | {{ gap_live_date }} |\nregards";
        let one = [row(RowKind::Gap, "GAP-001", &[("gap_title", "Leavers")])];
        let first = repeat(text, &one, kind_of).expect("is sound").text;
        let edited = first.replace("{{ gap_live_date_gap_001 }}", "see below");
        let before = [(RowKind::Gap, "GAP-001".to_owned())];
        let two = [row(RowKind::Gap, "GAP-002", &[]), one[0].clone()];
        let both = choose(&edited, &before, &two, kind_of).expect("is sound");
        let expected = "| Gap | Live |\n| {{ gap_title_gap_002 }} | see below |\n\
                        | {{ gap_title_gap_001 }} | see below |\nregards";
        assert_eq!(both.text, expected);
        assert_eq!(both.fields.len(), 1);
        let before: Vec<_> = two.iter().map(|row| (row.kind, row.reference.clone())).collect();
        let none = choose(&both.text, &before, &[], kind_of).expect("is sound");
        assert_eq!(none.text, "| Gap | Live |\n| {{ gap_title }} | see below |\nregards");
        assert!(none.fields.is_empty());
    }

    #[test]
    fn a_name_tells_its_row() {
        let rows = [(RowKind::Gap, "GAP-001".to_owned()), (RowKind::Question, "Q-1".to_owned())];
        let of = |name| RowName::of(name, &rows, kind_of).map(|name| (name.field, name.row));
        assert_eq!(of("gap_title_gap_001"), Some(("gap_title", Some(0))));
        assert_eq!(of("gap_title"), Some(("gap_title", None)));
        assert_eq!(of("gap_title_q_1"), None, "another kind of row");
        assert_eq!(of("gap_title_gap_002"), None, "a row that was never chosen");
    }

    proptest! {
        #[test]
        fn nothing_chosen_changes_nothing_and_each_choice_adds_its_lines(
            lines in prop::collection::vec("[a-z |]{0,5}(\\{\\{ (gap|finding|x)_[a-z]{1,3} \\}\\})?", 0..8),
            chosen in 0..4usize,
        ) {
            let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
            prop_assert_eq!(&repeat(&text, &[], kind_of).expect("no row is wrong").text, &text);
            let rows: Vec<_> = (0..chosen).map(|n| row(RowKind::Gap, &format!("GAP-{n}"), &[])).collect();
            let repeated = repeat(&text, &rows, kind_of).expect("rows are sound").text;
            let of_gaps = lines.iter().filter(|line| line.contains("{{ gap_")).count();
            prop_assert_eq!(repeated.lines().count(), lines.len() - of_gaps + of_gaps * chosen.max(1));
            // Apart from the names of the copies' fields, each line is one of the template's.
            for line in repeated.lines() {
                let plain = (0..chosen).fold(line.to_owned(), |line, n| line.replace(&format!("_gap_{n} }}}}"), " }}"));
                prop_assert!(lines.contains(&plain), "{}", line);
            }
        }

        /// Whatever is chosen in between, the last choice alone decides the text.
        #[test]
        fn the_way_to_a_choice_leaves_no_trace(
            lines in prop::collection::vec("[a-z |]{0,5}(\\{\\{ (gap|finding|x)_[a-z]{1,3} \\}\\})?", 0..8),
            end in "\n?",
            first in prop::collection::btree_set(0..5usize, 0..4),
            second in prop::collection::btree_set(0..5usize, 0..4),
        ) {
            let text = lines.join("\n") + &end;
            let text = text.trim_end_matches('\n').to_owned() + &end;
            let chosen = |set: &BTreeSet<usize>| -> Vec<ChosenRow> {
                set.iter().map(|n| row(RowKind::Gap, &format!("GAP-{n}"), &[])).collect()
            };
            let before: Vec<_> = first.iter().map(|n| (RowKind::Gap, format!("GAP-{n}"))).collect();
            let once = repeat(&text, &chosen(&first), kind_of).expect("rows are sound");
            let twice = choose(&once.text, &before, &chosen(&second), kind_of).expect("rows are sound");
            prop_assert_eq!(twice, repeat(&text, &chosen(&second), kind_of).expect("rows are sound"));
        }
    }
}
