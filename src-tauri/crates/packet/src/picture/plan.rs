//! The remediation plan as bars over weeks, a row a task. Says when, and nothing of which task decides the end.

use chrono::{Datelike, Months};
use model::time::{Day, Span};

use super::{ALERT, AMBER, Anchor, Drawn, FAINT, Figure, INK, LINE, MUTED, RUST, Svg, TEAL, WIDTH, wrap};
use crate::print;

const LEFT: f64 = 178.0;
const TOP: f64 = 20.0;
const ROW: f64 = 13.0;
/// Rows of one picture, so that it fits a page.
const ROWS: usize = 44;
/// Width of a character of a code and of a title, about.
const CODE_PT: f64 = 4.0;
const TITLE_PT: f64 = 3.9;
/// Characters of a title below which none is shown.
const LEAST_TITLE: usize = 8;
/// Months above which not every one is named.
const MANY_MONTHS: usize = 16;

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

/// Draws the bars, in their order, in as many pictures as they need; none without a task.
pub(crate) fn draw(bars: &[Bar], today: Day) -> Vec<Figure> {
    let Some(first) = bars.iter().map(|bar| bar.days.from).min() else { return Vec::new() };
    let last = bars.iter().map(|bar| bar.days.to).max().unwrap_or(first);
    let axis = Axis { from: first, days: (last - first).num_days() + 1 };
    let several = bars.len() > ROWS;
    let what = if bars.iter().all(|bar| bar.code.is_empty()) { "Phases" } else { "Tasks" };
    let figure = |bars: &[Bar]| {
        let which = match (several, bars.first(), bars.last()) {
            (true, Some(first), Some(last)) => format!(" Tasks {} to {}.", first.code, last.code),
            _ => String::new(),
        };
        let caption = format!(
            "{what} over weeks, by their earliest days.{which} Full: done. Half: in progress. Outlined: planned. With a cross: \
             blocked. Shaded ground: days on which the task can’t be worked at. Upright line: {}.",
            print::day(today)
        );
        Figure { drawn: one(bars, axis, today), caption }
    };
    bars.chunks(ROWS).map(figure).collect()
}

/// Which day stands where.
#[derive(Clone, Copy)]
struct Axis {
    from: Day,
    days: i64,
}

impl Axis {
    /// The left edge of a day.
    fn at(self, day: Day) -> f64 {
        let along = (day - self.from).num_days().clamp(0, self.days) as f64;
        LEFT + (WIDTH - LEFT) * along / self.days.max(1) as f64
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

fn one(bars: &[Bar], axis: Axis, today: Day) -> Drawn {
    let mut svg = Svg::new();
    let bottom = TOP + ROW * bars.len() as f64;
    let months = axis.months();
    let step = months.len().div_ceil(MANY_MONTHS).max(1);
    for month in months.into_iter().step_by(step) {
        let x = axis.at(month);
        svg.line((x, TOP - 4.0), (x, bottom), FAINT, 0.6);
        svg.text((x + 2.0, TOP - 8.0), &month.format("%b %y").to_string(), 7.4, MUTED, Anchor::Start, 400);
    }
    let longest = bars.iter().map(|bar| bar.code.chars().count()).max().unwrap_or(0);
    // Titles begin after the longest code.
    let left = if longest == 0 { 1.0 } else { 9.0 + CODE_PT * longest as f64 };
    for (place, bar) in bars.iter().enumerate() {
        row(&mut svg, axis, bar, left, TOP + ROW * place as f64);
    }
    if today >= axis.from && (today - axis.from).num_days() < axis.days {
        svg.line((axis.at(today), TOP - 4.0), (axis.at(today), bottom + 2.0), RUST, 0.9);
    }
    svg.line((0.0, bottom), (WIDTH, bottom), LINE, 0.5);
    svg.finish(bottom + 6.0, alt(bars))
}

fn row(svg: &mut Svg, axis: Axis, bar: &Bar, left: f64, y: f64) {
    svg.mono((1.0, y + 9.0), &bar.code, 6.6, INK);
    let room = ((LEFT - left - 6.0) / TITLE_PT).max(0.0) as usize;
    if room >= LEAST_TITLE {
        svg.text((left, y + 9.2), &title(&bar.title, room), 7.8, INK, Anchor::Start, 400);
    }
    let (x, width) = axis.span(bar.days);
    let (at, size) = ((x, y + 3.0), (width.max(1.6), ROW - 6.0));
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
            svg.rect((x, y + 1.0), (width, ROW - 2.0), ALERT, "none");
        }
    }
}

/// The first words of a title that fit; what goes on ends in `…`.
fn title(text: &str, room: usize) -> String {
    let first: String = wrap(text, room).into_iter().next().unwrap_or_default().chars().take(room).collect();
    if first.chars().count() < text.trim().chars().count() { format!("{first} …") } else { first }
}

/// The picture in words.
fn alt(bars: &[Bar]) -> String {
    let said: Vec<String> = bars
        .iter()
        .map(|bar| {
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
        assert!(draw(&[], day("2026-11-20")).is_empty());
        let bars: Vec<Bar> = (0..100).map(|at| bar(&format!("T-{at}"), "2026-09-07", "2026-09-11")).collect();
        let figures = draw(&bars, day("2026-11-20"));
        assert_eq!(figures.len(), 3);
        assert!(figures[1].caption.contains("Tasks T-44 to T-87"), "{}", figures[1].caption);
    }

    #[test]
    fn every_day_lies_on_the_axis() {
        let axis = Axis { from: day("2026-09-07"), days: 30 };
        assert_eq!(axis.at(day("2026-09-07")), LEFT);
        assert_eq!(axis.at(day("2030-01-01")), WIDTH, "a freeze may go on after the plan");
        assert_eq!(axis.at(day("2020-01-01")), LEFT);
        assert_eq!(axis.months(), [day("2026-10-01")]);
        let (_, width) = axis.span(Span { from: day("2026-09-07"), to: day("2026-10-06") });
        assert!((width - (WIDTH - LEFT)).abs() < 1e-9);
    }

    #[test]
    fn the_picture_in_words_names_every_task_with_its_days() {
        let alt = alt(&[bar("T-1", "2026-09-07", "2026-09-11")]);
        assert!(alt.contains("T-1 Cut permission sets: 7 Sep 2026 to 11 Sep 2026, planned"), "{alt}");
    }
}
