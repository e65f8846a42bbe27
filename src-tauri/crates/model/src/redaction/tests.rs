use super::*;

fn areas(areas: &[(u32, u32, u32, u32, u32)]) -> Removed {
    let area = |&(page, x, y, width, height): &(u32, u32, u32, u32, u32)| PageArea { page, x, y, width, height };
    Removed::Areas { areas: areas.iter().map(area).collect() }
}

fn cells(columns: &[u32], cells: &[(u32, u32)]) -> Removed {
    Removed::Cells {
        columns: columns.iter().map(|&column| RedactedColumn { column, from_row: 2 }).collect(),
        cells: cells.iter().map(|&(row, column)| RedactedCell { row, column }).collect(),
    }
}

#[test]
fn a_redaction_takes_something_out_of_places_that_there_may_be() {
    assert_eq!(areas(&[(1, 0, 0, 1, 1), (9, 5, 5, MOST_UM - 5, 7)]).check(), Ok(()));
    assert_eq!(cells(&[1], &[]).check().and(cells(&[], &[(0, 1), (1, 1)]).check()), Ok(()));
    for refused in [
        areas(&[]),
        areas(&[(0, 0, 0, 1, 1)]),
        areas(&[(1, 0, 0, 0, 1)]),
        areas(&[(1, 0, 0, 1, 0)]),
        areas(&[(1, MOST_UM, 0, 1, 1)]),
        areas(&[(1, u32::MAX, 0, u32::MAX, 1)]),
        areas(&[(1, 0, 0, 1, 1); MOST_REMOVED + 1]),
        cells(&[], &[]),
        cells(&[0], &[]),
        cells(&[], &[(1, 0)]),
        cells(&[1; MOST_REMOVED + 1], &[]),
    ] {
        assert!(refused.check().is_err(), "{refused:?}");
    }
}

#[test]
fn words_say_where_and_never_what() {
    assert_eq!(areas(&[(3, 0, 0, 1, 1)]).words(), "1 area on page 3");
    assert_eq!(areas(&[(3, 0, 0, 1, 1), (1, 0, 0, 1, 1), (3, 9, 9, 1, 1)]).words(), "3 areas on pages 1 and 3");
    assert_eq!(cells(&[2, 4, 3], &[(5, 1)]).words(), "columns 2, 3 and 4 and 1 cell");
    assert_eq!(cells(&[], &[(5, 1), (6, 1)]).words(), "2 cells");
}

#[test]
fn a_box_that_shares_an_edge_with_an_area_touches_it() {
    // One inch from the top left, one inch wide and high.
    let area = PageArea { page: 1, x: 25_400, y: 25_400, width: 25_400, height: 25_400 };
    assert!(area.touches([80.0, 80.0, 90.0, 90.0]) && area.touches([0.0, 0.0, 500.0, 500.0]));
    assert!(area.touches([144.0, 100.0, 150.0, 110.0]) && area.touches([60.0, 60.0, 72.0, 72.0]));
    assert!(!area.touches([144.1, 100.0, 150.0, 110.0]) && !area.touches([60.0, 60.0, 71.9, 100.0]));
    assert!(!area.touches([80.0, 144.1, 90.0, 150.0]) && !area.touches([80.0, 60.0, 90.0, 71.9]));
}

#[test]
fn a_twin_is_named_as_what_it_is() {
    assert_eq!(twin_name("users.csv", FileType::Csv), "users.redacted.csv");
    assert_eq!(twin_name("users.tsv", FileType::Csv), "users.redacted.tsv");
    assert_eq!(twin_name("users", FileType::Csv), "users.redacted.csv");
    assert_eq!(twin_name("Policy v1.2.PDF", FileType::Pdf), "Policy v1.2.redacted.PDF");
    assert_eq!(twin_name("screen.jpeg", FileType::Png), "screen.redacted.png");
    assert_eq!(twin_name(".png", FileType::Png), ".png.redacted.png");
    let long = twin_name(&format!("{}.pdf", "x".repeat(251)), FileType::Pdf);
    assert!(long.chars().count() == 255 && long.ends_with(".redacted.pdf"));
}
