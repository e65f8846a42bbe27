//! The heat map: surfaces down, series of criteria across, the highest severity of the open gaps where they meet. Three
//! things are never the same: evaluated without a gap (0), not evaluable yet (hatched), not mapped (–).

use model::packet::PacketSource;
use model::rating::RatingValue;
use model::surface::Surface;

use super::{Anchor, Drawn, INK, LINE, MUTED, Svg, WIDTH, wrap};

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

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Gaps { score: u8, count: usize },
    Clear,
    NotEvaluable,
    NotMapped,
}

/// Draws the open gaps of the source.
pub(crate) fn draw(source: &PacketSource) -> Drawn {
    let mut series: Vec<String> = source.criteria.iter().map(|criterion| criterion.code.series()).collect();
    series.dedup();
    let mut svg = Svg::new();
    let pitch = (WIDTH - LEFT) / series.len().max(1) as f64;
    for (column, code) in series.iter().enumerate() {
        svg.mono((LEFT + pitch * (column as f64 + 0.5) - code.len() as f64 * 2.2, TOP - 6.0), code, 7.2, INK);
    }
    let mut said = Vec::new();
    let mut y = TOP;
    for surface in &source.surfaces {
        name(&mut svg, surface, y);
        for (column, code) in series.iter().enumerate() {
            let cell = cell(source, surface, code);
            draw_cell(&mut svg, cell, (LEFT + pitch * column as f64 + 1.0, y + 1.0), (pitch - 2.0, ROW - 2.0));
            if let Cell::Gaps { score, count } = cell {
                said.push((
                    score,
                    format!(
                        "{} in {code}: {score}, {}",
                        surface.name,
                        crate::print::counted(count as u64, "gap", "gaps")
                    ),
                ));
            }
        }
        y += ROW;
    }
    legend(&mut svg, y + 10.0);
    said.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let highest: Vec<String> = said.iter().take(5).map(|(_, words)| words.clone()).collect();
    let highest =
        if highest.is_empty() { "No open gap.".to_owned() } else { format!("Highest: {}.", highest.join("; ")) };
    let alt =
        format!("Heat map of open gaps by surface and criterion series. {highest} The table below lists every gap.");
    svg.finish(y + 40.0, alt)
}

fn name(svg: &mut Svg, surface: &Surface, y: f64) {
    let lines = wrap(&surface.name, NAME_CHARS);
    let first = y + ROW / 2.0 + 3.0 - 4.5 * (lines.len().saturating_sub(1)) as f64;
    for (index, line) in lines.iter().enumerate() {
        svg.text((1.0, first + 9.0 * index as f64), line, 9.0, INK, Anchor::Start, 400);
    }
}

/// What the source says of a surface and a series.
fn cell(source: &PacketSource, surface: &Surface, series: &str) -> Cell {
    let scores: Vec<u8> = source
        .gaps
        .iter()
        .filter(|gap| gap.state.is_open() && gap.surfaces.contains(&surface.code))
        .filter(|gap| gap.criteria.iter().any(|code| code.series() == series))
        .map(|gap| gap.severity.score())
        .collect();
    if let Some(score) = scores.iter().copied().max() {
        return Cell::Gaps { score, count: scores.len() };
    }
    let mapped: Vec<_> = source
        .controls
        .iter()
        .filter(|control| control.is_live() && control.surfaces.contains(&surface.code))
        .filter(|control| control.criteria.iter().any(|code| code.series() == series))
        .collect();
    let judged = |value: RatingValue| !matches!(value, RatingValue::NotRated | RatingValue::NotEvaluableYet);
    let evaluated = |id| {
        let subject = model::rating::RatingSubject::Control(id);
        source.ratings.iter().any(|rating| rating.subject == subject && judged(rating.value))
    };
    match (mapped.is_empty(), mapped.iter().any(|control| evaluated(control.id))) {
        (true, _) => Cell::NotMapped,
        (false, true) => Cell::Clear,
        (false, false) => Cell::NotEvaluable,
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
        Cell::Clear => {
            svg.rect(at, size, "#ffffff", LINE);
            svg.text((x, y), "0", 8.4, MUTED, Anchor::Middle, 400);
        }
        Cell::NotEvaluable => svg.hatch(at, size, LINE),
        Cell::NotMapped => svg.text((x, y), "–", 8.4, MUTED, Anchor::Middle, 400),
    }
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
    svg.text((20.0, y), "evaluated, no open gap", 8.0, MUTED, Anchor::Start, 400);
    svg.hatch((120.0, y - 7.0), (14.0, 9.0), LINE);
    svg.text((139.0, y), "not evaluable yet", 8.0, MUTED, Anchor::Start, 400);
    svg.text((218.0, y), "–", 8.0, MUTED, Anchor::Start, 400);
    svg.text((228.0, y), "no control of this series acts on this surface", 8.0, MUTED, Anchor::Start, 400);
}
