//! Which sheet of a workbook is meant. Never takes the first one because it is the first.

use model::sheet::Sheet;

use crate::Error;
use crate::columns::Known;
use crate::header::headings;
use crate::mapping::Mapping;

/// Names of sheets that a message lists, at most.
const LISTED: usize = 20;

/// The sheet to read: the one of that name, or the only visible one that has headings of this kind.
///
/// # Errors
/// There is none, or there are several.
pub fn choose<'a, C: Known>(sheets: &'a [Sheet], name: Option<&str>, mapping: &Mapping<C>) -> Result<&'a Sheet, Error> {
    let named = |sheet: &&Sheet| name.is_none_or(|name| sheet.name.as_deref() == Some(name));
    let wanted: Vec<&Sheet> = sheets.iter().filter(named).filter(|sheet| name.is_some() || !sheet.hidden).collect();
    if let [only] = wanted.as_slice() {
        return Ok(only);
    }
    let fitting: Vec<&Sheet> = wanted.into_iter().filter(|sheet| headings::<C>(sheet, mapping).is_ok()).collect();
    match fitting.as_slice() {
        [] => Err(Error::NoSheet { sheet: C::SHEET, found: names(sheets.iter()) }),
        [only] => Ok(only),
        several => Err(Error::SeveralSheets { found: names(several.iter().copied()) }),
    }
}

fn names<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> String {
    let shown = |sheet: &Sheet| sheet.name.clone().unwrap_or_default().chars().take(60).collect::<String>();
    sheets.take(LISTED).map(shown).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use model::sheet::gap::GapColumn;
    use model::sheet::{Cell, Form};

    use super::*;

    fn sheet(name: &str, headings: &[&str]) -> Sheet {
        let row = headings.iter().map(|text| Cell::Text((*text).to_owned())).collect();
        Sheet { name: Some(name.to_owned()), ..Sheet::new(Form::Workbook, vec![row]) }
    }

    #[test]
    fn the_only_sheet_with_fitting_headings_is_read() {
        let mapping = Mapping::<GapColumn>::default();
        let about = sheet("About", &["Made for", "Harbour"]);
        let gaps = sheet("Register", &["Gap ID", "Title", "Due"]);
        let again = sheet("Old", &["Gap ID", "Title", "Due"]);
        let hidden = Sheet { hidden: true, ..again.clone() };
        let all = [about.clone(), gaps.clone(), hidden];
        assert_eq!(choose(&all, None, &mapping).expect("one").name.as_deref(), Some("Register"));
        assert_eq!(choose(&all, Some("Old"), &mapping).expect("by name").name.as_deref(), Some("Old"));
        assert!(matches!(choose(&all, Some("Nowhere"), &mapping), Err(Error::NoSheet { .. })));
        let two = [gaps, again];
        let several = choose(&two, None, &mapping).expect_err("two");
        assert_eq!(several.to_string().split(": ").last(), Some("Register, Old"));
        assert!(matches!(choose(&[about.clone(), about], None, &mapping), Err(Error::NoSheet { .. })));
    }
}
