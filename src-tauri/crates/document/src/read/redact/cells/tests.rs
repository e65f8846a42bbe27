use super::*;
use proptest::prelude::*;

/// What is written of values, and what is said of them.
fn written(text: &str, columns: Vec<ColumnAsked>, cells: &[(u32, u32)]) -> (String, Rewritten) {
    let cells = cells.iter().map(|&(row, column)| RedactedCell { row, column }).collect();
    let asked = CellsAsked { columns, cells };
    let (mut out, mut said) = (Vec::new(), None);
    let mut emit = |frame: Frame| {
        match frame {
            Frame::Rewritten(bytes) => out.extend(bytes),
            Frame::Answer(answer) => said = Some(serde_json::from_slice(&answer).unwrap()),
            frame => panic!("{frame:?}"),
        }
        Ok(())
    };
    rewrite(&mut text.as_bytes(), "csv", &asked, &mut emit).unwrap();
    (String::from_utf8(out).unwrap(), said.unwrap())
}

fn heading(name: &str) -> ColumnAsked {
    ColumnAsked::Heading(name.into())
}

#[test]
fn a_column_of_a_heading_goes_and_its_heading_stays() {
    let text = "user;salary;\"note; to it\"\r\nann;5000;\"says \"\"hi\"\"\"\r\nbob;;\"two\r\nlines\"\r\n";
    let (out, said) = written(text, vec![heading("salary ")], &[]);
    let expected =
        "user;salary;\"note; to it\"\r\nann;[redacted];\"says \"\"hi\"\"\"\r\nbob;[redacted];\"two\r\nlines\"\r\n";
    assert_eq!(out, expected);
    assert_eq!(said.columns, [RedactedColumn::new(2, false)]);
}

#[test]
fn a_column_of_a_number_goes_with_its_first_row() {
    let (out, said) = written("ann,5000\nbob,6000\n", vec![ColumnAsked::Number(2)], &[]);
    assert_eq!(out, "ann,[redacted]\nbob,[redacted]\n");
    assert_eq!(said.columns, [RedactedColumn::new(2, true)]);
}

#[test]
fn a_column_that_stands_goes_again_and_keeps_its_heading_only_where_all_keep_it() {
    let text = "user,code,note\nann,4711,x\n";
    let standing = |column, with_heading| ColumnAsked::Standing(RedactedColumn::new(column, with_heading));
    for (asked, out, columns) in [
        (
            vec![standing(2, false), heading("note")],
            "user,code,note\nann,[redacted],[redacted]\n",
            [(2, false), (3, false)],
        ),
        (vec![standing(2, true), heading("code")], "user,[redacted],note\nann,[redacted],x\n", [(2, true); 2]),
        (vec![standing(2, false), ColumnAsked::Number(2)], "user,[redacted],note\nann,[redacted],x\n", [(2, true); 2]),
    ] {
        let (written, said) = written(text, asked, &[]);
        let mut columns: Vec<_> = columns.into_iter().map(|(at, whole)| RedactedColumn::new(at, whole)).collect();
        columns.dedup();
        assert_eq!((written.as_str(), said.columns), (out, columns));
    }
}

#[test]
fn cells_are_named_as_a_preview_and_a_packet_number_them() {
    let (out, said) = written("\na,b\n\nc,d\n\ne,f", vec![heading("a")], &[(2, 2), (0, 2)]);
    assert_eq!(out, "\na,[redacted]\n\n[redacted],d\n\n[redacted],[redacted]\n");
    assert_eq!(said.columns, [RedactedColumn::new(1, false)]);
    assert!(said.no_cells.is_empty() && said.no_columns.is_empty());
    let limits = model::exhibit::ShowLimits::default();
    let shown = table::read(&mut &b"\na,b\n\nc,d\n\ne,f"[..], "csv", &limits).unwrap();
    assert_eq!(shown.rows[2 - 1][2 - 1], "f", "what a preview shows in row 2 is what went");
}

#[test]
fn a_stated_separator_and_line_ends_stay() {
    let (out, _) = written("sep=|\r\na|b\r\nc|d\r\n", vec![ColumnAsked::Number(1)], &[]);
    assert_eq!(out, "sep=|\r\n[redacted]|b\r\n[redacted]|d\r\n");
}

#[test]
fn what_is_not_there_is_named() {
    let asked = vec![heading("c"), heading("a"), ColumnAsked::Number(9)];
    let (_, said) = written("a,b,a\n1,2,3\n", asked, &[(3, 1), (1, 4), (1, 1)]);
    assert_eq!((said.unknown, said.ambiguous), (vec!["c".to_owned()], vec!["a".to_owned()]));
    assert_eq!(said.no_columns, [9]);
    assert_eq!(said.no_cells, [RedactedCell { row: 1, column: 4 }, RedactedCell { row: 3, column: 1 }]);
}

#[test]
fn a_number_that_is_the_heading_of_another_column_is_named() {
    let headed = |text, column| written(text, vec![column], &[]).1.headed;
    assert_eq!(headed("x,1, 02 \n4,5,6\n", ColumnAsked::Number(2)), [2]);
    let standing = ColumnAsked::Standing(RedactedColumn::new(2, true));
    for (text, column, why) in [
        ("1,2,3\n4,5,6\n", ColumnAsked::Number(2), "it is its own heading"),
        ("user,2024\nann,5\n", ColumnAsked::Number(2024), "there is no column of that number"),
        ("x,1,2\n4,5,6\n", standing, "it was told apart before"),
    ] {
        assert!(headed(text, column).is_empty(), "{why}");
    }
}

#[test]
fn values_that_may_stand_in_another_column_are_told_and_do_not_leave() {
    let uneven = |row, cells| Some(Uneven { row, cells, columns: 3 });
    for (rows, told, loose) in [
        ("ann,4711\n", uneven(1, 2), None),
        ("\nann,4711,x\n\nbob,4712,x,y\n", uneven(2, 4), None),
        ("ann,4711,x\n ", uneven(2, 1), None),
        ("ann,4711,\"x\"y\n", None, Some(1)),
        ("ann,1,\"x\nbob,4711,\"y\"\n", None, Some(1)),
    ] {
        let text = format!("user,code,note\n{rows}");
        let (out, said) = written(&text, vec![heading("code")], &[]);
        assert_eq!((said.uneven, said.loose_quotes, said.in_quotes), (told, loose, false), "{rows:?}");
        assert_eq!(out, "", "{rows:?}");
        let (out, said) = written(&text, Vec::new(), &[(1, 2)]);
        assert_eq!((said.uneven, said.loose_quotes), (None, None), "a cell is where it is shown: {rows:?}");
        assert!(out.contains(REDACTED), "{rows:?}");
    }
}

#[test]
fn values_that_end_inside_quotes_are_told_and_do_not_leave() {
    let text = "user,code\nann,\"1\nbob,4711\n";
    for (columns, cells) in [(vec![heading("user")], &[][..]), (Vec::new(), &[(1, 1)][..])] {
        let (out, said) = written(text, columns, cells);
        assert!(said.in_quotes && out.is_empty(), "{out}");
    }
    assert!(!written("user,code\nann,\"1\"", vec![heading("code")], &[]).1.in_quotes);
}

proptest! {
    #[test]
    fn what_is_not_taken_out_reads_as_before_and_the_rest_reads_as_redacted(
        rows in proptest::collection::vec(proptest::collection::vec("[ -~äß\\n\"]{0,6}", 3), 2..8),
        column in 0_usize..3,
        cell in (0_usize..8, 0_usize..3),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let marked: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| format!("{cell}|;|")).collect()).collect();
        marked.iter().for_each(|row| writer.write_record(row).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let cell = (cell.0 % rows.len(), cell.1);
        let asked = (cell.0 as u32, cell.1 as u32 + 1);
        let (out, said) = written(&format!("sep=,\n{text}"), vec![ColumnAsked::Number(column as u32 + 1)], &[asked]);
        prop_assert_eq!(said.columns.len(), 1);
        let out = out.strip_prefix("sep=,\n").unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
        let read: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(read.len(), marked.len());
        for (y, (before, after)) in marked.iter().zip(&read).enumerate() {
            for (x, (before, after)) in before.iter().zip(after).enumerate() {
                let gone = x == column || (y, x) == cell;
                prop_assert_eq!(after.as_str(), if gone { REDACTED } else { before.as_str() });
            }
        }
    }
}
