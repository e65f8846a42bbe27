//! What comes in from outside: sheets as drafts of records, and licensed criteria text.

use std::collections::BTreeSet;

use import::{Known, Mapping};
use model::exhibit::FileType;
use model::sheet::Sheet;
use model::sheet::control::ControlColumn;
use model::sheet::evidence::EvidenceColumn;
use model::sheet::finding::FindingColumn;
use model::sheet::gap::GapColumn;
use model::sheet::person::PersonColumn;
use model::sheet::request::RequestColumn;
use model::sheet::task::TaskColumn;

/// Which noun, then a workbook or separated values. Through the child's reader, the parent's checks, headings and values:
/// each row of the sheet is a draft, refused, torn or left out, and none of them twice.
///
/// # Panics
/// Where that doesn't hold.
pub fn sheet(input: &[u8]) {
    let Some((noun, file)) = input.split_first() else { return };
    let kind = if file.starts_with(b"PK") { FileType::Xlsx } else { FileType::Csv };
    let Some(sheets) = document::door::sheets(kind, file) else { return };
    for sheet in sheets.iter().take(3) {
        match noun % 7 {
            0 => drafts::<ControlColumn>(sheet),
            1 => drafts::<EvidenceColumn>(sheet),
            2 => drafts::<FindingColumn>(sheet),
            3 => drafts::<GapColumn>(sheet),
            4 => drafts::<PersonColumn>(sheet),
            5 => drafts::<RequestColumn>(sheet),
            _ => drafts::<TaskColumn>(sheet),
        }
    }
}

fn drafts<C: Known + std::fmt::Debug>(sheet: &Sheet) {
    let none =
        Mapping { assigned: Vec::new(), heading_row: None, date_order: None, utc_offset_minutes: None, dollar: None };
    let Ok(read) = import::read::<C>(sheet, &none) else { return };
    let below = read.headings.row as u32 + 1;
    let within = |row: u32| row > below && u64::from(row) <= sheet.total_rows;
    let rows: Vec<u32> =
        read.rows.iter().chain(&read.torn).map(|draft| draft.row).chain(read.skipped.iter().copied()).collect();
    assert!(rows.iter().all(|row| within(*row)), "a row is of the sheet, below its headings");
    assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len(), "a row is told of once");
    let torn: BTreeSet<u32> = read.torn.iter().map(|draft| draft.row).collect();
    assert!(read.refused.iter().all(|refusal| torn.contains(&refusal.row)), "a refused row is torn");
    assert!(read.refused.iter().all(|refusal| refusal.to_string().len() < 10_000), "a reason is short");
    let (count, refused) = (read.rows.len(), read.refused.len());
    let preview = import::compare(&[], read);
    assert!(preview.changed.is_empty() && preview.unchanged.is_empty(), "without records there is nothing to change");
    assert!(preview.added.len() <= count && preview.refused.len() >= refused, "no row comes from nowhere");
}

/// Licensed criteria text. Codes stand once each, with text within bounds; what was read is read again from a file that
/// is written anew.
///
/// # Panics
/// Where that doesn't hold.
pub fn criteria_text(input: &[u8]) {
    let Ok(read) = import::read_criteria_text(input) else { return };
    let codes: BTreeSet<String> = read.texts.iter().map(|text| text.code.to_string()).collect();
    assert_eq!(codes.len(), read.texts.len(), "a criterion has one text");
    for text in &read.texts {
        let chars = text.text.chars().count();
        assert!(
            (1..=model::invalid::PROSE).contains(&chars) && text.text.trim() == text.text,
            "a text is within bounds"
        );
    }
    assert!(
        read.refused.iter().all(|row| row.reason.len() < 1_000 && row.line > 0),
        "a reason is short and has a place"
    );
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    writer.write_record(["criterion", "text"]).expect("memory takes all");
    for text in &read.texts {
        writer.write_record([&text.code.to_string(), &text.text]).expect("memory takes all");
    }
    let written = writer.into_inner().expect("memory takes all");
    let again = import::read_criteria_text(&written).expect("a file of ours is read");
    assert_eq!(again.texts, read.texts, "what was read is read again");
}
