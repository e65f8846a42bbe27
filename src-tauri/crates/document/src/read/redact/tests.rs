use super::*;
use crate::protocol::Work;
use ::image::{Rgb, RgbImage};
use proptest::prelude::*;

fn written(text: &str, columns: Vec<ColumnAsked>, cells: &[(u32, u32)]) -> (String, Rewritten) {
    let cells = cells.iter().map(|&(row, column)| RedactedCell { row, column }).collect();
    let asked = RedactAsked::Cells(CellsAsked { columns, cells });
    let work = Work::Redact(asked.clone());
    let request = Request { kind: FileType::Csv, ending: "csv".into(), size: text.len() as u64, work };
    let (mut out, mut said) = (Vec::new(), None);
    let mut emit = |frame: Frame| {
        match frame {
            Frame::Rewritten(bytes) => out.extend(bytes),
            Frame::Answer(answer) => said = Some(serde_json::from_slice(&answer).unwrap()),
            frame => panic!("{frame:?}"),
        }
        Ok(())
    };
    read(&request, &asked, &mut text.as_bytes(), &mut emit).unwrap();
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
    assert_eq!(said.columns, [RedactedColumn { column: 2, from_row: 2 }]);
}

#[test]
fn a_column_of_a_number_goes_with_its_first_row() {
    let (out, said) = written("ann,5000\nbob,6000\n", vec![ColumnAsked::Number(2)], &[]);
    assert_eq!(out, "ann,[redacted]\nbob,[redacted]\n");
    assert_eq!(said.columns, [RedactedColumn { column: 2, from_row: 1 }]);
}

#[test]
fn rows_are_counted_as_a_spreadsheet_program_counts_them() {
    let (out, said) = written("\na,b\n\nc,d", vec![heading("a")], &[(4, 2)]);
    assert_eq!(out, "\na,b\n\n[redacted],[redacted]\n");
    assert_eq!(said.columns, [RedactedColumn { column: 1, from_row: 3 }]);
    assert!(said.no_cells.is_empty() && said.no_columns.is_empty());
}

#[test]
fn a_stated_separator_and_line_ends_stay() {
    let (out, _) = written("sep=|\r\na|b\r\nc|d\r\n", vec![ColumnAsked::Number(1)], &[]);
    assert_eq!(out, "sep=|\r\n[redacted]|b\r\n[redacted]|d\r\n");
}

#[test]
fn what_is_not_there_is_named() {
    let asked = vec![heading("c"), heading("a"), ColumnAsked::Number(9)];
    let (_, said) = written("a,b,a\n1,2,3\n", asked, &[(3, 1), (2, 4), (2, 1)]);
    assert_eq!((said.unknown, said.ambiguous), (vec!["c".to_owned()], vec!["a".to_owned()]));
    assert_eq!(said.no_columns, [9]);
    assert_eq!(said.no_cells, [RedactedCell { row: 2, column: 4 }, RedactedCell { row: 3, column: 1 }]);
}

#[test]
fn every_pixel_that_an_area_touches_is_black() {
    let mut picture = DynamicImage::from(RgbImage::from_pixel(100, 50, Rgb([200, 10, 10])));
    // 10 to 20 points across, 5 to 10 down, of a page of 100 by 50 points.
    let um = |points: f64| (points * 25_400.0 / 72.0).round() as u32;
    let area = PageArea { page: 1, x: um(10.0), y: um(5.0), width: um(10.0), height: um(5.0) };
    fill(&mut picture, &[area, PageArea { x: um(99.5), y: um(49.5), width: u32::MAX >> 8, ..area }], (100.0, 50.0));
    let pixels = picture.to_rgb8();
    for (x, y, pixel) in pixels.enumerate_pixels() {
        let in_area = (10..20).contains(&x) && (5..10).contains(&y);
        let well_outside = !(8..23).contains(&x) || !(3..13).contains(&y);
        if in_area {
            assert_eq!(pixel.0, [0, 0, 0], "{x},{y}");
        } else if well_outside && x < 97 {
            assert_eq!(pixel.0, [200, 10, 10], "{x},{y}");
        }
    }
    assert_eq!(pixels.get_pixel(99, 49).0, [0, 0, 0]);
}

/// A word of this box, which begins a line.
fn word(x: f32, y: f32, width: f32, height: f32) -> Word {
    let runs = model::exhibit::Runs::Right;
    Word { text: "word".into(), x, y, width, height, runs, begins: Begins::Line }
}

#[test]
fn what_began_with_a_word_that_goes_begins_with_the_next() {
    let area = PageArea { page: 1, x: 0, y: 0, width: 3_600, height: 3_600 };
    let paragraph = Word { begins: Begins::Paragraph, ..word(1.0, 1.0, 5.0, 5.0) };
    let next = Word { begins: Begins::Word, ..word(20.0, 1.0, 5.0, 5.0) };
    let left = untouched(vec![paragraph.clone(), next.clone(), next.clone()], &[area]);
    assert_eq!(left, [Word { begins: Begins::Paragraph, ..next.clone() }, next]);
    assert_eq!(untouched(vec![paragraph.clone()], &[]), [paragraph]);
}

proptest! {
    #[test]
    fn a_word_stays_unless_its_box_touches_an_area(
        boxes in proptest::collection::vec((0_u16..500, 0_u16..700, 1_u16..90, 1_u16..20), 1..40),
        areas in proptest::collection::vec((0_u32..180_000, 0_u32..240_000, 1_u32..60_000, 1_u32..60_000), 1..6),
    ) {
        let words: Vec<Word> =
            boxes.iter().map(|it| word(it.0.into(), it.1.into(), it.2.into(), it.3.into())).collect();
        let areas: Vec<PageArea> =
            areas.into_iter().map(|(x, y, width, height)| PageArea { page: 1, x, y, width, height }).collect();
        // In micrometres, so that nothing but this reckons it.
        let um = |points: u16| u64::from(points) * 25_400;
        let meets = |it: &(u16, u16, u16, u16)| areas.iter().any(|area| {
            let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(|it| u64::from(it) * 72);
            um(it.0) <= x + width && um(it.0 + it.2) >= x && um(it.1) <= y + height && um(it.1 + it.3) >= y
        });
        let left = untouched(words, &areas);
        let stay: Vec<_> = boxes.iter().filter(|it| !meets(it)).collect();
        prop_assert_eq!(left.len(), stay.len());
        for (word, it) in left.iter().zip(stay) {
            prop_assert_eq!((word.x, word.y), (f32::from(it.0), f32::from(it.1)));
        }
    }

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
        let asked = (cell.0 as u32 + 1, cell.1 as u32 + 1);
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
