//! How far a layout has come, and a word to it to stop, for whoever waits on another thread. A template says of each of its pages
//! that it is there: `context reached()` in the running head.
//!
//! **Invariant**: what a document shows never follows from a watch.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use typst::World;
use typst::comemo::Tracked;
use typst::diag::{At, SourceResult, StrResult};
use typst::engine::Engine;
use typst::foundations::{Bytes, Content, Context, func};
use typst::introspection::Location;
use typst::syntax::{FileId, RootedPath, Span, VirtualPath, VirtualRoot};

/// The pages of a layout that are there, and whether it is to stop. Clones are one and the same.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Watched>);

#[derive(Debug, Default)]
struct Watched {
    /// The places that were reached: a page is laid out several times.
    pages: Mutex<HashSet<Location>>,
    stop: AtomicBool,
}

impl Watch {
    /// Pages that are there.
    pub fn pages(&self) -> u64 {
        self.seen().len() as u64
    }

    /// Counts from nothing again: another document begins.
    pub fn begin(&self) {
        self.seen().clear();
    }

    /// Has the layout fail where it looks next: at the head of a page, or a block that is laid out once. What is under way in
    /// between ends first.
    pub fn stop(&self) {
        self.0.stop.store(true, Ordering::Relaxed);
        // Heads that are remembered would not be made again, and so not look.
        typst::comemo::evict(0);
    }

    /// Whether it was told to stop.
    pub fn is_stopped(&self) -> bool {
        self.0.stop.load(Ordering::Relaxed)
    }

    fn go_on(&self) -> StrResult<()> {
        if self.is_stopped() { Err("nobody waits for it any more".into()) } else { Ok(()) }
    }

    fn seen(&self) -> MutexGuard<'_, HashSet<Location>> {
        self.0.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says that a page is there; shows nothing.
#[func(contextual)]
pub(crate) fn reached(engine: &mut Engine<'_>, context: Tracked<Context<'_>>, span: Span) -> SourceResult<Content> {
    let place = context.location().at(span)?;
    if let Some(watch) = go_on(engine, span)?.and_then(watch_of) {
        watch.seen().insert(place);
    }
    Ok(Content::empty())
}

/// Fails where the document of this engine is to stop. Gives the number of its watch, which tells it from all others.
pub(crate) fn go_on(engine: &Engine<'_>, span: Span) -> SourceResult<Option<u64>> {
    let number = engine.world.file(*FILE).ok();
    let number = number.and_then(|bytes| std::str::from_utf8(&bytes).ok()?.parse().ok());
    number.and_then(watch_of).map_or(Ok(()), |watch| watch.go_on()).at(span)?;
    Ok(number)
}

/// The virtual file that tells a template's functions which watch is theirs, since a document's world is all that they see.
static FILE: LazyLock<FileId> = LazyLock::new(|| {
    let path = VirtualPath::new("/watch").expect("a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
});

/// The watches of the documents that are laid out at present.
static WATCHES: LazyLock<Mutex<HashMap<u64, Watch>>> = LazyLock::new(Mutex::default);

/// A watch as long as its document is laid out.
pub(crate) struct Posted(u64);

impl Posted {
    pub(crate) fn new(watch: Watch) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        watches().insert(number, watch);
        Self(number)
    }

    /// The virtual file, and what it holds.
    pub(crate) fn file(&self) -> (FileId, Bytes) {
        (*FILE, Bytes::from_string(self.0.to_string()))
    }
}

impl Drop for Posted {
    fn drop(&mut self) {
        watches().remove(&self.0);
    }
}

fn watch_of(number: u64) -> Option<Watch> {
    watches().get(&number).cloned()
}

fn watches() -> MutexGuard<'static, HashMap<u64, Watch>> {
    WATCHES.lock().unwrap_or_else(PoisonError::into_inner)
}
