use super::*;
use crate::read::glyphs::Rise;
use model::exhibit::{Page, Picture};
use proptest::prelude::*;

const AREA: Rect = Rect::new(0.0, 0.0, 600.0, 800.0);

/// A line that begins there and runs that way, each letter half as wide as it is high.
fn line(text: &str, begin: (f64, f64), size: f64, along: Vec2) -> Vec<Letter> {
    let up = Vec2::new(along.y, -along.x) * size;
    let place = |at: usize| Point::from(begin) + along * (at as f64 * size * 0.5);
    let letter = |(at, character): (usize, char)| Letter {
        told: if character == '?' { Told::Unnamed } else { Told::One(character) },
        begin: place(at),
        end: place(at + 1),
        along,
        up,
        rise: Rise { ascent: 0.8, descent: -0.2 },
        unmeasured: false,
    };
    text.chars().enumerate().map(letter).collect()
}

const ACROSS: Vec2 = Vec2::new(1.0, 0.0);

fn upright(text: &str, begin: (f64, f64)) -> Vec<Letter> {
    line(text, begin, 10.0, ACROSS)
}

fn words(lines: &[Vec<Letter>]) -> Vec<Word> {
    let mut words = Words::new(AREA, 1.0);
    lines.iter().flatten().for_each(|letter| words.take(letter.clone()));
    words.finish()
}

/// The words, `/` before one that begins a line and `¶` before one that begins a paragraph.
fn told(words: &[Word]) -> String {
    let mark = |word: &Word| match word.begins {
        Begins::Word => String::new(),
        Begins::Line => "/".to_owned(),
        Begins::Paragraph => "¶".to_owned(),
    };
    words.iter().map(|word| mark(word) + &word.text).collect::<Vec<_>>().join(" ")
}

#[test]
fn words_are_parted_by_blanks_gaps_and_lines() {
    let gap = [upright("one", (50.0, 100.0)), upright("two", (68.0, 100.0))];
    let found = words(&[gap.concat(), upright(" three  four", (50.0, 112.0))]);
    assert_eq!(told(&found), "¶one two /three four");
    let Word { x, y, width, height, runs, .. } = &found[1];
    assert_eq!((*x, *y, *width, *height, *runs), (68.0, 92.0, 15.0, 10.0, Runs::Right));
}

#[test]
fn paragraphs_begin_after_room_with_an_indent_in_another_size_and_further_up() {
    let lines = [
        upright("first of it", (50.0, 100.0)),
        upright("goes on", (50.0, 112.0)),
        upright("after room", (50.0, 140.0)),
        upright("goes on", (50.0, 152.0)),
        upright("set in", (64.0, 164.0)),
        upright("goes on", (50.0, 176.0)),
        line("Large", (50.0, 194.0), 14.0, ACROSS),
        upright("another column", (300.0, 100.0)),
        upright("goes on", (300.0, 112.0)),
    ];
    let expected = "¶first of it /goes on ¶after room /goes on ¶set in /goes on ¶Large ¶another column /goes on";
    assert_eq!(told(&words(&lines)), expected);
}

#[test]
fn turned_words_stand_in_upright_boxes() {
    let ways =
        [((1.0, 0.0), Runs::Right), ((0.0, 1.0), Runs::Down), ((-1.0, 0.0), Runs::Left), ((0.0, -1.0), Runs::Up)];
    for (along, runs) in ways {
        let found = words(&[line("abcd", (300.0, 400.0), 10.0, Vec2::from(along))]);
        assert_eq!((told(&found).as_str(), found[0].runs), ("¶abcd", runs));
        let upright = matches!(runs, Runs::Right | Runs::Left);
        let sides = if upright { (20.0, 10.0) } else { (10.0, 20.0) };
        assert_eq!((found[0].width, found[0].height), sides, "{runs:?}");
    }
    let aslant = words(&[line("aslant", (300.0, 400.0), 10.0, Vec2::new(0.8, 0.6))]);
    assert_eq!((aslant.len(), aslant[0].runs), (1, Runs::Right));
    assert!(aslant[0].height > 18.0 && aslant[0].width > 24.0, "{aslant:?}");
}

#[test]
fn what_is_drawn_twice_stands_once() {
    let bold = [upright("Bold line", (50.0, 100.0)), upright("Bold line", (50.4, 100.0))];
    assert_eq!(told(&words(&bold)), "¶Bold line");
    let repeated = [upright("the the", (50.0, 100.0)), upright("the", (50.0, 112.0))];
    assert_eq!(told(&words(&repeated)), "¶the the /the");
}

#[test]
fn what_is_off_the_page_is_no_part_of_it() {
    let lines = [
        upright("above", (50.0, -5.0)),
        upright("beside", (700.0, 100.0)),
        upright("edge", (590.0, 100.0)),
        upright("in", (50.0, 300.0)),
    ];
    let found = words(&lines);
    assert_eq!(told(&found), "¶edge ¶in");
    assert_eq!((found[0].x, found[0].width), (590.0, 10.0));
}

#[test]
fn letters_that_are_not_named_stay_so() {
    let found = words(&[upright("kn?wn ?? all", (50.0, 100.0))]);
    assert_eq!(told(&found), "¶kn\u{FFFD}wn \u{FFFD}\u{FFFD} all");
    assert_eq!(found.iter().map(Word::is_told).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn words_with_letters_that_are_not_measured_can_be_left_out() {
    let mut letters = upright("one two three", (50.0, 100.0));
    letters[5].unmeasured = true;
    let mut words = Words { measured: true, ..Words::new(AREA, 1.0) };
    letters.iter().for_each(|letter| words.take(letter.clone()));
    assert_eq!(told(&words.finish()), "¶one three");
    letters[0].unmeasured = true;
    let mut words = Words { measured: true, ..Words::new(AREA, 1.0) };
    letters.iter().for_each(|letter| words.take(letter.clone()));
    assert_eq!(told(&words.finish()), "¶three", "what began with one that is left out begins with the next");
    assert_eq!(told(&self::words(&[letters])), "¶one two three");
}

#[test]
fn words_that_are_too_many_are_one_that_is_not_told() {
    let row = |at: usize| line("a b c d e f g h", (50.0, 10.0 + at as f64), 4.0, ACROSS);
    let lines: Vec<_> = (0..WORDS / 8 + 1).map(row).collect();
    let found = words(&lines);
    assert_eq!((found.len(), found[0].is_told()), (1, false));
    assert!(found[0].x <= 50.0 && found[0].height > 600.0, "{found:?}");
    assert_eq!(words(&lines[..WORDS / 8 - 1]).len(), (WORDS / 8 - 1) * 8);
    let long = words(&[upright(&"x".repeat(LETTERS + 1), (50.0, 100.0))]);
    assert!(long.iter().all(|word| word.text.chars().count() <= LETTERS));
}

/// Letters of any kind at any place, of any size.
fn any_letter() -> impl Strategy<Value = Letter> {
    let number = prop_oneof![5 => -100.0..900.0, 1 => any::<f64>()];
    let point = (number.clone(), number);
    let told = prop_oneof![
        any::<char>().prop_map(Told::One),
        proptest::char::range('a', 'e').prop_map(Told::One),
        ".{0,9}".prop_map(Told::Several),
        Just(Told::Unnamed)
    ];
    (told, point.clone(), point.clone(), point.clone(), point).prop_map(|(told, begin, end, along, up)| Letter {
        told,
        begin: begin.into(),
        end: end.into(),
        along: along.into(),
        up: up.into(),
        rise: Rise { ascent: 0.8, descent: -0.2 },
        unmeasured: false,
    })
}

proptest! {
    #[test]
    fn whatever_stands_on_a_page_the_parent_takes_its_words(
        letters in prop::collection::vec(any_letter(), 0..200),
        unit in prop_oneof![Just(1.0), 0.01..30.0],
    ) {
        let mut found = Words::new(AREA, unit);
        letters.iter().for_each(|letter| found.take(letter.clone()));
        let words = found.finish();
        let (width_pt, height_pt) = ((AREA.x1 * unit) as f32, (AREA.y1 * unit) as f32);
        let picture = Picture::Svg(String::new());
        let page = Page { width_pt, height_pt, picture, has_text: true, words, undrawn: 0 };
        prop_assert_eq!(crate::receive::check_words(&page), Ok(()));
    }

    #[test]
    fn no_letter_of_a_line_is_lost_or_doubled(text in "[a-z]{1,7}( [a-z]{1,7}){0,9}", size in 4.0..20.0) {
        let found = words(&[line(&text, (5.0, 100.0), size / 10.0, ACROSS)]);
        let joined: Vec<&str> = found.iter().map(|word| word.text.as_str()).collect();
        prop_assert_eq!(joined.join(" "), text);
        prop_assert!(found.is_sorted_by(|one, next| one.x + one.width <= next.x + 0.01));
    }
}
