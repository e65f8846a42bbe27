//! The picture of the period calendar: controls down, weeks of the period across, a mark in the week in which an
//! occurrence is due. Many controls are drawn as several pictures, as a long period is. The table below says the same.

mod mark;

use model::calendar::weeks;
use model::control::Frequency;
use model::time::{Day, Span};

use self::mark::mark;
use super::{Anchor, Drawn, FAINT, Figure, INK, LINE, MUTED, Svg, TEAL, WIDTH, wrap};
use crate::context::Context;
use crate::operation::{CALENDAR, Operation, Standing};
use crate::print;

/// Weeks that one picture can hold; a year has 53 at most.
const MOST_WEEKS: usize = 56;
/// Height that the rows of one picture may take, so that it fits a page with its caption; the first stands under the
/// section's heading.
const MOST_HEIGHT: f64 = 530.0;
const FIRST_HEIGHT: f64 = 415.0;
/// Room at the right for the count.
const RIGHT: f64 = 34.0;
/// Room for a control's title, and its characters in a line.
const TITLE: f64 = 112.0;
const TITLE_CHARS: usize = 33;
/// Room above the rows: the as-of day, years, months.
const TOP: f64 = 32.0;

/// One picture: some rows over some weeks.
struct Sheet<'a> {
    operations: Vec<&'a Operation<'a>>,
    weeks: Vec<Span>,
}

/// Draws the calendar of `operations`, those with occurrences, over `period`.
pub(crate) fn draw(context: &Context<'_>, operations: &[Operation<'_>], period: Span) -> Vec<Figure> {
    let sheets = sheets(operations, period);
    let several = sheets.len();
    let figure = |(index, sheet): (usize, &Sheet<'_>)| {
        let days = sheet.days();
        let part = if several > 1 { format!(" Part {} of {several}.", index + 1) } else { String::new() };
        Figure {
            drawn: draw_sheet(context, sheet),
            caption: format!("Occurrences due in the weeks of {}.{part}", print::span(days)),
        }
    };
    sheets.iter().enumerate().map(figure).collect()
}

/// Rows by frequency, the rarest first, as many as fit a page; weeks in parts of about the same size.
fn sheets<'a>(operations: &'a [Operation<'a>], period: Span) -> Vec<Sheet<'a>> {
    let ordered = CALENDAR.into_iter().flat_map(|frequency| of_frequency(operations, frequency));
    let mut pages: Vec<(f64, Vec<&Operation<'_>>)> = Vec::new();
    for operation in ordered {
        let height = row_height(operation);
        let most = if pages.len() < 2 { FIRST_HEIGHT } else { MOST_HEIGHT };
        let new_group = |last: &Vec<&Operation<'_>>| {
            last.last().is_none_or(|last| last.control.frequency != operation.control.frequency)
        };
        match pages.last_mut() {
            Some((filled, page)) if *filled + height + GROUP <= most => {
                *filled += height + if new_group(page) { GROUP } else { 0.0 };
                page.push(operation);
            }
            _ => pages.push((height + GROUP, vec![operation])),
        }
    }
    let all: Vec<Span> = weeks(period).into_iter().filter_map(|week| week.days.meet(period)).collect();
    let parts = all.len().div_ceil(MOST_WEEKS).max(1);
    let each = all.len().div_ceil(parts).max(1);
    let sheet =
        |page: &Vec<&'a Operation<'a>>, weeks: &[Span]| Sheet { operations: page.clone(), weeks: weeks.to_vec() };
    pages.iter().flat_map(|(_, page)| all.chunks(each).map(|weeks| sheet(page, weeks))).collect()
}

/// Height of the heading of a frequency.
const GROUP: f64 = 15.0;

/// The controls with occurrences of that frequency, in the source's order.
pub(crate) fn of_frequency<'a>(
    operations: &'a [Operation<'a>],
    frequency: Frequency,
) -> impl Iterator<Item = &'a Operation<'a>> {
    operations.iter().filter(move |own| own.control.frequency == frequency && !own.rows.is_empty())
}

fn row_height(operation: &Operation<'_>) -> f64 {
    4.2 + 8.2 * title(operation).len().max(1) as f64
}

/// A title in lines; a word longer than a line is broken, never cut.
fn title(operation: &Operation<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for line in wrap(&operation.control.title, TITLE_CHARS) {
        let chars: Vec<char> = line.chars().collect();
        lines.extend(chars.chunks(TITLE_CHARS).map(|part| part.iter().collect::<String>()));
    }
    lines
}

impl Sheet<'_> {
    fn days(&self) -> Span {
        let first = self.weeks.first().map_or(Day::MIN, |week| week.from);
        Span { from: first, to: self.weeks.last().map_or(first, |week| week.to) }
    }
}

/// Where things stand across.
struct Grid {
    /// Where titles begin.
    title: f64,
    /// Where the weeks begin.
    left: f64,
    /// Width of a week.
    pitch: f64,
    /// Days of the weeks.
    days: Span,
}

impl Grid {
    fn of(sheet: &Sheet<'_>) -> Self {
        let longest = sheet.operations.iter().map(|own| own.control.code.as_str().len()).max().unwrap_or(0);
        let title = longest as f64 * 7.0 * 0.602 + 7.0;
        let left = title + TITLE;
        Self { title, left, pitch: (WIDTH - RIGHT - left) / sheet.weeks.len().max(1) as f64, days: sheet.days() }
    }

    /// Where a day begins. The first and the last week may be cut; each day is a seventh of a week.
    fn x(&self, day: Day) -> f64 {
        self.left + self.pitch * (day - first_monday(self.days.from)).num_days() as f64 / 7.0
    }

    fn right(&self) -> f64 {
        WIDTH - RIGHT
    }
}

/// The Monday of a day's week, as the weeks are counted.
fn first_monday(day: Day) -> Day {
    day.week(chrono::Weekday::Mon).checked_first_day().unwrap_or(day)
}

fn draw_sheet(context: &Context<'_>, sheet: &Sheet<'_>) -> Drawn {
    let mut svg = Svg::new();
    let grid = Grid::of(sheet);
    let bottom = TOP + height(sheet);
    months(&mut svg, &grid, bottom);
    svg.text((WIDTH - 1.0, TOP - 5.0), "evidenced", 6.5, MUTED, Anchor::End, 400);
    let mut y = TOP;
    let mut last: Option<Frequency> = None;
    for operation in &sheet.operations {
        if last != Some(operation.control.frequency) {
            svg.line((0.0, y), (WIDTH, y), MUTED, 0.5);
            let name = print::capital(operation.control.frequency.name());
            svg.text((1.0, y + 10.4), &name, 7.6, TEAL, Anchor::Start, 600);
            y += GROUP;
            last = Some(operation.control.frequency);
        }
        row(&mut svg, &grid, sheet, operation, y);
        y += row_height(operation);
    }
    svg.line((0.0, y), (WIDTH, y), MUTED, 0.5);
    as_of(&mut svg, &grid, context.options.as_of.day(), y);
    let end = legend(&mut svg, sheet, y + 15.0);
    svg.finish(end + 5.0, alt(context, sheet))
}

fn height(sheet: &Sheet<'_>) -> f64 {
    let mut groups: Vec<Frequency> = sheet.operations.iter().map(|own| own.control.frequency).collect();
    groups.dedup();
    sheet.operations.iter().map(|own| row_height(own)).sum::<f64>() + GROUP * groups.len() as f64
}

/// Months as groups of columns: a line at each first, its name where there is room, the year where it begins.
fn months(svg: &mut Svg, grid: &Grid, bottom: f64) {
    let days: Vec<Day> = grid.days.from.iter_days().take_while(|day| *day <= grid.days.to).collect();
    let starts: Vec<Day> =
        days.iter().copied().filter(|day| *day == grid.days.from || day.format("%d").to_string() == "01").collect();
    for (index, start) in starts.iter().enumerate() {
        let x = grid.x(*start);
        let until = starts.get(index + 1).map_or(grid.right(), |next| grid.x(*next));
        svg.line((x, TOP - 13.0), (x, bottom), FAINT, 0.5);
        if until - x > 13.0 {
            svg.text((x + 2.0, TOP - 5.0), &start.format("%b").to_string(), 6.5, MUTED, Anchor::Start, 400);
        }
        let year = start.format("%Y").to_string();
        if index == 0 || start.format("%m").to_string() == "01" {
            svg.text((x + 2.0, TOP - 14.0), &year, 6.5, INK, Anchor::Start, 600);
        }
    }
}

fn row(svg: &mut Svg, grid: &Grid, sheet: &Sheet<'_>, operation: &Operation<'_>, y: f64) {
    let control = operation.control;
    let middle = y + row_height(operation) / 2.0;
    svg.line((0.0, y), (WIDTH, y), FAINT, 0.35);
    svg.mono((1.0, y + 8.6), control.code.as_str(), 7.0, if control.key { TEAL } else { INK });
    for (index, line) in title(operation).iter().enumerate() {
        svg.text((grid.title, y + 8.6 + 8.2 * index as f64), line, 7.3, MUTED, Anchor::Start, 400);
    }
    if !matches!(control.frequency, Frequency::Daily | Frequency::Weekly) {
        for window in operation.rows.iter().filter_map(|row| row.window.days.meet(grid.days)) {
            let end = grid.x(window.to) + grid.pitch / 7.0;
            svg.line((grid.x(window.from) + 0.8, middle), (end - 0.8, middle), LINE, 0.6);
        }
    }
    let by_week = matches!(control.frequency, Frequency::Daily | Frequency::Weekly);
    for week in &sheet.weeks {
        if let Some((standing, due)) = worst_due(operation, *week) {
            let radius = (grid.pitch * 0.42).min(2.4);
            let (day, half) = if by_week { (first_monday(week.from), 0.5) } else { (due, 0.5 / 7.0) };
            mark(svg, standing, (grid.x(day) + grid.pitch * half, middle), radius);
        }
    }
    let shown = operation.standing_so(Standing::Evidenced).count();
    let tally = format!("{}/{}", print::count(shown as u64), print::count(operation.expected() as u64));
    svg.text((WIDTH - 1.0, middle + 2.5), &tally, 7.3, INK, Anchor::End, 400);
}

/// The standing that matters most among the occurrences due in a week, with its due day: one mark stands for a daily
/// control's seven.
fn worst_due(operation: &Operation<'_>, week: Span) -> Option<(Standing, Day)> {
    // Windows are in order and don't overlap, so those due in a week stand side by side.
    let first = operation.rows.partition_point(|row| row.window.days.to < week.from);
    let end = operation.rows.partition_point(|row| row.window.days.to <= week.to);
    operation.rows.get(first..end)?.iter().map(|row| (operation.standing(row), row.window.days.to)).min()
}

/// The line of the packet's day.
fn as_of(svg: &mut Svg, grid: &Grid, today: Day, bottom: f64) {
    if !grid.days.contains(today) {
        return;
    }
    let x = grid.x(today) + grid.pitch / 7.0;
    svg.line((x, TOP - 22.0), (x, bottom), TEAL, 0.9);
    let words = format!("as of {}", print::short_day(today));
    let early = x < grid.left + 70.0;
    let (at, anchor) = if early { (x + 3.0, Anchor::Start) } else { (x - 3.0, Anchor::End) };
    svg.text((at, TOP - 23.0), &words, 6.8, TEAL, anchor, 600);
}

/// The marks that the picture has, with their words; hands back where it ends.
fn legend(svg: &mut Svg, sheet: &Sheet<'_>, y: f64) -> f64 {
    let here = |standing: &Standing| sheet.operations.iter().any(|own| own.standing_so(*standing).next().is_some());
    let (mut x, mut y) = (4.0, y);
    let used = Standing::ALL.into_iter().filter(here);
    for standing in used {
        let width = 12.0 + standing.name().chars().count() as f64 * 3.9 + 12.0;
        if x + width > WIDTH {
            x = 4.0;
            y += 12.0;
        }
        mark(svg, standing, (x, y - 2.6), 2.6);
        svg.text((x + 7.0, y), standing.name(), 8.0, MUTED, Anchor::Start, 400);
        x += width;
    }
    if sheet.operations.iter().any(|own| !matches!(own.control.frequency, Frequency::Daily | Frequency::Weekly)) {
        if x + 110.0 > WIDTH {
            x = 4.0;
            y += 12.0;
        }
        svg.line((x - 2.0, y - 2.6), (x + 10.0, y - 2.6), LINE, 0.9);
        svg.text((x + 14.0, y), "window of an occurrence", 8.0, MUTED, Anchor::Start, 400);
    }
    y
}

/// The picture in words: how many occurrences stand how, and which controls have missed some.
fn alt(context: &Context<'_>, sheet: &Sheet<'_>) -> String {
    let days = sheet.days();
    let due = |own: &&Operation<'_>, standing| {
        own.standing_so(standing).filter(|row| days.contains(row.window.days.to)).count()
    };
    let counts: Vec<String> = Standing::ALL
        .into_iter()
        .map(|standing| (sheet.operations.iter().map(|own| due(own, standing)).sum::<usize>(), standing))
        .filter(|(count, _)| *count > 0)
        .map(|(count, standing)| format!("{} {}", print::count(count as u64), standing.name()))
        .collect();
    let missed: Vec<String> = sheet
        .operations
        .iter()
        .map(|own| (due(own, Standing::Missed), own.control.code.as_str()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, code)| format!("{code} {}", print::count(count as u64)))
        .collect();
    let missed = if missed.is_empty() { String::new() } else { format!(" Missed: {}.", print::list(&missed)) };
    format!(
        "Period calendar of {} over {}, {}, as of {}. Occurrences due: {}.{missed} The tables of this section give the \
         same.",
        print::counted(sheet.operations.len() as u64, "control", "controls"),
        print::counted(sheet.weeks.len() as u64, "week", "weeks"),
        print::span(days),
        print::day(context.options.as_of.day()),
        if counts.is_empty() { "none".to_owned() } else { print::list(&counts) },
    )
}

#[cfg(test)]
mod tests {
    use model::engagement::EngagementKind;
    use model::packet::{AudienceProfile, PacketSource};

    use super::*;
    use crate::operation::operations;
    use crate::support::{day, options, sample};

    fn figures(source: &PacketSource) -> Vec<Figure> {
        let options = options(AudienceProfile::Client);
        let context = Context { source, options: &options, exhibits: &[], points: &[] };
        draw(&context, &operations(&context).expect("a period"), context.period().expect("a period"))
    }

    #[test]
    fn the_words_count_every_occurrence_once_whatever_the_parts() {
        let count = |alt: &str| -> u64 {
            let said = alt.split("Occurrences due: ").nth(1).and_then(|rest| rest.split('.').next()).expect("counts");
            said.split([' ']).filter_map(|word| word.replace(',', "").parse::<u64>().ok()).sum()
        };
        for (controls, to) in [(6, "2026-12-31"), (60, "2026-12-31"), (200, "2026-12-31"), (20, "2028-03-31")] {
            let (mut source, _) = sample(controls);
            let period = Span { from: day("2026-01-01"), to: day(to) };
            source.engagement.kind = EngagementKind::TypeIi { period };
            let options = options(AudienceProfile::Client);
            let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
            let all = operations(&context).expect("a period");
            let expected: usize = all.iter().map(|own| own.rows.len()).sum();
            let figures = figures(&source);
            let said: u64 = figures.iter().map(|figure| count(&figure.drawn.alt)).sum();
            assert_eq!(said, expected as u64, "{controls} controls to {to}, {} parts", figures.len());
        }
    }

    #[test]
    fn many_controls_and_long_periods_are_drawn_in_parts() {
        assert_eq!(figures(&sample(6).0).len(), 1);
        assert!(figures(&sample(200).0).len() > 1);
        let (mut source, _) = sample(6);
        let period = Span { from: day("2026-01-01"), to: day("2027-12-31") };
        source.engagement.kind = EngagementKind::TypeIi { period };
        let figures = figures(&source);
        assert_eq!(figures.len(), 2);
        assert!(figures[1].caption.contains("Part 2 of 2"));
        let height = |figure: &Figure| -> f64 {
            let text = figure.drawn.svg.split("height=\"").nth(1).and_then(|rest| rest.split("pt").next());
            text.and_then(|text| text.parse().ok()).expect("a height")
        };
        assert!(figures.iter().all(|figure| height(figure) < 640.0));
    }

    #[test]
    fn a_title_of_one_long_word_is_broken_and_never_cut() {
        let (mut source, _) = sample(6);
        source.controls[0].title = "Überprüfungsprotokollierungsverantwortlichkeitsnachweisverfahren".to_owned();
        let options = options(AudienceProfile::Client);
        let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
        let all = operations(&context).expect("a period");
        let lines = title(&all[0]);
        assert!(lines.iter().all(|line| line.chars().count() <= TITLE_CHARS));
        assert_eq!(lines.concat(), source.controls[0].title);
    }

    #[test]
    fn every_mark_has_its_word_in_the_legend() {
        let (source, _) = sample(20);
        let figure = figures(&source).remove(0);
        let options = options(AudienceProfile::Client);
        let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
        let all = operations(&context).expect("a period");
        for standing in Standing::ALL {
            let used = all.iter().any(|own| own.standing_so(standing).next().is_some());
            assert_eq!(figure.drawn.svg.contains(&format!(">{}<", standing.name())), used, "{standing:?}");
        }
    }
}
