//! The score as bars of 100 points: one for all criteria, one for each series. What is shown, what can't be known yet and
//! what is lacking are never the same.

use model::readiness::Readiness;

use super::{Anchor, Drawn, FAINT, INK, LINE, MUTED, Svg, TEAL, WIDTH, wrap};
use crate::section::readiness::by_series;

const LEFT: f64 = 190.0;
const RIGHT: f64 = 44.0;
/// Characters of a series' name in its line.
const NAME_CHARS: usize = 40;
const ROW: f64 = 15.0;
const WHOLE: f64 = 22.0;

/// Draws the bars; `title` names a series by its code.
pub(crate) fn draw(readiness: &Readiness, title: &dyn Fn(&str) -> String) -> Drawn {
    let mut svg = Svg::new();
    let mut said = Vec::new();
    bar(&mut svg, 4.0, WHOLE, ("All criteria", 600), (readiness.score, readiness.not_evaluable));
    let mut y = 4.0 + WHOLE + 8.0;
    for series in by_series(readiness) {
        let name = wrap(&format!("{} {}", series.code, title(&series.code)), NAME_CHARS).swap_remove(0);
        bar(&mut svg, y, ROW - 4.0, (&name, 400), (series.earned, series.waiting));
        said.push(format!("{} {}", series.code, series.earned));
        y += ROW;
    }
    scale(&mut svg, y);
    let alt = format!(
        "Readiness as bars of 100 points. All criteria: {} shown, {} not evaluable yet, {} lacking. Shown by series: {}.",
        readiness.score,
        readiness.not_evaluable,
        readiness.lacking,
        said.join(", ")
    );
    svg.finish(y + 16.0, alt)
}

fn bar(svg: &mut Svg, y: f64, height: f64, (name, weight): (&str, u16), (earned, waiting): (u32, u32)) {
    let pitch = (WIDTH - LEFT - RIGHT) / 100.0;
    let middle = y + height / 2.0 + 3.0;
    svg.text((1.0, middle), name, 9.0, INK, Anchor::Start, weight);
    svg.rect((LEFT, y), (pitch * 100.0, height), "#ffffff", LINE);
    if waiting > 0 {
        svg.hatch((LEFT + pitch * f64::from(earned), y), (pitch * f64::from(waiting), height), MUTED);
    }
    if earned > 0 {
        svg.rect((LEFT, y), (pitch * f64::from(earned), height), TEAL, "none");
    }
    let words = if waiting > 0 { format!("{earned}–{}", earned + waiting) } else { earned.to_string() };
    svg.text((LEFT + pitch * 100.0 + 6.0, middle), &words, 9.0, INK, Anchor::Start, weight);
}

fn scale(svg: &mut Svg, y: f64) {
    let pitch = (WIDTH - LEFT - RIGHT) / 100.0;
    for mark in [0, 25, 50, 75, 100] {
        let x = LEFT + pitch * f64::from(mark);
        svg.line((x, y - 1.0), (x, y + 3.0), FAINT, 0.8);
        svg.text((x, y + 11.0), &mark.to_string(), 7.4, MUTED, Anchor::Middle, 400);
    }
}
