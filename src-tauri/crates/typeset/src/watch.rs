//! How far a layout has come, and a word to it to stop, for whoever waits on another thread. A template says of each of its pages
//! that it is there: `context passed()` in the running head.
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
    /// The places that were passed: a page is laid out several times.
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

    /// Has the layout fail at its next page, and all after it.
    pub fn stop(&self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }

    fn pass(&self, place: Location) -> StrResult<()> {
        self.seen().insert(place);
        if self.0.stop.load(Ordering::Relaxed) { Err("nobody waits for it any more".into()) } else { Ok(()) }
    }

    fn seen(&self) -> MutexGuard<'_, HashSet<Location>> {
        self.0.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says that a page is there; shows nothing.
#[func(contextual)]
pub(crate) fn passed(engine: &mut Engine<'_>, context: Tracked<Context<'_>>, span: Span) -> SourceResult<Content> {
    let place = context.location().at(span)?;
    if let Some(watch) = engine.world.file(*FILE).ok().and_then(|number| watch_of(&number)) {
        watch.pass(place).at(span)?;
    }
    Ok(Content::empty())
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

fn watch_of(number: &Bytes) -> Option<Watch> {
    watches().get(&std::str::from_utf8(number).ok()?.parse().ok()?).cloned()
}

fn watches() -> MutexGuard<'static, HashMap<u64, Watch>> {
    WATCHES.lock().unwrap_or_else(PoisonError::into_inner)
}
