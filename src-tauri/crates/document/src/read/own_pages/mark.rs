//! What stands on a page beside its content: links, which are kept where they lead to a page or an allowed address, and notes,
//! fields and stamps, of which what they look like is kept as a drawing. Nothing of what they do is.

use super::copy::Copier;
use super::target::Targets;
use super::tree::Leaf;
use super::{array, entry, number, rectangle};
use crate::own_pages::wire::{FARTHEST, MOST_MARKS};
use lopdf::{Dictionary, Document, Object, ObjectId};
use model::exhibit::NotShown;
use model::own_pages::{OwnDrawing, OwnLink, OwnPage};
use std::collections::BTreeSet;

/// Flags of what isn't shown: hidden, and not seen on a screen.
const UNSEEN: i64 = 2 | 32;

/// Takes what stands on pages, and counts what is left out.
pub(super) struct Marks<'a> {
    document: &'a Document,
    hidden: &'a BTreeSet<ObjectId>,
    taken: usize,
    pub(super) left_out: u32,
    pub(super) undrawn: u32,
}

impl<'a> Marks<'a> {
    pub(super) const fn new(document: &'a Document, hidden: &'a BTreeSet<ObjectId>) -> Self {
        Self { document, hidden, taken: 0, left_out: 0, undrawn: 0 }
    }

    /// Takes what stands on one page.
    pub(super) fn take(
        &mut self,
        leaf: &Leaf<'a>,
        page: &mut OwnPage,
        copier: &mut Copier<'a>,
        targets: &mut Targets<'a>,
    ) -> Result<(), NotShown> {
        self.left_out += u32::from(leaf.page.has(b"AA"));
        for mark in array(self.document, leaf.page, b"Annots") {
            let Some(mark) = self.document.dereference(mark).ok().and_then(|(_, mark)| mark.as_dict().ok()) else {
                continue;
            };
            self.taken += 1;
            if self.taken > MOST_MARKS {
                return Err(NotShown::Unsafe("more stands on its pages than is taken over".into()));
            }
            let subtype =
                entry(self.document, mark, b"Subtype").and_then(|name| name.as_name().ok()).unwrap_or_default();
            if subtype == b"Link" {
                match self.link(mark, page, targets) {
                    Some(link) => page.links.push(link),
                    None => self.left_out += 1,
                }
                continue;
            }
            let acts = [&b"A"[..], b"AA", b"FS", b"Movie", b"Sound", b"RichMediaContent", b"3DD"];
            self.left_out += u32::from(acts.iter().any(|key| mark.has(key)));
            if subtype != b"Popup" && self.is_seen(mark) {
                page.drawn.extend(self.drawing(mark, copier)?);
            }
        }
        Ok(())
    }

    fn is_seen(&self, mark: &Dictionary) -> bool {
        let flags = entry(self.document, mark, b"F").and_then(|flags| flags.as_i64().ok()).unwrap_or(0);
        let layer = mark.get(b"OC").and_then(Object::as_reference);
        flags & UNSEEN == 0 && !layer.is_ok_and(|layer| self.hidden.contains(&layer))
    }

    /// A link, as far as a viewer shows it; none for one that can't be followed there.
    fn link(&self, mark: &'a Dictionary, page: &OwnPage, targets: &mut Targets<'a>) -> Option<OwnLink> {
        let area = rectangle(self.document, mark.get(b"Rect").ok()?)?;
        let area = page.shown(area).filter(|_| self.is_seen(mark))?;
        Some(OwnLink { area, target: targets.of(mark)? })
    }

    /// What a mark looks like, fitted into its area (ISO 32000-1, 12.5.5). One that looks like nothing has no drawing, and one
    /// whose drawing is lost is counted.
    fn drawing(&mut self, mark: &'a Dictionary, copier: &mut Copier<'a>) -> Result<Option<OwnDrawing>, NotShown> {
        let area = mark.get(b"Rect").ok().and_then(|area| rectangle(self.document, area));
        let Some(area) = area.filter(|area| area[0] < area[2] && area[1] < area[3]) else { return Ok(None) };
        let looks = entry(self.document, mark, b"AP").and_then(|looks| looks.as_dict().ok());
        let Some(normal) = looks.and_then(|looks| looks.get(b"N").ok()) else {
            self.undrawn += 1;
            return Ok(None);
        };
        let (_, found) = self.document.dereference(normal).unwrap_or((None, normal));
        let normal = match found {
            // One for each state, of which some look like nothing.
            Object::Dictionary(states) => {
                let state = entry(self.document, mark, b"AS").and_then(|state| state.as_name().ok());
                state.and_then(|state| states.get(state).ok())
            }
            _ => Some(normal),
        };
        let Some(normal) = normal else { return Ok(None) };
        let form = self.document.dereference(normal).ok().and_then(|(_, form)| form.as_stream().ok());
        let place = form.and_then(|form| self.fitted(&form.dict, area));
        let object = if place.is_some() { copier.drawing(normal)? } else { None };
        let drawing = object.zip(place).map(|(object, place)| OwnDrawing { object, place });
        self.undrawn += u32::from(drawing.is_none());
        Ok(drawing)
    }

    fn fitted(&self, form: &Dictionary, area: [f32; 4]) -> Option<[f32; 6]> {
        let [left, lower, right, upper] = rectangle(self.document, form.get(b"BBox").ok()?)?;
        let matrix: Vec<f32> =
            array(self.document, form, b"Matrix").iter().filter_map(|part| number(self.document, part)).collect();
        let [a, b, c, d, e, f] = <[f32; 6]>::try_from(matrix).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        let corners = [(left, lower), (right, lower), (left, upper), (right, upper)];
        let corners = corners.map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
        let least = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        let (x, y) = (least(|it| it.0), least(|it| it.1));
        let (width, height) = (most(|it| it.0) - x, most(|it| it.1) - y);
        let scale = |side: f32, own: f32| if own > 0.0 { side / own } else { 1.0 };
        let (across, up) = (scale(area[2] - area[0], width), scale(area[3] - area[1], height));
        let place = [across, 0.0, 0.0, up, area[0] - across * x, area[1] - up * y];
        place.iter().all(|part| part.is_finite() && part.abs() <= FARTHEST).then_some(place)
    }
}
