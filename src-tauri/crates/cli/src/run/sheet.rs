//! Spreadsheets that come in: shown before they are taken over.

use std::io::IsTerminal;

use commands::sheet::{
    ApplySheet, ChosenSheet, ListSheetMappings, PreviewSheet, PrintedChange, PrintedPreview, PrintedRow, ReadSheet,
    RemoveSheetMapping, SaveSheetMapping, SheetApplied, SheetFound, SheetPreview,
};
use model::sheet_mapping::SheetMapping;

use super::Session;
use crate::args::{DecidedArgs, SheetFileArgs, SheetVerb};
use crate::failure::Problem;
use crate::output::{agreed, counted, printable, table_or};

/// Characters of a value that a line shows; `--json` shows all of it.
const SHOWN: usize = 90;

/// Verbs of spreadsheets that come in.
pub fn sheet(session: &mut Session, verb: SheetVerb) -> Result<(), Problem> {
    match verb {
        SheetVerb::Read { file, decided } => {
            let from = chosen(session, file, decided);
            let found = session.app.call(ReadSheet { from })?;
            session.out.show(&found, found_lines)
        }
        SheetVerb::Preview { file, decided } => {
            let from = chosen(session, file, decided);
            let preview = session.app.call(PreviewSheet { from })?;
            session.out.show(&preview, preview_lines)
        }
        SheetVerb::Apply { file, decided, save, yes } => apply(session, file, decided, save, yes),
        SheetVerb::Map { name, noun, decided } => {
            let saved = session.app.call(SaveSheetMapping { name, of: noun, decided: decided.into() })?;
            session.out.show(&saved, |it| format!("Saved the mapping {}.", it.name))
        }
        SheetVerb::Mappings => {
            let list = session.app.call(ListSheetMappings {})?;
            session.out.show(&list, |list| {
                let row = |it: &SheetMapping| vec![it.name.clone(), it.of.title().to_owned()];
                table_or(&["Mapping", "Sheets of"], list.iter().map(row), "No saved mappings yet.")
            })
        }
        SheetVerb::Forget { name } => {
            session.app.call(RemoveSheetMapping { mapping: name.clone() })?;
            session.out.show(&name, |name| format!("Removed the mapping {name}."))
        }
    }
}

fn chosen(session: &mut Session, file: SheetFileArgs, decided: DecidedArgs) -> ChosenSheet {
    let SheetFileArgs { noun, file, sheet, mapping } = file;
    let (engagement, file) = (session.engagement.clone(), session.app.hold(&file));
    ChosenSheet { engagement, noun, file, sheet, mapping, decided: decided.into() }
}

fn apply(
    session: &mut Session,
    file: SheetFileArgs,
    decided: DecidedArgs,
    save: Option<String>,
    yes: bool,
) -> Result<(), Problem> {
    let may_ask = std::io::stdin().is_terminal() && !session.out.json;
    if !yes && !may_ask {
        return Err(Problem::Usage("say --yes to take a sheet over where nobody can be asked".to_owned()));
    }
    let path = file.file.clone();
    let from = chosen(session, file, decided);
    let preview = session.app.call(PreviewSheet { from: from.clone() })?;
    if !yes {
        session.out.show(&preview, preview_lines)?;
        let rows = preview.preview.added.len() + preview.preview.changed.len();
        if rows > 0 && !agreed(&format!("Take over {}?", counted(rows, "row")))? {
            return Err(Problem::Declined);
        }
    }
    let from = ChosenSheet { file: session.app.hold(&path), ..from };
    let applied = session.app.call(ApplySheet { from, seen: preview.seen, save })?;
    session.out.show(&applied, applied_lines)
}

fn applied_lines(it: &SheetApplied) -> String {
    let mut text = format!(
        "Added {}, changed {}, left {} as they were, refused {}.\nTo take all of it back: vouchsafe log undo {}",
        it.added,
        it.changed,
        it.unchanged,
        counted(it.refused.len(), "row"),
        it.log_row
    );
    for refusal in &it.refused {
        text.push_str(&format!("\n  {refusal}"));
    }
    text
}

fn found_lines(it: &SheetFound) -> String {
    let mut lines = Vec::new();
    if it.sheets.len() > 1 {
        let names: Vec<String> = it.sheets.iter().map(|sheet| sheet.name.clone().unwrap_or_default()).collect();
        lines.push(format!("Sheets: {}", names.join(", ")));
    }
    let sheet = it.sheet.as_ref().map(|name| format!("Sheet “{name}”: headings")).unwrap_or("Headings".to_owned());
    lines.push(format!("{sheet} in row {}.", it.heading_row));
    for column in &it.columns {
        let place = format!("column {} “{}”", column.letters, column.heading);
        lines.push(format!("  {place} is {} ({})", column.title, column.field));
    }
    tell_places(&mut lines, "Decide by --map which heading counts", &it.ambiguous);
    unread(&mut lines, it);
    tell_places(&mut lines, "Not in the sheet, and needed for new rows", &it.missing);
    lines.join("\n")
}

/// The columns that the program doesn't read, and those that a mapping names in vain.
fn unread(lines: &mut Vec<String>, it: &SheetFound) {
    tell_places(lines, "Nobody knows, and so not read", &it.unknown);
    tell_places(lines, "Worked out by the program, and so not read", &it.derived);
    tell_places(lines, "Mapped, and not in the sheet", &it.absent);
}

fn tell_places(lines: &mut Vec<String>, what: &str, places: &[String]) {
    if !places.is_empty() {
        lines.push(format!("{what}: {}", places.join("; ")));
    }
}

/// What a preview says, in lines.
fn preview_lines(it: &SheetPreview) -> String {
    let PrintedPreview { added, changed, unchanged, refused, skipped } = &it.preview;
    let mut lines = Vec::new();
    unread(&mut lines, &it.found);
    rows(&mut lines, "would be added", added);
    rows(&mut lines, "would change", changed);
    if !refused.is_empty() {
        lines.push("Refused:".to_owned());
        lines.extend(refused.iter().map(|refusal| format!("  {refusal}")));
    }
    lines.extend(it.consequences.iter().cloned());
    if !skipped.is_empty() {
        lines.push(format!("{} left out: nothing in a column that is read.", counted(skipped.len(), "row")));
    }
    lines.push(format!(
        "{} added, {} changed, {unchanged} unchanged, {} refused.",
        added.len(),
        changed.len(),
        refused_rows(refused)
    ));
    lines.join("\n")
}

/// Rows that are refused: one may be so for several cells.
fn refused_rows(refused: &[String]) -> usize {
    let row = |text: &String| text.split([',', ':']).next().map(str::to_owned);
    refused.iter().filter_map(row).collect::<std::collections::BTreeSet<_>>().len()
}

fn rows(lines: &mut Vec<String>, what: &str, rows: &[PrintedRow]) {
    if rows.is_empty() {
        return;
    }
    lines.push(format!("{} {what}:", counted(rows.len(), "row")));
    for row in rows {
        lines.push(format!("  row {} {}", row.row, row.key).trim_end().to_owned());
        if let Some(alike) = &row.alike {
            lines.push(format!("    {alike} is called the same: is it that one?"));
        }
        lines.extend(row.fields.iter().map(|field| format!("    {}", change(field))));
    }
}

fn change(it: &PrintedChange) -> String {
    let shown = |value: &Option<String>| value.as_deref().map_or("nothing".to_owned(), short);
    match &it.from {
        None => format!("{}: {}", it.heading, shown(&it.to)),
        Some(from) => format!("{}: {} → {}", it.heading, short(from), shown(&it.to)),
    }
}

/// A value on one line, cut.
fn short(text: &str) -> String {
    let line = printable(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if line.chars().count() <= SHOWN { line } else { line.chars().take(SHOWN - 1).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_a_preview_in_short_lines() {
        let change = |from: Option<&str>, to: Option<&str>| PrintedChange {
            heading: "Owner".to_owned(),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        };
        assert_eq!(super::change(&change(Some("A"), Some("B\nC"))), "Owner: A → B C");
        assert_eq!(super::change(&change(None, Some("B"))), "Owner: B");
        assert_eq!(super::change(&change(Some("A"), None)), "Owner: A → nothing");
        assert_eq!(short(&"x".repeat(200)).chars().count(), SHOWN);
        let refused = ["row 4, column B “Due, by”: no".to_owned(), "row 4: no".to_owned(), "row 5: no".to_owned()];
        assert_eq!(refused_rows(&refused), 2);
    }
}
