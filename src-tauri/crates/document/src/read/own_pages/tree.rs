//! The pages of a document, in order, with what they inherit. Follows no branch twice and goes no deeper by recursion.

use super::{array, entry, rectangle};
use crate::own_pages::wire::MOST_PAGES;
use lopdf::{Dictionary, Document, Object, ObjectId};
use model::exhibit::NotShown;
use std::collections::HashSet;

/// Branches of the tree, at most.
const MOST_BRANCHES: usize = 100_000;
/// The size of a page that states none: that of a letter.
const USUAL: [f32; 4] = [0.0, 0.0, 612.0, 792.0];

/// A page with what it has of its own and what it inherits.
pub(super) struct Leaf<'a> {
    pub(super) id: Option<ObjectId>,
    pub(super) page: &'a Dictionary,
    pub(super) resources: Option<&'a Object>,
    /// What a viewer shows of it.
    pub(super) edges: [f32; 4],
    pub(super) turns: u8,
    pub(super) unit: f32,
}

/// What pages have from the branch on which they stand.
#[derive(Clone, Copy, Default)]
struct Inherited<'a> {
    resources: Option<&'a Object>,
    media: Option<&'a Object>,
    crop: Option<&'a Object>,
    rotate: Option<&'a Object>,
}

impl<'a> Inherited<'a> {
    fn with(self, node: &'a Dictionary) -> Self {
        let own = |key: &[u8], inherited| node.get(key).ok().or(inherited);
        Self {
            resources: own(b"Resources", self.resources),
            media: own(b"MediaBox", self.media),
            crop: own(b"CropBox", self.crop),
            rotate: own(b"Rotate", self.rotate),
        }
    }
}

/// Every page.
pub(super) fn leaves<'a>(document: &'a Document, catalogue: &'a Dictionary) -> Result<Vec<Leaf<'a>>, NotShown> {
    let damaged = |why: &str| NotShown::Damaged(why.into());
    let root = catalogue.get(b"Pages").map_err(|_| damaged("it has no pages"))?;
    let mut seen = HashSet::new();
    let mut leaves = Vec::new();
    let mut waiting = vec![(root, Inherited::default())];
    while let Some((object, inherited)) = waiting.pop() {
        let Ok((id, node)) = document.dereference(object) else { return Err(damaged("a page of it is missing")) };
        let Ok(node) = node.as_dict() else { return Err(damaged("a page of it is missing")) };
        let inherited = inherited.with(node);
        if !node.has(b"Kids") {
            if leaves.len() == MOST_PAGES {
                return Err(NotShown::Unsafe(format!("it has more than {MOST_PAGES} pages")));
            }
            leaves.push(leaf(document, id, node, inherited)?);
            continue;
        }
        if id.is_some_and(|id| !seen.insert(id)) || seen.len() > MOST_BRANCHES {
            return Err(damaged("its pages lead back to themselves"));
        }
        let kids = array(document, node, b"Kids");
        if waiting.len() + kids.len() > MOST_BRANCHES {
            return Err(NotShown::Unsafe(format!("it has more than {MOST_PAGES} pages")));
        }
        waiting.extend(kids.iter().rev().map(|kid| (kid, inherited)));
    }
    let stated = entry(document, catalogue, b"Pages").and_then(|root| root.as_dict().ok());
    let stated = stated.and_then(|root| entry(document, root, b"Count")).and_then(|count| count.as_i64().ok());
    let stated = stated.and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
    match leaves.len() {
        0 => Err(damaged("it has no pages")),
        found if found < stated => Err(NotShown::Damaged(format!("of its {stated} pages only {found} can be found"))),
        _ => Ok(leaves),
    }
}

fn leaf<'a>(
    document: &'a Document,
    id: Option<ObjectId>,
    page: &'a Dictionary,
    inherited: Inherited<'a>,
) -> Result<Leaf<'a>, NotShown> {
    let Inherited { resources, media, crop, rotate } = inherited;
    let has_area = |edges: &[f32; 4]| edges[0] < edges[2] && edges[1] < edges[3];
    let area = |object: Option<&Object>| object.and_then(|object| rectangle(document, object)).filter(has_area);
    let media = match media {
        None => USUAL,
        Some(media) => {
            area(Some(media)).ok_or_else(|| NotShown::Damaged("a page states a size that can't be shown".into()))?
        }
    };
    let crop = area(crop).map(|crop| {
        let [a, b, c, d] = crop;
        [a.max(media[0]), b.max(media[1]), c.min(media[2]), d.min(media[3])]
    });
    let edges = crop.filter(has_area).unwrap_or(media);
    let degrees =
        rotate.and_then(|it| document.dereference(it).ok()).and_then(|(_, it)| it.as_float().ok()).unwrap_or(0.0);
    let turns = ((degrees / 90.0).round() as i64).rem_euclid(4) as u8;
    let unit = entry(document, page, b"UserUnit").and_then(|unit| unit.as_float().ok());
    let unit = unit.filter(|unit| unit.is_finite() && *unit > 0.0).unwrap_or(1.0);
    Ok(Leaf { id, page, resources, edges, turns, unit })
}
