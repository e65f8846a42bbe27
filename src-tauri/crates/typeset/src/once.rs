//! Parts that are laid out once: `once(() => […])` is a block whose pages are kept from one layout of the document to the next,
//! where what stands in it asks nothing of the document: no page number, no counter, no label.
//!
//! The typesetter lays a document out until its numbers settle, and remembers each call that it made meanwhile, so that what
//! hasn't changed is not made again. For a table of thousands of rows these notes take more memory than its pages, and so does
//! what it is made of. Here only the pages stay; the notes are given up when there were many.
//!
//! **Invariant**: what is kept follows from its key alone: what makes the block, its style, its place in the document and the room
//! that it was given. A body that asked something is laid out anew each time.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use typst::comemo::Track;
use typst::diag::{SourceResult, warning};
use typst::engine::{Engine, Route, Sink};
use typst::foundations::{Content, Context, Func, NativeElement, Packed, StyleChain, Value, func};
use typst::introspection::{Location, Locator, MetadataElem};
use typst::layout::{BlockElem, Fragment, Regions};
use typst::syntax::Span;
use typst_utils::hash128;

use crate::compact::{compact, empty_tables};

/// Pages from which on the typesetter's notes on a body are given up once it is laid out. They are given up for the whole process:
/// for less, what stands beside it would be made again in vain.
const MANY: usize = 8;

/// What is kept, by what it follows from.
static KEPT: LazyLock<Mutex<HashMap<u128, Fragment>>> = LazyLock::new(Mutex::default);

/// A block that is laid out once. Where what stands in it asks something of the document, which it should not, a block like any
/// other, and a warning.
#[func]
pub(crate) fn once(
    /// Gives what stands in it, without arguments; evaluated when the block is laid out.
    body: Func,
) -> Content {
    let given = MetadataElem::new(Value::Func(body));
    BlockElem::multi_layouter(Packed::new(given), lay).pack()
}

fn lay(
    given: &Packed<MetadataElem>,
    engine: &mut Engine<'_>,
    locator: Locator<'_>,
    styles: StyleChain<'_>,
    regions: Regions<'_>,
) -> SourceResult<Fragment> {
    let mut asked = Sink::new();
    let place = place(&mut beside(engine, &mut asked), &locator);
    let is_measured = !asked.introspections().is_empty();
    let key = hash128(&(place, &given.value, styles, regions));
    let known = kept().get(&key).cloned();
    if let Some(fragment) = known {
        give_up_notes(&fragment);
        return Ok(fragment);
    }
    let mut sink = Sink::new();
    let fragment = laid(given, &mut beside(engine, &mut sink), locator, styles, regions)?;
    // What is measured has no place yet, so that each part of it which needs one asks.
    let may_ask = if is_measured { None } else { Some(given.span()) };
    if has_told(engine, may_ask, sink) || is_measured {
        return Ok(fragment);
    }
    // Notes share the frames that they are about.
    give_up_notes(&fragment);
    let mut frames: Vec<_> = fragment.iter().map(compact).collect();
    drop(fragment);
    frames.iter_mut().for_each(empty_tables);
    let fragment = Fragment::frames(frames);
    kept().insert(key, fragment.clone());
    Ok(fragment)
}

/// The same engine, whose questions and words go elsewhere.
fn beside<'a>(engine: &'a Engine<'_>, sink: &'a mut Sink) -> Engine<'a> {
    Engine {
        world: engine.world,
        library: engine.library,
        introspector: engine.introspector,
        traced: engine.traced,
        sink: sink.track_mut(),
        route: Route::extend(engine.route.track()),
    }
}

/// Where the block stands in the document.
fn place(engine: &mut Engine<'_>, locator: &Locator<'_>) -> Location {
    locator.relayout().split().next_location(engine, 0, Span::detached())
}

fn laid(
    given: &Packed<MetadataElem>,
    engine: &mut Engine<'_>,
    locator: Locator<'_>,
    styles: StyleChain<'_>,
    regions: Regions<'_>,
) -> SourceResult<Fragment> {
    let body = match &given.value {
        Value::Func(make) => make.call(engine, Context::none().track(), Vec::<Value>::new())?,
        other => other.clone(),
    };
    typst_layout::layout_fragment(engine, &body.display(), locator, styles, regions)
}

/// Hands on what was asked and said while a body was laid out; where nothing may be asked, with a warning that bears this span.
/// Whether there was anything.
fn has_told(engine: &mut Engine<'_>, may_not_ask: Option<Span>, mut sink: Sink) -> bool {
    let asked = sink.introspections().to_vec();
    let (delayed, mut warnings) = (sink.delayed(), sink.warnings());
    let is_some = !(asked.is_empty() && delayed.is_empty() && warnings.is_empty());
    if let (false, Some(span)) = (asked.is_empty(), may_not_ask) {
        warnings.push(warning!(span, "what is to be laid out once asks where something stands"));
    }
    asked.into_iter().for_each(|introspection| engine.sink.introspection(introspection));
    engine.sink.delayed_errors(delayed);
    warnings.into_iter().for_each(|warning| engine.sink.warn(warning));
    is_some
}

fn give_up_notes(fragment: &Fragment) {
    if fragment.len() >= MANY {
        typst::comemo::evict(0);
    }
}

/// Gives up all that is kept.
pub(crate) fn forget() {
    kept().clear();
}

fn kept() -> MutexGuard<'static, HashMap<u128, Fragment>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}
