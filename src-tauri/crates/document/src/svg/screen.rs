//! The allow-list of a vector picture: only drawing, nothing that runs, links, loads or unfolds without end.
//! Looks at every tag, attribute and reference; what it doesn't know it refuses.

use super::SIZE_LIMIT;
use super::pictures::{DATA, size};
use super::tags::{Form, Tag, Tags};
use std::collections::BTreeMap;

/// Depth of nesting with all references followed: what draws the picture does so by recursion.
const DEPTH_LIMIT: u32 = 160;
/// Bytes of the picture with all references followed.
const UNFOLDED_LIMIT: u64 = 128 << 20;
/// Pixels of either side of an embedded picture, and of all of them together.
const SIDE_LIMIT: u32 = 4096;
const PIXEL_LIMIT: u64 = 80_000_000;

const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "path",
    "rect",
    "use",
    "image",
    "mask",
    "clipPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "filter",
    "feColorMatrix",
    "feComponentTransfer",
    "feFuncA",
];

const ATTRIBUTES: &[&str] = &[
    "id",
    "viewBox",
    "width",
    "height",
    "xmlns",
    "xmlns:xlink",
    "style",
    "transform",
    "mask",
    "opacity",
    "clip-path",
    "fill",
    "fill-rule",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dashoffset",
    "stroke-dasharray",
    "d",
    "clip-rule",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "fx",
    "fy",
    "fr",
    "gradientUnits",
    "gradientTransform",
    "patternUnits",
    "patternTransform",
    "patternContentUnits",
    "maskUnits",
    "maskContentUnits",
    "mask-type",
    "filter",
    "filterUnits",
    "type",
    "tableValues",
    "color-interpolation-filters",
    "preserveAspectRatio",
    "xlink:href",
    "offset",
    "stop-color",
    "stop-opacity",
    "spreadMethod",
];

/// What one named part of the picture, or the whole, holds.
#[derive(Default)]
struct Part<'a> {
    bytes: u64,
    /// Depth of its deepest element, itself counted.
    depth: u32,
    /// The parts it refers to: how often, and from how deep.
    refers: BTreeMap<&'a str, (u64, u32)>,
}

/// Checks a vector picture.
///
/// # Errors
/// What is wrong with it, in words that quote nothing of it.
pub(crate) fn screen(text: &str) -> Result<(), &'static str> {
    if text.len() > SIZE_LIMIT {
        return Err("it is too large");
    }
    let mut screening = Screening::default();
    for tag in Tags::of(text) {
        screening.take(&tag?)?;
    }
    screening.finish()
}

#[derive(Default)]
struct Screening<'a> {
    /// Names of the open elements and, where one has an id, that.
    open: Vec<(&'a str, Option<&'a str>)>,
    parts: BTreeMap<&'a str, Part<'a>>,
    whole: Part<'a>,
    pixels: u64,
}

impl<'a> Screening<'a> {
    fn take(&mut self, tag: &Tag<'a>) -> Result<(), &'static str> {
        if tag.form == Form::Closes {
            return match self.open.pop() {
                Some((name, _)) if name == tag.name => Ok(()),
                _ => Err("its tags do not match"),
            };
        }
        let root = self.open.is_empty();
        if root != (tag.name == "svg") || (root && self.whole.bytes > 0) || !ELEMENTS.contains(&tag.name) {
            return Err("it holds an element that is not allowed");
        }
        if self.open.len() as u32 >= DEPTH_LIMIT {
            return Err("it nests too deep");
        }
        let id = tag.attributes.iter().find(|(name, _)| *name == "id").map(|(_, id)| *id);
        if let Some(id) = id
            && (!plain(id) || self.parts.insert(id, Part::default()).is_some())
        {
            return Err("it has an id that is not plain or stands twice");
        }
        self.open.push((tag.name, id));
        self.count(None, tag.length as u64);
        for &(name, value) in &tag.attributes {
            self.attribute(tag.name, name, value)?;
        }
        if tag.form == Form::Empty {
            self.open.pop();
        }
        Ok(())
    }

    /// Adds bytes, or one reference, to every part that is open.
    fn count(&mut self, reference: Option<&'a str>, bytes: u64) {
        let add = |part: &mut Part<'a>, depth: u32| {
            part.bytes += bytes;
            part.depth = part.depth.max(depth);
            if let Some(id) = reference {
                let (times, deepest) = part.refers.entry(id).or_default();
                *times += 1;
                *deepest = (*deepest).max(depth);
            }
        };
        let depth = self.open.len();
        add(&mut self.whole, depth as u32);
        for (at, (_, id)) in self.open.iter().enumerate() {
            if let Some(part) = id.and_then(|id| self.parts.get_mut(id)) {
                add(part, (depth - at) as u32);
            }
        }
    }

    fn attribute(&mut self, element: &str, name: &str, value: &'a str) -> Result<(), &'static str> {
        if !ATTRIBUTES.contains(&name) {
            return Err("it has an attribute that is not allowed");
        }
        match name {
            "xmlns" if value != "http://www.w3.org/2000/svg" => Err("it has a foreign namespace"),
            "xmlns:xlink" if value != "http://www.w3.org/1999/xlink" => Err("it has a foreign namespace"),
            "xmlns" | "xmlns:xlink" => Ok(()),
            "style" if plain_style(value) => Ok(()),
            "style" => Err("it has a style that is not allowed"),
            "xlink:href" => self.link(element, value),
            _ => self.value(value),
        }
    }

    fn link(&mut self, element: &str, value: &'a str) -> Result<(), &'static str> {
        if let Some(id) = value.strip_prefix('#') {
            if !plain(id) {
                return Err("it refers to something that is not plain");
            }
            self.count(Some(id), 0);
            return Ok(());
        }
        let kind = DATA.iter().find(|kind| value.starts_with(kind.prefix));
        let Some(kind) = kind.filter(|_| element == "image") else { return Err("it refers to something outside") };
        let (width, height) = size(kind, &value[kind.prefix.len()..]).ok_or("it embeds a picture that is damaged")?;
        self.pixels += u64::from(width) * u64::from(height);
        if width.max(height) > SIDE_LIMIT || self.pixels > PIXEL_LIMIT {
            return Err("it embeds pictures that are too large");
        }
        Ok(())
    }

    /// A value in which only a part of the picture itself may be named.
    fn value(&mut self, value: &'a str) -> Result<(), &'static str> {
        let Some(at) = value.find("url") else {
            return if value.contains([':', '\\', '@']) { Err("it has a value that is not plain") } else { Ok(()) };
        };
        let id = value[at..].strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')'));
        match id {
            Some(id) if at == 0 && plain(id) => {
                self.count(Some(id), 0);
                Ok(())
            }
            _ => Err("it refers to something outside"),
        }
    }

    fn finish(self) -> Result<(), &'static str> {
        if !self.open.is_empty() || self.whole.bytes == 0 {
            return Err("it is cut");
        }
        let mut unfolded = BTreeMap::new();
        let (bytes, depth) = unfold(&self.whole, &self.parts, &mut unfolded, 0)?;
        // Whether `unfold` itself came too deep depends on which name it met first; the depth found doesn't.
        if depth > DEPTH_LIMIT {
            return Err("it nests too deep");
        }
        if bytes > UNFOLDED_LIMIT {
            return Err("it unfolds to too much");
        }
        Ok(())
    }
}

/// Bytes and depth of a part with all references followed. None in `unfolded` marks a part that is being
/// followed, so that a circle is seen.
fn unfold<'a>(
    part: &Part<'a>,
    parts: &BTreeMap<&'a str, Part<'a>>,
    unfolded: &mut BTreeMap<&'a str, Option<(u64, u32)>>,
    level: u32,
) -> Result<(u64, u32), &'static str> {
    if level > DEPTH_LIMIT {
        return Err("it nests too deep");
    }
    let (mut bytes, mut depth) = (part.bytes, part.depth);
    for (&id, &(times, from)) in &part.refers {
        // What isn't there draws nothing.
        let Some(named) = parts.get(id) else { continue };
        let (its_bytes, its_depth) = match unfolded.get(id) {
            Some(Some(known)) => *known,
            Some(None) => return Err("it refers to itself"),
            None => {
                unfolded.insert(id, None);
                let found = unfold(named, parts, unfolded, level + 1)?;
                unfolded.insert(id, Some(found));
                found
            }
        };
        bytes = bytes.saturating_add(its_bytes.saturating_mul(times));
        depth = depth.max(from.saturating_add(its_depth));
    }
    Ok((bytes, depth))
}

fn plain(id: &str) -> bool {
    !id.is_empty() && id.len() <= 40 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn plain_style(style: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-:; (),.%".contains(&byte);
    style.bytes().all(plain) && !style.to_ascii_lowercase().contains("url")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            "<svg viewBox=\"0 0 9 9\" width=\"9\" height=\"9\" xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>"
        )
    }

    #[test]
    fn drawing_passes() {
        let drawing = "<defs id=\"glyphs\">\n  <path id=\"g0\" d=\"M0 0L1 1Z\"/></defs>\
            <g style=\"mix-blend-mode:multiply\" clip-path=\"url(#c0)\"><use xlink:href=\"#g0\" fill=\"#000000\"/></g>";
        assert_eq!(screen(&svg(drawing)), Ok(()));
    }

    #[test]
    fn what_runs_links_or_loads_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<script/>",
            "<foreignObject/>",
            "<a xlink:href=\"#x\"/>",
            "<style/>",
            "<text/>",
            "<svg/>",
            "<image xlink:href=\"http://host/x.png\"/>",
            "<image xlink:href=\"file:///etc/passwd\"/>",
            "<image xlink:href=\"data:image/svg+xml;base64,AAAA\"/>",
            "<image xlink:href=\"data:image/png;base64,AAAA\"/>",
            "<use xlink:href=\"other.svg#a\"/>",
            "<use href=\"#a\"/>",
            "<rect fill=\"url(http://host/#a)\"/>",
            "<rect fill=\"red url(#a)\"/>",
            "<rect onclick=\"x()\"/>",
            "<rect style=\"fill:url(//host)\"/>",
            "<rect style=\"background:u\\rl\"/>",
            "<rect fill='red'/>",
            "<rect fill=\"&x;\"/>",
            "<!-- -->",
            "<?xml-stylesheet href=\"x\"?>",
            "<![CDATA[x]]>",
            "text",
            "<g>",
            "</g>",
            "<rect id=\"a\"/><rect id=\"a\"/>",
        ] {
            assert!(screen(&svg(inside)).is_err(), "{inside}");
        }
        assert!(screen("").is_err());
        assert!(screen("<!DOCTYPE svg><svg/>").is_err());
        assert!(screen(&format!("{0}{0}", svg(""))).is_err());
    }

    #[test]
    fn what_unfolds_without_end_is_refused() {
        let circle =
            "<g id=\"a\"><use xlink:href=\"#b\"/></g><g id=\"b\"><use xlink:href=\"#a\"/></g><use xlink:href=\"#a\"/>";
        assert_eq!(screen(&svg(circle)), Err("it refers to itself"));
        let mut laughs = "<g id=\"l0\"><rect/></g>".to_owned();
        for level in 1..12 {
            let uses = format!("<use xlink:href=\"#l{}\"/>", level - 1).repeat(10);
            laughs.push_str(&format!("<g id=\"l{level}\">{uses}</g>"));
        }
        assert_eq!(screen(&svg(&laughs)), Err("it unfolds to too much"));
        let deep = format!("{}{}", "<g>".repeat(200), "</g>".repeat(200));
        assert_eq!(screen(&svg(&deep)), Err("it nests too deep"));
        // Looked at from its head, the chain is met whole; from its tail, one link at a time, and added up.
        let chain = |next: fn(u32) -> u32| -> String {
            (100..400).map(|at| format!("<clipPath id=\"c{at}\" clip-path=\"url(#c{})\"/>", next(at))).collect()
        };
        assert_eq!(screen(&svg(&chain(|at| at + 1))), Err("it nests too deep"));
        assert_eq!(screen(&svg(&chain(|at| at - 1))), Err("it nests too deep"));
    }
}
