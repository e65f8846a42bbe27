//! Reads one CSV table: a provenance note in line 1, the header in line 2, rows from line 3. Never guesses: a column too
//! many, a column missing or a cell that doesn't fit its type is an error with its line.

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::source::Source;

/// The note with which every CSV and TOML file begins.
const PROVENANCE: &str = "# provenance: ";

/// All rows of a table, in its order.
pub(crate) fn rows<Row: DeserializeOwned>(source: Source<'_>) -> Result<Vec<Row>, Error> {
    let table = after_provenance(source)?;
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let row_error = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line) + 1;
        Error::Row { file: source.name.into(), line, source: error }
    };
    reader.deserialize().map(|row| row.map_err(row_error)).collect()
}

/// A whole TOML file as a value.
pub(crate) fn toml<Value: DeserializeOwned>(source: Source<'_>) -> Result<Value, Error> {
    toml::from_str(after_provenance(source)?)
        .map_err(|error| Error::Toml { file: source.name.into(), source: Box::new(error) })
}

fn after_provenance(source: Source<'_>) -> Result<&str, Error> {
    source
        .text
        .strip_prefix(PROVENANCE)
        .and_then(|rest| rest.split_once('\n'))
        .map(|(_, table)| table)
        .ok_or_else(|| Error::Provenance { file: source.name.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface::SurfaceEntry;

    const HEAD: &str =
        "# provenance: a test\ncode,name,description,typical_assets,data_classes,owner_role,primary_criteria\n";

    fn read(table: &str) -> Result<Vec<SurfaceEntry>, Error> {
        rows(Source { name: "surfaces.csv", text: table })
    }

    #[test]
    fn reads_rows_with_lists() {
        let rows = read(&format!("{HEAD}app,App,\"One, two\",a;b,c,Lead,CC6.1;A1.2\n")).expect("is well formed");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].description, "One, two");
        assert_eq!(rows[0].typical_assets, ["a", "b"]);
        assert_eq!(rows[0].primary_criteria.len(), 2);
    }

    #[test]
    fn refuses_what_does_not_fit_and_names_the_line() {
        let good = "app,App,One,a,c,Lead,CC6.1\n";
        for bad in [
            "app,App,One,a;,c,Lead,CC6.1",
            "app,App,One,a; b,c,Lead,CC6.1",
            "app,App,,a,c,Lead,CC6.1",
            "app,App,One ,a,c,Lead,CC6.1",
            "app,App,One,a,c,Lead,CC61",
            "App,App,One,a,c,Lead,CC6.1",
            "app,App,One,a,c,Lead",
            "app,App,One,a,c,Lead,CC6.1,more",
        ] {
            let error = read(&format!("{HEAD}{good}{bad}\n")).expect_err(bad);
            assert!(matches!(error, Error::Row { line: 4, .. }), "{bad}: {error}");
        }
    }

    #[test]
    fn refuses_a_wrong_header_and_a_missing_note() {
        let row = "app,App,One,a,c,Lead,CC6.1\n";
        let renamed = HEAD.replace("owner_role", "owner");
        assert!(matches!(read(&format!("{renamed}{row}")), Err(Error::Row { .. })));
        let more = HEAD.replace(",primary_criteria", ",primary_criteria,origin");
        assert!(matches!(read(&format!("{more}{}\n", row.trim_end().to_owned() + ",x")), Err(Error::Row { .. })));
        let (_, bare) = HEAD.split_once('\n').expect("has two lines");
        assert!(matches!(read(&format!("{bare}{row}")), Err(Error::Provenance { .. })));
    }
}
