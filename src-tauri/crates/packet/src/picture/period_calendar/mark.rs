//! The marks of the calendar: each standing has a shape of its own, so that no two differ by colour alone.

use std::fmt::Write;

use crate::operation::Standing;
use crate::picture::{AMBER, MUTED, RUST, Svg, TEAL};

/// Draws the mark of a standing around `at`.
pub(super) fn mark(svg: &mut Svg, standing: Standing, at: (f64, f64), radius: f64) {
    match standing {
        Standing::Evidenced => svg.circle(at, radius - 0.2, TEAL, TEAL),
        Standing::Upcoming => svg.circle(at, radius - 0.5, "#ffffff", MUTED),
        Standing::Missed => cross(svg, at, radius),
        Standing::MissedOrWithheld => {
            svg.outline(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)], at, radius, RUST);
        }
        Standing::LastChance => svg.outline(&[(0.0, -1.1), (1.1, 0.8), (-1.1, 0.8)], at, radius, AMBER),
        Standing::Exception => svg.outline(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)], at, radius, RUST),
        Standing::Performed => half(svg, at, radius - 0.3),
        Standing::NotExpected => svg.line((at.0 - radius * 0.7, at.1), (at.0 + radius * 0.7, at.1), MUTED, 0.8),
    }
}

fn cross(svg: &mut Svg, (x, y): (f64, f64), radius: f64) {
    let arm = radius * 0.9;
    svg.line((x - arm, y - arm), (x + arm, y + arm), RUST, 1.1);
    svg.line((x - arm, y + arm), (x + arm, y - arm), RUST, 1.1);
}

/// A circle of which the left half is filled.
fn half(svg: &mut Svg, at: (f64, f64), radius: f64) {
    svg.circle(at, radius, "#ffffff", AMBER);
    let (x, y) = at;
    svg.add(&format!(
        r#"<path d="M {x:.2} {:.2} A {radius} {radius} 0 0 0 {x:.2} {:.2} Z" fill="{AMBER}"/>"#,
        y - radius,
        y + radius
    ));
}

impl Svg {
    /// A closed outline on white; `corners` are counted in radii from `at`.
    fn outline(&mut self, corners: &[(f64, f64)], at: (f64, f64), radius: f64, stroke: &str) {
        let mut points = String::new();
        for (x, y) in corners {
            // Writing to a string can't fail.
            let _ = write!(points, "{:.2},{:.2} ", at.0 + x * radius, at.1 + y * radius);
        }
        self.add(&format!(
            r##"<polygon points="{}" fill="#ffffff" stroke="{stroke}" stroke-width="0.9"/>"##,
            points.trim_end()
        ));
    }
}
