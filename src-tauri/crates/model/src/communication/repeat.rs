//! Lines of a template that stand once for each chosen gap, finding, request or question. Each copy gets merge fields of
//! its own, so that a message's text, fields and approvals are all there is to know of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::merge::{FieldValue, Piece, pieces};
use crate::invalid::Invalid;

/// For what a line repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// Repeats each line of `text` that holds a field of a kind of row, once for every one of `rows` of that kind, in their
/// order; lines of one kind that follow one another repeat together. The field `gap_title` becomes `gap_title_gap_014` in
/// the copy for `GAP-014`. A line for which nothing is chosen stays as it is, with its fields open. `kind_of` says to which
/// kind of row a field belongs, if to any.
pub fn repeat(text: &str, rows: &[ChosenRow], kind_of: impl Fn(&str) -> Option<RowKind>) -> Result<Repeated, Invalid> {
    let mut known = BTreeSet::new();
    for row in rows {
        let sound = row.reference.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let rule = "must each have a reference of letters, digits and hyphens";
        Invalid::unless(sound && !row.reference.is_empty(), "rows", rule)?;
        Invalid::unless(known.insert((row.kind, suffix(row))), "rows", "must each be chosen once")?;
    }
    let lines: Vec<(Option<RowKind>, &str)> =
        text.split_inclusive('\n').map(|line| (kind_of_line(line, &kind_of), line)).collect();
    let mut repeated = Repeated::default();
    for block in lines.chunk_by(|one, next| one.0 == next.0) {
        let kind = block[0].0;
        let chosen: Vec<&ChosenRow> = rows.iter().filter(|row| Some(row.kind) == kind).collect();
        for (index, row) in chosen.iter().enumerate() {
            if index > 0 && !repeated.text.ends_with('\n') {
                repeated.text.push('\n');
            }
            block.iter().for_each(|(_, line)| repeated.copy(line, row, &kind_of));
        }
        if chosen.is_empty() {
            repeated.text.extend(block.iter().map(|(_, line)| *line));
        }
    }
    Ok(repeated)
}

/// The kind of row to which the first field of the line that has one belongs.
fn kind_of_line(line: &str, kind_of: &impl Fn(&str) -> Option<RowKind>) -> Option<RowKind> {
    pieces(line).into_iter().find_map(|piece| match piece {
        Piece::Field(name) => kind_of(name),
        Piece::Words(_) => None,
    })
}

fn suffix(row: &ChosenRow) -> String {
    row.reference.to_ascii_lowercase().replace('-', "_")
}

impl Repeated {
    /// Writes the line once more, with the fields of its kind named for `row`.
    fn copy(&mut self, line: &str, row: &ChosenRow, kind_of: &impl Fn(&str) -> Option<RowKind>) {
        for piece in pieces(line) {
            match piece {
                Piece::Words(words) => self.text.push_str(words),
                Piece::Field(name) if kind_of(name) == Some(row.kind) => {
                    let own = format!("{name}_{}", suffix(row));
                    self.text.extend(["{{ ", &own, " }}"]);
                    if let Some(value) = row.fields.get(name) {
                        self.fields.insert(own, value.clone());
                    }
                }
                Piece::Field(name) => self.text.extend(["{{ ", name, " }}"]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kind_of(name: &str) -> Option<RowKind> {
        [("gap_", RowKind::Gap), ("finding_", RowKind::Finding), ("question_", RowKind::Question)]
            .into_iter()
            .find_map(|(prefix, kind)| name.starts_with(prefix).then_some(kind))
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
    }
}
