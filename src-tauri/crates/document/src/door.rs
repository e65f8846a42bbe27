//! Doors for fuzzing, and for the tests that replay its corpus: a document through the child's readers and back through
//! the parent's checks, and bytes that only a child could send that a document has taken over. Each panics where a promise
//! doesn't hold. Built with the feature `doors-for-tests` alone, which no program has. Starts no process.

mod answer;
mod archive;
mod read;

pub use answer::{answer, answer_seeds, request, request_seeds, svg, svg_seeds};
pub use archive::archive;
pub use read::{picture_seeds, read, sheets};

use crate::child::stopped;
use model::exhibit::NotShown;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
    static OURS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does what the child does: a reader that panics has stopped, and that is its answer. It may, but no code of ours may be
/// what panicked.
///
/// # Errors
/// Those of the work, or that it stopped.
///
/// # Panics
/// Where code of ours did.
pub fn contained<T>(work: impl FnOnce() -> Result<T, NotShown>) -> Result<T, NotShown> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            if INSIDE.get() && !place.contains("src-tauri") {
                return;
            }
            if INSIDE.get() {
                OURS.replace(Some(place));
            }
            before(panic);
        }));
    });
    INSIDE.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    INSIDE.set(false);
    let ours = OURS.take();
    assert!(ours.is_none(), "a reader of ours panicked at {}", ours.unwrap_or_default());
    done.unwrap_or_else(|_| Err(stopped()))
}

/// That words which came from a child are short and can be shown.
fn worded(reason: &NotShown) {
    if let NotShown::Damaged(words) | NotShown::Unsafe(words) | NotShown::NotConfined(words) = reason {
        assert!(words.chars().count() <= 400 && !words.contains(char::is_control), "a reason is short and plain");
    }
}
