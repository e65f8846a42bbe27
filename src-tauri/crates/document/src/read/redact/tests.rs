use super::*;
use ::image::{Rgb, RgbImage};
use proptest::prelude::*;

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

#[test]
fn a_line_that_runs_down_reaches_beyond_its_box_by_its_width() {
    // It ends 4 points left of the word and 4 points above it.
    let area = PageArea { page: 1, x: 0, y: 0, width: 33_866, height: 33_866 };
    let across = word(100.0, 100.0, 40.0, 10.0);
    let beside = Word { y: 50.0, ..across.clone() };
    let down = Word { runs: Runs::Down, width: 10.0, height: 40.0, ..across };
    assert_eq!(untouched(vec![Word { height: 20.0, ..beside.clone() }, beside.clone()], &[area]), [beside]);
    assert_eq!(untouched(vec![Word { width: 20.0, ..down.clone() }, down.clone()], &[area]), [down]);
}

#[test]
fn words_at_whose_place_nothing_can_be_seen_go() {
    // Black, then stripes, then nearly one grey, from left to right.
    let pixels = |x: u32, _: u32| match x {
        0..40 => Rgb([0, 0, 0]),
        40..80 => Rgb([if x % 4 < 2 { 0 } else { 255 }; 3]),
        _ => Rgb([200 + (x % 16) as u8; 3]),
    };
    let picture = DynamicImage::from(RgbImage::from_fn(120, 50, pixels));
    let [black, striped, grey] = [5.0, 45.0, 85.0].map(|x| word(x, 10.0, 30.0, 12.0));
    let edge = word(30.0, 10.0, 20.0, 12.0);
    let words = vec![black, striped.clone(), grey, edge.clone(), word(119.9, 49.9, 0.25, 0.25)];
    assert_eq!(seen(words, &picture, (120.0, 50.0)), [striped, edge]);
    // What shows above and below the middle of a line isn't of its letters.
    let lines = DynamicImage::from(RgbImage::from_fn(60, 20, |_, y| Rgb([if y == 10 { 0 } else { 255 }; 3])));
    let stays = |y| !seen(vec![word(5.0, y, 30.0, 8.0)], &lines, (60.0, 20.0)).is_empty();
    assert_eq!([stays(2.5), stays(6.0), stays(10.0)], [false, true, false]);
}

proptest! {
    #[test]
    fn a_word_stays_unless_its_box_or_a_quarter_of_its_line_beyond_touches_an_area(
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
            let beyond = um(it.3) / 4;
            let across = um(it.0) <= x + width + beyond && um(it.0 + it.2) + beyond >= x;
            across && um(it.1) <= y + height + beyond && um(it.1 + it.3) + beyond >= y
        });
        let left = untouched(words, &areas);
        let stay: Vec<_> = boxes.iter().filter(|it| !meets(it)).collect();
        prop_assert_eq!(left.len(), stay.len());
        for (word, it) in left.iter().zip(stay) {
            prop_assert_eq!((word.x, word.y), (f32::from(it.0), f32::from(it.1)));
        }
    }
}
