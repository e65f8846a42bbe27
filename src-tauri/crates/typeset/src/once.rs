//! Parts that are laid out once: `once(() => […])` is a block whose pages are kept from one layout of the document to the next,
//! where what stands in it asks nothing of the document: no page number, no counter, no label.
//!
//! The typesetter lays a document out until its numbers settle, and remembers each call that it made meanwhile, so that what
//! hasn't changed is not made again. For a table of thousands of rows these notes take more memory than its pages, and so does
//! what it is made of. Here only the pages stay; the notes are given up when there were many.
//!
//! **Invariant**: what is kept follows from what it is found by alone: the document, the place in it, what makes the block, its style
//! and the room that it was given. A body that asked something is laid out anew each time.

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
use crate::watch;

/// Pages from which on a block is kept, and the typesetter's notes are given up, each time that it is laid out or taken. They are
/// given up for the whole process: for less, what stands beside it would be made again in vain, and a shorter block is among the
/// typesetter's notes like any other.
const MANY: usize = 8;
/// How many of the rooms that a block was given are remembered: it may move once more while numbers settle.
const ROOMS: usize = 2;

/// What is kept, by its document and place: frames with what they follow from, the newest last.
static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

type Kept = HashMap<(Option<u64>, Location), Vec<(u128, Fragment)>>;

/// A block that is laid out once. Where what stands in it asks something of the document, which it should not, a block like any
/// other, and a warning.
#[func]
pub(crate) fn once(
    /// Gives what stands in it, without arguments; evaluated when the block is laid out.
    body: Func,
) -> Content {
    let span = body.span();
    let given = Packed::new(MetadataElem::new(Value::Func(body))).spanned(span);
    BlockElem::multi_layouter(given, lay).pack()
}

fn lay(
    given: &Packed<MetadataElem>,
    engine: &mut Engine<'_>,
    locator: Locator<'_>,
    styles: StyleChain<'_>,
    regions: Regions<'_>,
) -> SourceResult<Fragment> {
    let document = watch::go_on(engine, given.span())?;
    let mut asked = Sink::new();
    let place = (document, place(&mut beside(engine, &mut asked), &locator));
    let is_measured = !asked.introspections().is_empty();
    let key = hash128(&(&given.value, styles, regions));
    let known = kept().get(&place).and_then(|rooms| rooms.iter().find(|(of, _)| *of == key).cloned());
    if let Some((_, fragment)) = known {
        // With them go those on the pages around it that were made while the block was, and so hang on more than they do now.
        typst::comemo::evict(0);
        return Ok(fragment);
    }
    let mut sink = Sink::new();
    let fragment = laid(given, &mut beside(engine, &mut sink), locator, styles, regions)?;
    // What is measured has no place yet, so that each part of it which needs one asks.
    let not_to_ask = if is_measured { None } else { Some(given.span()) };
    if has_told(engine, not_to_ask, sink) || is_measured || fragment.len() < MANY {
        return Ok(fragment);
    }
    // Notes share the frames that they are about.
    typst::comemo::evict(0);
    let mut frames: Vec<_> = fragment.iter().map(compact).collect();
    drop(fragment);
    frames.iter_mut().for_each(empty_tables);
    let fragment = Fragment::frames(frames);
    let mut kept = kept();
    let rooms = kept.entry(place).or_default();
    if rooms.len() >= ROOMS {
        rooms.remove(0);
    }
    rooms.push((key, fragment.clone()));
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
    #[cfg(test)]
    tests::LAID.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let body = match &given.value {
        Value::Func(make) => make.call(engine, Context::none().track(), Vec::<Value>::new())?,
        other => other.clone(),
    };
    typst_layout::layout_fragment(engine, &body.display(), locator, styles, regions)
}

/// Hands on what was asked and said while a body was laid out; where nothing may be asked, with a warning that bears this span.
/// Whether there was anything.
fn has_told(engine: &mut Engine<'_>, not_to_ask: Option<Span>, mut sink: Sink) -> bool {
    let asked = sink.introspections().to_vec();
    let (delayed, mut warnings) = (sink.delayed(), sink.warnings());
    let is_some = !(asked.is_empty() && delayed.is_empty() && warnings.is_empty());
    if let (false, Some(span)) = (asked.is_empty(), not_to_ask) {
        warnings.push(warning!(span, "what is to be laid out once asks where something stands"));
    }
    asked.into_iter().for_each(|introspection| engine.sink.introspection(introspection));
    engine.sink.delayed_errors(delayed);
    warnings.into_iter().for_each(|warning| engine.sink.warn(warning));
    is_some
}

/// Gives up all that is kept.
pub(crate) fn forget() {
    kept().clear();
}

fn kept() -> MutexGuard<'static, Kept> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use crate::{Blob, Job, Standards, Watch, compile};

    /// How often what stands in a block was laid out.
    pub(super) static LAID: AtomicUsize = AtomicUsize::new(0);

    /// One test for both, since they count together.
    #[test]
    fn a_block_of_many_pages_is_laid_out_once_and_one_that_asks_each_time() {
        let laid = |asks: &str| {
            let main = format!(
                "#set document(title: \"A test\")\n#set page(width: 200pt, height: 100pt)\n= A\n#outline()\n\
                 Page #context counter(page).get().first() of #context counter(page).final().first()\n\
                 #pagebreak()\n#once(() => [#table(..range(120).map(str)) {asks}])\n= B"
            );
            let job = Job {
                main: "/main.typ".to_owned(),
                files: BTreeMap::from([("/main.typ".to_owned(), Blob::from(main))]),
                identifier: "test".to_owned(),
                at: chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00Z").expect("an instant"),
                creator: "test".to_owned(),
                standards: Standards::Plain,
                watch: Watch::default(),
            };
            let before = LAID.load(Ordering::Relaxed);
            assert!(compile(&job).expect("is laid out").pages() > super::MANY);
            assert!(super::kept().is_empty(), "something is kept when the document is done");
            LAID.load(Ordering::Relaxed) - before
        };
        assert_eq!(laid(""), 1);
        assert!(laid("#context counter(heading).final().first()") > 1);
    }
}
