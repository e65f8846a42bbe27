//! The coverage picture: criteria down, controls across, a mark where one is mapped to the other. Many controls are
//! drawn as several pictures, by series of criteria, so that no column label gets too small.

use std::collections::BTreeSet;

use model::control::Control;
use model::coverage::CoverageState;
use model::criterion::Criterion;
use model::packet::PacketSource;

use super::{ALERT, AMBER, Anchor, Drawn, FAINT, Figure, INK, MUTED, RUST, Svg, TEAL, WIDTH, wrap};
use crate::print;

/// Controls that one picture can label at 6.5 pt.
const MOST_CONTROLS: usize = 41;
const LEFT: f64 = 158.0;
const RIGHT: f64 = 30.0;
const LABEL: f64 = 6.5;
const TITLE: f64 = 7.3;
/// Characters of a criterion's title in a line.
const TITLE_CHARS: usize = 40;

/// Some of the criteria with the controls that bear on them.
struct Sheet<'a> {
    criteria: Vec<&'a Criterion>,
    controls: Vec<&'a Control>,
    /// Which part of the controls this is, and of how many, where even one series has too many for one picture.
    part: Option<(usize, usize)>,
}

/// Draws the coverage of all criteria in the source.
pub(crate) fn draw(source: &PacketSource) -> Vec<Figure> {
    let sheets = sheets(source);
    let several = sheets.len() > 1;
    sheets.iter().map(|sheet| figure(source, sheet, several)).collect()
}

/// Whole series of criteria together as long as their controls fit one picture.
fn sheets(source: &PacketSource) -> Vec<Sheet<'_>> {
    let mut series: Vec<Vec<&Criterion>> = Vec::new();
    for criterion in &source.criteria {
        match series.last_mut() {
            Some(last) if last.last().is_some_and(|c| c.code.series() == criterion.code.series()) => {
                last.push(criterion)
            }
            _ => series.push(vec![criterion]),
        }
    }
    let mut groups: Vec<Vec<&Criterion>> = Vec::new();
    for own in series {
        match groups.last_mut() {
            Some(last) if controls(source, &[&last[..], &own[..]].concat()).len() <= MOST_CONTROLS => last.extend(own),
            _ => groups.push(own),
        }
    }
    let mut sheets = Vec::new();
    for criteria in groups {
        let all = controls(source, &criteria);
        let parts = all.len().div_ceil(MOST_CONTROLS).max(1);
        let each = all.len().div_ceil(parts).max(1);
        for index in 0..parts {
            let own = all.iter().copied().skip(index * each).take(each).collect();
            let part = (parts > 1).then_some((index + 1, parts));
            sheets.push(Sheet { criteria: criteria.clone(), controls: own, part });
        }
    }
    sheets
}

fn controls<'a>(source: &'a PacketSource, criteria: &[&Criterion]) -> Vec<&'a Control> {
    let codes: BTreeSet<_> = criteria.iter().map(|criterion| criterion.code).collect();
    let maps = |control: &&Control| control.is_live() && control.criteria.iter().any(|code| codes.contains(code));
    source.controls.iter().filter(maps).collect()
}

fn figure(source: &PacketSource, sheet: &Sheet<'_>, several: bool) -> Figure {
    let first = sheet.criteria.first().map(|criterion| criterion.code.series()).unwrap_or_default();
    let last = sheet.criteria.last().map(|criterion| criterion.code.series()).unwrap_or_default();
    let range = if first == last { first } else { format!("{first} to {last}") };
    let of = match (several, sheet.part) {
        (_, Some((part, parts))) => format!("Criteria {range} against controls, part {part} of {parts}."),
        (true, None) => format!("Criteria {range} against the controls mapped to them."),
        (false, None) => "Criteria in scope against controls.".to_owned(),
    };
    Figure { drawn: draw_sheet(source, sheet), caption: of }
}

/// The state of a criterion, and how many controls it has in all.
fn state(source: &PacketSource, criterion: &Criterion) -> (CoverageState, u32) {
    let row = source.coverage.iter().find(|row| row.criterion == criterion.code);
    row.map_or((CoverageState::DesignGap, 0), |row| (row.state, row.controls))
}

fn draw_sheet(source: &PacketSource, sheet: &Sheet<'_>) -> Drawn {
    let mut svg = Svg::new();
    let longest = sheet.controls.iter().map(|control| control.code.as_str().len()).max().unwrap_or(0);
    let top = longest as f64 * LABEL * 0.602 + 10.0;
    let pitch = ((WIDTH - LEFT - RIGHT) / sheet.controls.len().max(1) as f64).min(13.0);
    let centre = |column: usize| LEFT + pitch * (column as f64 + 0.5);
    let heights: Vec<f64> = sheet.criteria.iter().map(|c| row_height(c)).collect();
    let series_gaps = sheet.criteria.windows(2).filter(|pair| pair[0].code.series() != pair[1].code.series()).count();
    let bottom = top + heights.iter().sum::<f64>() + series_gaps as f64 * 3.2;
    for column in (0..=sheet.controls.len()).step_by(5) {
        let x = LEFT + pitch * column as f64;
        svg.line((x, top - 2.0), (x, bottom), FAINT, 0.4);
    }
    for (column, control) in sheet.controls.iter().enumerate() {
        let fill = if control.key { TEAL } else { MUTED };
        svg.upward((centre(column) + 2.2, top - 4.0), control.code.as_str(), LABEL, fill);
    }
    // The count is that of all controls, on whichever part of the picture they stand.
    let count = if sheet.part.is_some() { &["count,", "all parts"][..] } else { &["count"] };
    for (index, line) in count.iter().rev().enumerate() {
        svg.text((WIDTH - 1.0, top - 4.0 - 7.4 * index as f64), line, LABEL, MUTED, Anchor::End, 400);
    }
    let mut y = top;
    for (index, criterion) in sheet.criteria.iter().enumerate() {
        let new_series = index > 0 && sheet.criteria[index - 1].code.series() != criterion.code.series();
        if new_series {
            y += 3.2;
        }
        let strong = index == 0 || new_series;
        svg.line((0.0, y), (WIDTH, y), if strong { MUTED } else { FAINT }, if strong { 0.5 } else { 0.35 });
        row(&mut svg, source, sheet, criterion, (y, heights[index], pitch));
        y += heights[index];
    }
    svg.line((0.0, y), (WIDTH, y), MUTED, 0.5);
    legend(&mut svg, y + 14.0);
    svg.finish(y + 19.0, alt(source, sheet))
}

fn row_height(criterion: &Criterion) -> f64 {
    4.4 + 8.2 * wrap(&criterion.title, TITLE_CHARS).len().max(1) as f64
}

fn row(svg: &mut Svg, source: &PacketSource, sheet: &Sheet<'_>, criterion: &Criterion, place: (f64, f64, f64)) {
    let (y, height, pitch) = place;
    let (state, count) = state(source, criterion);
    let gap = state == CoverageState::DesignGap;
    if gap {
        svg.rect((0.0, y), (WIDTH, height), ALERT, "none");
    }
    svg.mono((1.0, y + 8.8), &criterion.code.to_string(), 7.0, INK);
    for (index, line) in wrap(&criterion.title, TITLE_CHARS).iter().enumerate() {
        let fill = if gap { RUST } else { MUTED };
        svg.text((29.0, y + 8.8 + 8.2 * index as f64), line, TITLE, fill, Anchor::Start, 400);
    }
    let middle = y + height / 2.0;
    for (column, control) in sheet.controls.iter().enumerate() {
        if control.criteria.contains(&criterion.code) {
            let x = LEFT + pitch * (column as f64 + 0.5);
            if control.key {
                svg.circle((x, middle), 2.6, TEAL, TEAL)
            } else {
                svg.circle((x, middle), 2.2, "#ffffff", TEAL)
            }
        }
    }
    match state {
        CoverageState::DesignGap => {
            svg.triangle((WIDTH - 82.0, middle), 3.2, RUST);
            svg.text((WIDTH - 3.0, middle + 2.6), "design gap: no control", 7.4, RUST, Anchor::End, 600);
        }
        CoverageState::NotRelevant => {
            svg.text((WIDTH - 3.0, middle + 2.6), "not relevant", 7.4, MUTED, Anchor::End, 400);
        }
        CoverageState::WithSubservice => {
            svg.text((WIDTH - 3.0, middle + 2.6), &format!("{count} +"), 7.8, INK, Anchor::End, 400);
        }
        CoverageState::OneControl => {
            svg.text((WIDTH - 3.0, middle + 2.6), &count.to_string(), 7.8, AMBER, Anchor::End, 600);
        }
        CoverageState::Covered => {
            svg.text((WIDTH - 3.0, middle + 2.6), &count.to_string(), 7.8, INK, Anchor::End, 400);
        }
    }
}

fn legend(svg: &mut Svg, y: f64) {
    svg.circle((4.0, y - 2.6), 2.6, TEAL, TEAL);
    svg.text((10.0, y), "key control", 8.0, MUTED, Anchor::Start, 400);
    svg.circle((72.0, y - 2.6), 2.2, "#ffffff", TEAL);
    svg.text((78.0, y), "further control", 8.0, MUTED, Anchor::Start, 400);
    svg.triangle((154.0, y - 2.6), 3.0, RUST);
    svg.text((161.0, y), "design gap", 8.0, MUTED, Anchor::Start, 400);
    svg.text((222.0, y), "1", 8.0, AMBER, Anchor::Start, 600);
    svg.text((229.0, y), "criterion rests on one control", 8.0, MUTED, Anchor::Start, 400);
    svg.text((345.0, y), "+", 8.0, INK, Anchor::Start, 600);
    svg.text((352.0, y), "with subservice organisation", 8.0, MUTED, Anchor::Start, 400);
}

fn alt(source: &PacketSource, sheet: &Sheet<'_>) -> String {
    let codes = |wanted: CoverageState| -> Vec<String> {
        let of = sheet.criteria.iter().filter(|criterion| state(source, criterion).0 == wanted);
        of.map(|criterion| criterion.code.to_string()).collect()
    };
    let said = |codes: &[String], words: &str| match codes {
        [] => String::new(),
        codes => format!(" {}: {words}.", print::list(codes)),
    };
    format!(
        "Coverage of {} by {}.{}{}{}{} The control matrix gives the same as a table.",
        print::counted(sheet.criteria.len() as u64, "criterion", "criteria"),
        print::counted(sheet.controls.len() as u64, "control", "controls"),
        said(&codes(CoverageState::DesignGap), "no control, a design gap"),
        said(&codes(CoverageState::OneControl), "one control each"),
        said(&codes(CoverageState::WithSubservice), "covered with subservice organisation"),
        said(&codes(CoverageState::NotRelevant), "not relevant"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::sample;

    #[test]
    fn a_count_of_controls_on_several_parts_says_so() {
        let words = |controls| -> Vec<(String, bool)> {
            let figures = draw(&sample(controls).0).into_iter();
            figures.map(|figure| (figure.caption, figure.drawn.svg.contains(">all parts<"))).collect()
        };
        assert!(words(20).iter().all(|(_, all_parts)| !all_parts));
        let many = words(200);
        assert!(many.iter().any(|(_, all_parts)| *all_parts));
        assert!(many.iter().all(|(caption, all_parts)| caption.contains("part ") == *all_parts), "{many:?}");
    }
}
