//! Pictures drawn in Rust as SVG, so that screen and paper show the same. Text is made safe before it is drawn, since
//! the typesetter drops what its fonts lack from a picture without a word. No type is smaller than 6.5 pt.

pub(crate) mod coverage;
pub(crate) mod heat_map;
pub(crate) mod period_calendar;
pub(crate) mod plan;
pub(crate) mod readiness;

use std::fmt::Write;

use crate::foreign;

pub(crate) const INK: &str = "#1a1f22";
pub(crate) const MUTED: &str = "#566067";
pub(crate) const LINE: &str = "#c3cbce";
pub(crate) const FAINT: &str = "#e3e8ea";
pub(crate) const TEAL: &str = "#0d5757";
pub(crate) const RUST: &str = "#8f2410";
pub(crate) const AMBER: &str = "#9a5b00";
pub(crate) const ALERT: &str = "#f8e9e5";
/// Width of every picture: that of an upright sheet's text, so that type sizes are true.
pub(crate) const WIDTH: f64 = 481.9;

/// A picture with its text alternative.
pub(crate) struct Drawn {
    /// The SVG.
    pub(crate) svg: String,
    /// What it shows, in words.
    pub(crate) alt: String,
    /// Characters that were written out.
    pub(crate) replaced: u64,
}

/// One of several pictures, with its caption.
pub(crate) struct Figure {
    /// The picture.
    pub(crate) drawn: Drawn,
    /// What it shows of the whole.
    pub(crate) caption: String,
}

/// Where a text hangs.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A picture while it is drawn, from the top left, in points.
pub(crate) struct Svg {
    parts: String,
    /// Characters that were written out so far.
    pub(crate) replaced: u64,
}

impl Svg {
    pub(crate) const fn new() -> Self {
        Self { parts: String::new(), replaced: 0 }
    }

    /// Text in the serif; `weight` is 400 or 600.
    pub(crate) fn text(&mut self, at: (f64, f64), text: &str, size: f64, fill: &str, anchor: Anchor, weight: u16) {
        self.put(
            at,
            text,
            &format!(r#"font-family="{}" font-weight="{weight}""#, typeset::SERIF),
            size,
            fill,
            anchor,
            "",
        );
    }

    /// Text in the mono family.
    pub(crate) fn mono(&mut self, at: (f64, f64), text: &str, size: f64, fill: &str) {
        self.put(at, text, &format!(r#"font-family="{}""#, typeset::MONO), size, fill, Anchor::Start, "");
    }

    /// Mono text that runs upward.
    pub(crate) fn upward(&mut self, at: (f64, f64), text: &str, size: f64, fill: &str) {
        let turn = format!(r#" transform="rotate(-90 {:.2} {:.2})""#, at.0, at.1);
        self.put(at, text, &format!(r#"font-family="{}""#, typeset::MONO), size, fill, Anchor::Start, &turn);
    }

    #[allow(clippy::too_many_arguments)]
    fn put(&mut self, at: (f64, f64), text: &str, font: &str, size: f64, fill: &str, anchor: Anchor, more: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = escape(&foreign::safe(text, &mut self.replaced));
        self.add(&format!(
            r#"<text x="{:.2}" y="{:.2}" {font} font-size="{size}" fill="{fill}" text-anchor="{anchor}"{more}>{text}</text>"#,
            at.0, at.1
        ));
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) {
        self.add(&format!(
            r#"<line x1="{:.2}" y1="{:.2}" x2="{:.2}" y2="{:.2}" stroke="{stroke}" stroke-width="{width}"/>"#,
            from.0, from.1, to.0, to.1
        ));
    }

    pub(crate) fn rect(&mut self, at: (f64, f64), size: (f64, f64), fill: &str, stroke: &str) {
        self.add(&format!(
            r#"<rect x="{:.2}" y="{:.2}" width="{:.2}" height="{:.2}" fill="{fill}" stroke="{stroke}" stroke-width="0.5"/>"#,
            at.0, at.1, size.0, size.1
        ));
    }

    pub(crate) fn circle(&mut self, at: (f64, f64), radius: f64, fill: &str, stroke: &str) {
        self.add(&format!(
            r#"<circle cx="{:.2}" cy="{:.2}" r="{radius}" fill="{fill}" stroke="{stroke}" stroke-width="0.9"/>"#,
            at.0, at.1
        ));
    }

    /// A triangle that stands on its base around `at`.
    pub(crate) fn triangle(&mut self, at: (f64, f64), radius: f64, fill: &str) {
        let (x, y) = at;
        self.add(&format!(
            r#"<polygon points="{:.2},{:.2} {:.2},{:.2} {:.2},{:.2}" fill="{fill}"/>"#,
            x,
            y - radius,
            x + radius,
            y + radius * 0.8,
            x - radius,
            y + radius * 0.8
        ));
    }

    /// Slanted lines over a cell.
    pub(crate) fn hatch(&mut self, at: (f64, f64), size: (f64, f64), stroke: &str) {
        let ((x, y), (width, height)) = (at, size);
        self.rect(at, size, "#ffffff", stroke);
        let mut offset = 3.0;
        while offset < width + height {
            let from = if offset < height { (x, y + offset) } else { (x + offset - height, y + height) };
            let to = if offset < width { (x + offset, y) } else { (x + width, y + offset - width) };
            self.line(from, to, stroke, 0.5);
            offset += 3.0;
        }
    }

    fn add(&mut self, part: &str) {
        self.parts.push_str(part);
    }

    /// The finished picture.
    pub(crate) fn finish(self, height: f64, alt: String) -> Drawn {
        let mut svg = String::with_capacity(self.parts.len() + 160);
        // Writing to a string can't fail.
        let _ = write!(
            svg,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}pt" height="{height:.2}pt" viewBox="0 0 {WIDTH} {height:.2}">{}</svg>"#,
            self.parts
        );
        Drawn { svg, alt, replaced: self.replaced }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Words in lines of at most `most` characters; a longer word stands alone on its line.
pub(crate) fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_break_out_of_a_picture() {
        let mut svg = Svg::new();
        svg.mono((0.0, 0.0), "</text><script>&\u{202e}", 7.0, INK);
        let drawn = svg.finish(10.0, String::new());
        assert!(drawn.svg.contains("&lt;/text&gt;&lt;script&gt;&amp;⟨U+202E⟩"));
        assert_eq!(drawn.replaced, 1);
    }

    #[test]
    fn titles_wrap_and_are_never_cut() {
        assert_eq!(
            wrap("Vulnerability and configuration detection", 24),
            ["Vulnerability and", "configuration detection"]
        );
        assert_eq!(wrap("Unbreakableword next", 5).concat(), "Unbreakablewordnext");
    }
}
