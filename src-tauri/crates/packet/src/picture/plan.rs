//! The remediation plan as bars over weeks, a row a task. Says when, and nothing of which task decides the end.

use chrono::{Datelike, Months, TimeDelta};
use model::time::{Day, Span};

use super::{ALERT, AMBER, Anchor, Drawn, FAINT, Figure, INK, LINE, MUTED, RUST, Svg, TEAL, WIDTH, wrap};
use crate::print;

/// Where the days begin, after the labels, and what is left free after the last one, so that every bar shows its end.
const LEFT: f64 = 214.0;
const RIGHT: f64 = 9.0;
const TOP: f64 = 20.0;
/// Height of a row whose title takes one line, and what a second line adds.
const ROW: f64 = 13.0;
const LINE_STEP: f64 = 8.4;
/// Lines of a title.
const LINES: usize = 2;
/// Height of the rows of one picture, so that it fits a page.
const ROWS: f64 = 44.0 * ROW;
/// Width of a character of a code and of a title, about.
const CODE_PT: f64 = 4.0;
const TITLE_PT: f64 = 3.6;
/// Characters of a title below which none is shown.
const LEAST_TITLE: usize = 8;
/// Months above which not every one is named, and the width of a month's name.
const MANY_MONTHS: usize = 16;
const MONTH_PT: f64 = 28.0;
/// Days by which days without work may stretch the axis beyond the bars, at least; else half as long as the bars are.
const LEAST_REACH: i64 = 28;

/// A task as a bar.
pub(crate) struct Bar {
    /// Its code.
    pub(crate) code: String,
    /// Its title.
    pub(crate) title: String,
    /// Its days.
    pub(crate) days: Span,
    /// Its state, by the word that is printed.
    pub(crate) state: &'static str,
    /// Days on which it can't be worked at.
    pub(crate) freezes: Vec<Span>,
}

/// Draws the bars, in their order, in as many pictures as they need; none without a bar. `what` names them.
pub(crate) fn draw(what: &str, bars: &[Bar], today: Day) -> Vec<Figure> {
    let Some(axis) = Axis::of(bars) else { return Vec::new() };
    let longest = bars.iter().map(|bar| bar.code.chars().count()).max().unwrap_or(0);
    // Titles begin after the longest code.
    let left = if longest == 0 { 1.0 } else { 9.0 + CODE_PT * longest as f64 };
    let rows: Vec<Row<'_>> = bars.iter().map(|bar| Row::of(bar, left)).collect();
    let pictures = in_pictures(&rows);
    let mut before = 0;
    let figure = |rows: &&[Row<'_>]| {
        let from = before + 1;
        before += rows.len();
        let which = match (rows.first(), rows.last()) {
            _ if pictures.len() == 1 => String::new(),
            (Some(first), Some(last)) if longest > 0 => format!(" {what} {} to {}.", first.bar.code, last.bar.code),
            _ => format!(" {what} {from} to {before} of {}.", bars.len()),
        };
        let is_cut = rows.iter().flat_map(|row| &row.bar.freezes).any(|freeze| axis.cuts(*freeze) != (false, false));
        let cut = if is_cut { " With an arrow: they go on beyond the picture." } else { "" };
        let caption = format!(
            "{what} over weeks, by their earliest days.{which} Full: done. Half: in progress. Outlined: planned. With a \
             cross: blocked. Shaded ground: days on which the task can’t be worked at.{cut} Upright line: {}.",
            print::day(today)
        );
        Figure { drawn: one(rows, axis, today), caption }
    };
    pictures.iter().map(figure).collect()
}

/// A bar with the lines of its title.
struct Row<'a> {
    bar: &'a Bar,
    /// Where the title begins.
    left: f64,
    title: Vec<String>,
}

impl<'a> Row<'a> {
    fn of(bar: &'a Bar, left: f64) -> Self {
        let room = ((LEFT - left - 6.0) / TITLE_PT).max(0.0) as usize;
        let title = if room >= LEAST_TITLE { title(&bar.title, room) } else { Vec::new() };
        Self { bar, left, title }
    }

    fn height(&self) -> f64 {
        ROW + LINE_STEP * self.title.len().saturating_sub(1) as f64
    }
}

/// The rows of each picture, as many as it holds.
fn in_pictures<'r, 'a>(rows: &'r [Row<'a>]) -> Vec<&'r [Row<'a>]> {
    let mut pictures = Vec::new();
    let (mut from, mut height) = (0, 0.0);
    for (place, row) in rows.iter().enumerate() {
        if place > from && height + row.height() > ROWS {
            pictures.push(&rows[from..place]);
            (from, height) = (place, 0.0);
        }
        height += row.height();
    }
    pictures.push(&rows[from..]);
    pictures
}

/// Which day stands where.
#[derive(Clone, Copy)]
struct Axis {
    from: Day,
    days: i64,
}

impl Axis {
    /// From the first to the last day of the bars and of the days without work, as far as those reach; none without bars.
    fn of(bars: &[Bar]) -> Option<Self> {
        let first = bars.iter().map(|bar| bar.days.from).min()?;
        let last = bars.iter().map(|bar| bar.days.to).max()?;
        let reach = TimeDelta::days(((last - first).num_days() / 2).max(LEAST_REACH));
        let freezes = || bars.iter().flat_map(|bar| &bar.freezes);
        let earliest = freezes().map(|freeze| freeze.from).min().unwrap_or(first);
        let latest = freezes().map(|freeze| freeze.to).max().unwrap_or(last);
        let from = earliest.max(first.checked_sub_signed(reach).unwrap_or(first)).min(first);
        let to = latest.min(last.checked_add_signed(reach).unwrap_or(last)).max(last);
        Some(Self { from, days: (to - from).num_days() + 1 })
    }

    /// The left edge of a day.
    fn at(self, day: Day) -> f64 {
        let along = (day - self.from).num_days().clamp(0, self.days) as f64;
        LEFT + (WIDTH - RIGHT - LEFT) * along / self.days.max(1) as f64
    }

    /// Whether days go on before the axis, and whether after it.
    fn cuts(self, span: Span) -> (bool, bool) {
        (span.from < self.from, (span.to - self.from).num_days() >= self.days)
    }

    /// Left edge and width of a span, as far as it lies on the axis.
    fn span(self, span: Span) -> (f64, f64) {
        let end = span.to.succ_opt().unwrap_or(span.to);
        (self.at(span.from), self.at(end) - self.at(span.from))
    }

    /// The first of each month on the axis.
    fn months(self) -> Vec<Day> {
        let mut months = Vec::new();
        let mut month = self.from.with_day(1);
        while let Some(day) = month.filter(|day| (*day - self.from).num_days() < self.days) {
            if day >= self.from {
                months.push(day);
            }
            month = day.checked_add_months(Months::new(1));
        }
        months
    }
}

fn one(rows: &[Row<'_>], axis: Axis, today: Day) -> Drawn {
    let mut svg = Svg::new();
    let bottom = TOP + rows.iter().map(Row::height).sum::<f64>();
    let months = axis.months();
    let step = months.len().div_ceil(MANY_MONTHS).max(1);
    for month in months.into_iter().step_by(step) {
        let x = axis.at(month);
        svg.line((x, TOP - 4.0), (x, bottom), FAINT, 0.6);
        if x + MONTH_PT <= WIDTH {
            svg.text((x + 2.0, TOP - 8.0), &month.format("%b %y").to_string(), 7.4, MUTED, Anchor::Start, 400);
        }
    }
    let mut y = TOP;
    for row in rows {
        draw_row(&mut svg, axis, row, y);
        y += row.height();
    }
    if today >= axis.from && (today - axis.from).num_days() < axis.days {
        svg.line((axis.at(today), TOP - 4.0), (axis.at(today), bottom + 2.0), RUST, 0.9);
    }
    svg.line((0.0, bottom), (WIDTH, bottom), LINE, 0.5);
    svg.finish(bottom + 6.0, alt(rows))
}

fn draw_row(svg: &mut Svg, axis: Axis, row: &Row<'_>, y: f64) {
    let bar = row.bar;
    svg.mono((1.0, y + 9.0), &bar.code, 6.6, INK);
    for (place, line) in row.title.iter().enumerate() {
        svg.text((row.left, y + 9.2 + LINE_STEP * place as f64), line, 7.8, INK, Anchor::Start, 400);
    }
    let (x, width) = axis.span(bar.days);
    let middle = y + row.height() / 2.0;
    let (at, size) = ((x, middle - ROW / 2.0 + 3.0), (width.max(1.6), ROW - 6.0));
    match bar.state {
        "done" => svg.rect(at, size, TEAL, TEAL),
        "in progress" => {
            svg.rect(at, size, "#ffffff", AMBER);
            svg.rect((at.0, at.1 + size.1 / 2.0), (size.0, size.1 / 2.0), AMBER, "none");
        }
        "blocked" => {
            svg.rect(at, size, "#ffffff", RUST);
            svg.line(at, (at.0 + size.0, at.1 + size.1), RUST, 0.7);
            svg.line((at.0, at.1 + size.1), (at.0 + size.0, at.1), RUST, 0.7);
        }
        _ => svg.rect(at, size, "#ffffff", TEAL),
    }
    // On top of the bar: no work is done there.
    for freeze in &bar.freezes {
        let (x, width) = axis.span(*freeze);
        if width > 0.0 {
            svg.rect((x, y + 1.0), (width, row.height() - 2.0), ALERT, "none");
        }
        let (before, after) = axis.cuts(*freeze);
        let ends = [(before, LEFT, -4.0), (after, WIDTH - RIGHT, 4.0)];
        for (_, x, tip) in ends.into_iter().filter(|(is_cut, ..)| *is_cut) {
            svg.line((x, middle - 3.0), (x + tip, middle), RUST, 0.9);
            svg.line((x, middle + 3.0), (x + tip, middle), RUST, 0.9);
        }
    }
}

/// A title in lines that fit; what goes on after the last of them ends in `…`, after a whole word where one fits.
fn title(text: &str, room: usize) -> Vec<String> {
    let mut lines = wrap(text, room);
    let is_cut = lines.len() > LINES;
    lines.truncate(LINES);
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        while last.chars().count() + 2 > room && last.contains(' ') {
            last.truncate(last.rfind(' ').unwrap_or(0));
        }
        last.push_str(" …");
    }
    for line in &mut lines {
        if line.chars().count() > room {
            *line = line.chars().take(room.saturating_sub(1)).chain(['…']).collect();
        }
    }
    lines
}

/// The picture in words.
fn alt(rows: &[Row<'_>]) -> String {
    let said: Vec<String> = rows
        .iter()
        .map(|Row { bar, .. }| {
            format!("{} {}: {}, {}", bar.code, bar.title, print::short_span(bar.days), bar.state)
                .trim_start()
                .to_owned()
        })
        .collect();
    format!("Bars over weeks. {}. The tables below say the same.", said.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::day;

    fn bar(code: &str, from: &str, to: &str) -> Bar {
        let days = Span { from: day(from), to: day(to) };
        Bar { code: code.to_owned(), title: "Cut permission sets".to_owned(), days, state: "planned", freezes: vec![] }
    }

    #[test]
    fn a_plan_of_many_tasks_takes_several_pictures() {
        assert!(draw("Tasks", &[], day("2026-11-20")).is_empty());
        let bars: Vec<Bar> = (0..100).map(|at| bar(&format!("T-{at}"), "2026-09-07", "2026-09-11")).collect();
        let figures = draw("Tasks", &bars, day("2026-11-20"));
        assert_eq!(figures.len(), 3);
        assert!(figures[1].caption.contains("Tasks T-44 to T-87"), "{}", figures[1].caption);
        let bars: Vec<Bar> = bars.into_iter().map(|bar| Bar { code: String::new(), ..bar }).collect();
        let caption = &draw("Tasks", &bars, day("2026-11-20"))[2].caption;
        assert!(caption.contains("Tasks 89 to 100 of 100"), "{caption}");
    }

    #[test]
    fn every_bar_ends_before_the_edge() {
        let axis = Axis::of(&[bar("T-1", "2026-09-07", "2026-10-06")]).expect("an axis");
        assert_eq!(axis.at(day("2026-09-07")), LEFT);
        assert_eq!(axis.at(day("2030-01-01")), WIDTH - RIGHT);
        assert_eq!(axis.at(day("2020-01-01")), LEFT);
        assert_eq!(axis.months(), [day("2026-10-01")]);
        let (_, width) = axis.span(Span { from: day("2026-09-07"), to: day("2026-10-06") });
        assert!((width - (WIDTH - RIGHT - LEFT)).abs() < 1e-9);
    }

    #[test]
    fn the_axis_spans_days_without_work_and_an_arrow_says_where_they_go_on() {
        let frozen = |from, to| {
            let freezes = vec![Span { from: day(from), to: day(to) }];
            [Bar { freezes, ..bar("T-1", "2026-09-07", "2026-09-11") }]
        };
        let near = frozen("2026-09-01", "2026-09-20");
        let axis = Axis::of(&near).expect("an axis");
        assert_eq!((axis.from, axis.days), (day("2026-09-01"), 20));
        let caption = |bars: &[Bar]| draw("Tasks", bars, day("2026-09-10")).swap_remove(0).caption;
        assert!(!caption(&near).contains("arrow"));
        let far = frozen("2026-09-01", "2030-01-01");
        let axis = Axis::of(&far).expect("an axis");
        assert_eq!(axis.days, 6 + 5 + LEAST_REACH);
        assert!(caption(&far).contains("arrow"), "{}", caption(&far));
    }

    #[test]
    fn a_title_takes_two_lines_and_is_cut_after_a_word() {
        assert_eq!(title("Confirm system, categories and method", 20), ["Confirm system,", "categories and …"]);
        assert_eq!(title("Map every control", 20), ["Map every control"]);
        assert_eq!(title("one two three four five six seven", 9), ["one two", "three …"]);
        assert_eq!(title("Unbreakableword", 8), ["Unbreak…"]);
        let figures = draw("Tasks", &[bar("T-1", "2026-09-07", "2026-09-11")], day("2026-11-20"));
        assert!(figures[0].drawn.svg.contains(">Cut permission sets<"));
    }

    #[test]
    fn the_picture_in_words_names_every_task_with_its_days() {
        let alt = draw("Tasks", &[bar("T-1", "2026-09-07", "2026-09-11")], day("2026-11-20")).swap_remove(0).drawn.alt;
        assert!(alt.contains("T-1 Cut permission sets: 7 Sep 2026 to 11 Sep 2026, planned"), "{alt}");
    }
}
