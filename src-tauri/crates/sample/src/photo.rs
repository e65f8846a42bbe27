//! Stand-ins for photographs and scans: a drawn scene seen by a camera or laid on a scanner, with the faults of either.

use image::Rgb;
use serde_json::{Value, json};

use crate::Error;
use crate::page::{Paper, Pixels, jpeg, pdf, pixels};
use crate::seed::Seed;

/// The file name of the scan.
pub(crate) const SCAN: &str = "code-of-conduct-acknowledgements-scan.pdf";

/// What a camera or scanner does to a picture.
struct Lens {
    /// Places of the corners, as shares of width and height: top left, top right, bottom left, bottom right.
    corners: [(f32, f32); 4],
    /// How much darker the corners are, 0 to 1.
    vignette: f32,
    /// Strength of a warm light from the upper left, 0 to 1.
    glare: f32,
    /// Noise, in steps of 255.
    noise: i64,
    /// Whether colours are lost.
    grey: bool,
}

/// The photograph of that file name, as JPEG; none when there is no such.
pub(crate) fn photograph(file: &str) -> Option<Result<Vec<u8>, Error>> {
    let (template, scale, lens) = match file {
        "badge-reader-equipment-room-bristol.jpg" => (
            include_str!("../screen/badge-reader.typ"),
            1.0,
            Lens {
                corners: [(0.02, 0.0), (0.985, 0.025), (0.0, 0.99), (1.0, 1.0)],
                vignette: 0.42,
                glare: 0.30,
                noise: 9,
                grey: false,
            },
        ),
        "tabletop-2026-05-20-whiteboard.jpg" => (
            include_str!("../screen/whiteboard.typ"),
            1.0,
            Lens {
                corners: [(0.0, 0.03), (1.0, 0.0), (0.02, 0.97), (0.985, 1.0)],
                vignette: 0.30,
                glare: 0.42,
                noise: 7,
                grey: false,
            },
        ),
        _ => return None,
    };
    Some(taken(file, template, scale, &lens))
}

fn taken(file: &str, template: &str, scale: f32, lens: &Lens) -> Result<Vec<u8>, Error> {
    let scene = pixels(&paper(file, template, &json!({}), Vec::new()), scale)?;
    jpeg(file, &seen(&scene, lens, file), 84)
}

/// Three signed forms as a scanner makes them: one grey JPEG a page, in a PDF without text.
pub(crate) fn scan(file: &str) -> Result<Vec<u8>, Error> {
    let forms = [
        json!({ "name": "Mairi Fraser", "role": "Software engineer", "team": "Technology", "first": "5 January 2026", "signed": "5 January 2026", "hand": "Mairi Fraser", "box": 1, "note": "" }),
        json!({ "name": "Yusuf Rahman", "role": "Shift lead, goods-in", "team": "Operations, Leith", "first": "19 January 2026", "signed": "16 January 2026", "hand": "Y. Rahman", "box": 1, "note": "asked about gifts of suppliers, 16/1 IP" }),
        json!({ "name": "Tamsin Cole", "role": "Agency worker, customer service", "team": "Customer operations", "first": "16 February 2026", "signed": "13 February 2026", "hand": "T. Cole", "box": 2, "note": "" }),
    ];
    let tilts = [0.004_f32, -0.006, 0.009];
    let mut pages = Vec::new();
    for (form, tilt) in forms.iter().zip(tilts) {
        let sheet = pixels(&paper(file, include_str!("../screen/form.typ"), form, Vec::new()), 2.0)?;
        let corners = [(0.0, tilt), (1.0, -tilt + 0.002), (tilt, 1.0 + tilt), (1.0 + tilt, 1.0 - tilt)];
        let lens = Lens { corners, vignette: 0.05, glare: 0.0, noise: 10, grey: true };
        pages.push(jpeg(file, &seen(&sheet, &lens, &format!("{file} {tilt}")), 62)?);
    }
    pdf(&paper(file, include_str!("../document/scan.typ"), &Value::Null, pages))
}

fn paper<'a>(file: &'a str, template: &'a str, data: &'a Value, pictures: Vec<Vec<u8>>) -> Paper<'a> {
    let at = chrono::DateTime::parse_from_rfc3339("2026-03-02T14:10:00Z").unwrap_or_default();
    Paper { file, template, data, pictures, at, creator: "Office scanner, Bristol 2nd floor" }
}

/// The scene as the lens shows it.
fn seen(scene: &Pixels, lens: &Lens, name: &str) -> Pixels {
    let (width, height) = scene.dimensions();
    let mut seed = Seed::of(name);
    Pixels::from_fn(width, height, |x, y| {
        let (u, v) = (x as f32 / width as f32, y as f32 / height as f32);
        let [top_left, top_right, bottom_left, bottom_right] = lens.corners;
        let across = |a: (f32, f32), b: (f32, f32)| (a.0 + (b.0 - a.0) * u, a.1 + (b.1 - a.1) * u);
        let (upper, lower) = (across(top_left, top_right), across(bottom_left, bottom_right));
        let place = (upper.0 + (lower.0 - upper.0) * v, upper.1 + (lower.1 - upper.1) * v);
        let colour = between(scene, place.0 * width as f32, place.1 * height as f32);
        let far = ((u - 0.5).powi(2) + (v - 0.5).powi(2)) * 2.0;
        let shine = lens.glare * (1.0 - ((u - 0.28).powi(2) * 6.0 + (v - 0.22).powi(2) * 9.0)).max(0.0);
        let light = 1.0 - lens.vignette * far;
        let grain = seed.between(-lens.noise, lens.noise) as f32;
        let lit = colour.map(|part| (part * light + (255.0 - part) * shine * 0.5 + grain).clamp(0.0, 255.0));
        let flat = lit[0] * 0.3 + lit[1] * 0.59 + lit[2] * 0.11;
        if lens.grey {
            Rgb([flat as u8; 3])
        } else {
            Rgb([lit[0] as u8, (lit[1] * 0.985) as u8, (lit[2] * 0.95) as u8])
        }
    })
}

/// The colour between four pixels; beyond the edge that of the edge.
fn between(scene: &Pixels, x: f32, y: f32) -> [f32; 3] {
    let (width, height) = (scene.width() as i64, scene.height() as i64);
    let (left, top) = (x.floor() as i64, y.floor() as i64);
    let (dx, dy) = (x - left as f32, y - top as f32);
    let at = |column: i64, row: i64| {
        let pixel = scene.get_pixel(column.clamp(0, width - 1) as u32, row.clamp(0, height - 1) as u32);
        [f32::from(pixel[0]), f32::from(pixel[1]), f32::from(pixel[2])]
    };
    let mix = |a: [f32; 3], b: [f32; 3], share: f32| [0, 1, 2].map(|part| a[part] + (b[part] - a[part]) * share);
    mix(mix(at(left, top), at(left + 1, top), dx), mix(at(left, top + 1), at(left + 1, top + 1), dx), dy)
}
