//! The heat map: surfaces down, series of criteria across, the highest severity of the open gaps where they meet. Five
//! things are never the same: open gaps (their severity), every control judged and no gap (0), not all judged (hatched),
//! accepted risk alone (△), not mapped (–).

use model::heat_map::{HeatCell as Cell, HeatMap};

use super::{AMBER, Anchor, Drawn, INK, LINE, MUTED, Svg, WIDTH, wrap};
use crate::print;

const LEFT: f64 = 128.0;
const ROW: f64 = 22.0;
const TOP: f64 = 18.0;
/// Characters of a surface's name in a line.
const NAME_CHARS: usize = 27;
/// One direction of lightness, so that it prints in grey and serves the colour-blind; from which score each begins.
const RAMP: [(u8, &str, &str, &str); 5] = [
    (1, "#fbf0da", INK, "1–4 low"),
    (5, "#f3cf94", INK, "5–9 medium"),
    (10, "#dd9550", INK, "10–14 high"),
    (15, "#a84a18", "#ffffff", "15–19 high"),
    (20, "#5e1f0b", "#ffffff", "20–25 critical"),
];

/// Draws the cells.
pub(crate) fn draw(map: &HeatMap) -> Drawn {
    let HeatMap { series, rows } = map;
    let mut svg = Svg::new();
    let pitch = (WIDTH - LEFT) / series.len().max(1) as f64;
    for (column, code) in series.iter().enumerate() {
        svg.mono((LEFT + pitch * (column as f64 + 0.5) - code.len() as f64 * 2.2, TOP - 6.0), code, 7.2, INK);
    }
    let mut cells = Vec::new();
    let mut y = TOP;
    for row in rows {
        name(&mut svg, &row.surface, y);
        for (column, (code, cell)) in series.iter().zip(&row.cells).enumerate() {
            draw_cell(&mut svg, *cell, (LEFT + pitch * column as f64 + 1.0, y + 1.0), (pitch - 2.0, ROW - 2.0));
            cells.push((*cell, format!("{} in {code}", row.surface)));
        }
        y += ROW;
    }
    legend(&mut svg, y + 10.0);
    svg.finish(y + 40.0, alt(&cells))
}

/// The picture in words: the highest severities, and how many cells say less than a number.
fn alt(cells: &[(Cell, String)]) -> String {
    let mut said: Vec<(u8, String)> = Vec::new();
    for (cell, place) in cells {
        if let Cell::Gaps { score, count } = cell {
            let gaps = print::counted(*count as u64, "gap", "gaps");
            said.push((*score, format!("{place}: {score}, {gaps}")));
        }
    }
    said.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let highest: Vec<String> = said.iter().take(5).map(|(_, words)| words.clone()).collect();
    let highest =
        if highest.is_empty() { "No open gap.".to_owned() } else { format!("Highest: {}.", highest.join("; ")) };
    let count = |is: fn(Cell) -> bool| {
        print::counted(cells.iter().filter(|(cell, _)| is(*cell)).count() as u64, "cell", "cells")
    };
    format!(
        "Heat map of open gaps by surface and criterion series. {highest} {} without a known gap, but not all judged; {} \
         with accepted risk alone. The table below lists every gap.",
        print::capital(&count(|cell| cell == Cell::NotJudged)),
        count(|cell| matches!(cell, Cell::AcceptedRisk { .. })),
    )
}

fn name(svg: &mut Svg, surface: &str, y: f64) {
    let lines = wrap(surface, NAME_CHARS);
    let first = y + ROW / 2.0 + 3.0 - 4.5 * (lines.len().saturating_sub(1)) as f64;
    for (index, line) in lines.iter().enumerate() {
        svg.text((1.0, first + 9.0 * index as f64), line, 9.0, INK, Anchor::Start, 400);
    }
}

fn draw_cell(svg: &mut Svg, cell: Cell, at: (f64, f64), size: (f64, f64)) {
    let (x, y) = (at.0 + size.0 / 2.0, at.1 + size.1 / 2.0 + 3.2);
    match cell {
        Cell::Gaps { score, count } => {
            let (_, fill, ink, _) = RAMP.iter().rev().find(|step| score >= step.0).unwrap_or(&RAMP[0]);
            svg.rect(at, size, fill, "none");
            svg.text((x, y), &score.to_string(), 9.4, ink, Anchor::Middle, 600);
            if count > 1 {
                svg.text((at.0 + size.0 - 2.0, at.1 + 7.0), &format!("×{count}"), 6.5, ink, Anchor::End, 400);
            }
        }
        Cell::AcceptedRisk { judged } => {
            if judged {
                svg.rect(at, size, "#ffffff", LINE);
            } else {
                svg.hatch(at, size, LINE);
            }
            accepted(svg, (x, y));
        }
        Cell::Clear => {
            svg.rect(at, size, "#ffffff", LINE);
            svg.text((x, y), "0", 8.4, MUTED, Anchor::Middle, 400);
        }
        Cell::NotJudged => svg.hatch(at, size, LINE),
        Cell::NotMapped => svg.text((x, y), "–", 8.4, MUTED, Anchor::Middle, 400),
    }
}

/// The mark of accepted risk, the same as in the list of gaps, around the foot of a cell's text.
fn accepted(svg: &mut Svg, (x, y): (f64, f64)) {
    svg.circle((x, y - 3.2), 6.0, "#ffffff", "none");
    svg.mono((x - 2.7, y), "△", 9.0, AMBER);
}

fn legend(svg: &mut Svg, y: f64) {
    for (index, (_, fill, _, words)) in RAMP.iter().enumerate() {
        let x = 1.0 + 92.0 * index as f64;
        svg.rect((x, y - 7.0), (14.0, 9.0), fill, LINE);
        svg.text((x + 19.0, y), words, 8.0, MUTED, Anchor::Start, 400);
    }
    let y = y + 15.0;
    svg.rect((1.0, y - 7.0), (14.0, 9.0), "#ffffff", LINE);
    svg.text((8.0, y), "0", 7.0, MUTED, Anchor::Middle, 400);
    svg.text((20.0, y), "all judged, no open gap", 8.0, MUTED, Anchor::Start, 400);
    svg.hatch((116.0, y - 7.0), (14.0, 9.0), LINE);
    svg.text((135.0, y), "not all judged", 8.0, MUTED, Anchor::Start, 400);
    accepted(svg, (203.0, y + 0.6));
    svg.text((212.0, y), "accepted risk alone", 8.0, MUTED, Anchor::Start, 400);
    svg.text((296.0, y), "–", 8.0, MUTED, Anchor::Start, 400);
    svg.text((305.0, y), "no control of the series on the surface", 8.0, MUTED, Anchor::Start, 400);
}

#[cfg(test)]
mod tests {
    use model::gap::{Gap, GapState};
    use model::rating::{Aspect, Rating, RatingSubject, RatingValue};

    use super::*;
    use crate::support::{day, sample};

    /// The cell of a surface, by its place, and a series.
    fn cell(source: &model::packet::PacketSource, surface: usize, series: &str, today: model::time::Day) -> Cell {
        let map = HeatMap::of(source, today);
        let column = map.series.iter().position(|own| own == series).expect("a series in scope");
        map.rows[surface].cells[column]
    }

    /// What the cell of the sample's data synchronisation in PI1 says, with operation of each of its controls judged as
    /// `values`, and with the gaps that stand there in `states`.
    fn said(values: &[RatingValue], states: &[GapState]) -> Cell {
        let (mut source, _) = sample(values.len());
        let (surface, model) = (source.surfaces[2].clone(), source.gaps[0].clone());
        let rating = source.ratings.iter().find(|rating| rating.aspect == Aspect::Operation).expect("one").clone();
        source.ratings.clear();
        for (control, value) in source.controls.iter_mut().zip(values) {
            control.criteria = ["PI1.3".parse().expect("a code")].into();
            control.surfaces = [surface.code.clone()].into();
            let subject = RatingSubject::Control(control.id);
            source.ratings.push(Rating {
                subject,
                aspect: Aspect::Design,
                value: RatingValue::Effective,
                ..rating.clone()
            });
            if *value != RatingValue::NotRated {
                source.ratings.push(Rating { subject, value: *value, ..rating.clone() });
            }
        }
        let accepted = source.gaps.iter().find_map(|gap| gap.acceptance_of_risk.clone());
        source.gaps = states
            .iter()
            .map(|state| Gap { state: *state, acceptance_of_risk: accepted.clone(), ..model.clone() })
            .collect();
        cell(&source, 2, "PI1", day("2026-11-20"))
    }

    #[test]
    fn a_cell_says_0_only_when_every_control_was_judged_in_operation() {
        use RatingValue::{Deficient, Effective, NotEvaluableYet, NotRated, Partly};
        for values in [&[Effective][..], &[Effective, Partly, Deficient]] {
            assert_eq!(said(values, &[]), Cell::Clear, "{values:?}");
            assert_eq!(said(values, &[GapState::Retested, GapState::OperatingSince]), Cell::Clear, "{values:?}");
        }
        for values in
            [&[NotRated][..], &[NotEvaluableYet], &[Effective, NotRated], &[Effective, NotEvaluableYet, Partly]]
        {
            assert_eq!(said(values, &[]), Cell::NotJudged, "{values:?}: design alone says nothing of operation");
            assert_eq!(said(values, &[GapState::Retested]), Cell::NotJudged, "{values:?}");
        }
        assert_eq!(said(&[], &[]), Cell::NotMapped);
    }

    #[test]
    fn open_gaps_are_counted_and_accepted_risk_alone_has_its_own_mark() {
        use GapState::{AcceptedRisk, InProgress, Open, Retested};
        use RatingValue::{Effective, NotRated};
        for values in [&[Effective][..], &[NotRated], &[]] {
            assert_eq!(said(values, &[Open, AcceptedRisk]), Cell::Gaps { score: 20, count: 1 });
            assert_eq!(said(values, &[Open, InProgress, Retested]), Cell::Gaps { score: 20, count: 2 });
        }
        assert_eq!(said(&[Effective], &[AcceptedRisk, Retested]), Cell::AcceptedRisk { judged: true });
        assert_eq!(said(&[Effective, NotRated], &[AcceptedRisk]), Cell::AcceptedRisk { judged: false });
        assert_eq!(said(&[], &[AcceptedRisk]), Cell::AcceptedRisk { judged: false });
    }

    #[test]
    fn a_risk_whose_acceptance_has_ended_is_open() {
        let (mut source, _) = sample(6);
        let gap = source.gaps.iter().find(|gap| gap.state == GapState::AcceptedRisk).expect("one").clone();
        let until = gap.acceptance_of_risk.as_ref().expect("an acceptance").until;
        source.gaps = vec![gap];
        source.ratings.clear();
        let cell = |today| cell(&source, 2, "A1", today);
        assert_eq!(cell(until), Cell::AcceptedRisk { judged: false });
        assert_eq!(cell(until.succ_opt().expect("a day")), Cell::Gaps { score: 4, count: 1 });
    }
}
