//! Long work in three stages, of which the middle one holds no app: others may call commands meanwhile, and may lock the
//! vault. What was begun in one sitting is never ended in another.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::app::App;
use crate::failure::Failure;

/// Work that is begun with the app, done without it, and ended with it.
pub(crate) trait Staged: Sized {
    /// What is needed for the middle stage.
    type Begun;
    /// What came of it.
    type Done;
    /// What is answered.
    type Answer;

    /// Takes from the app what the work needs.
    fn begin(self, app: &mut App) -> Result<Self::Begun, Failure>;
    /// The long part.
    fn work(begun: Self::Begun) -> Result<Self::Done, Failure>;
    /// Gives the app what came of it.
    fn end(app: &mut App, done: Self::Done) -> Result<Self::Answer, Failure>;
}

/// All three stages in a row.
pub(crate) fn run<S: Staged>(app: &mut App, request: S) -> Result<S::Answer, Failure> {
    let begun = request.begin(app)?;
    let done = S::work(begun)?;
    S::end(app, done)
}

/// All three stages; the app is held in the first and the last one only. A panic in any becomes a fault of the program
/// and locks the vault.
pub(crate) fn run_shared<S: Staged>(app: &Mutex<App>, request: S) -> Result<S::Answer, Failure> {
    let begun = locked(app).guarded(|app| request.begin(app))?;
    match catch_unwind(AssertUnwindSafe(|| S::work(begun))) {
        Ok(done) => {
            let done = done?;
            locked(app).guarded(|app| S::end(app, done))
        }
        Err(panic) => locked(app).guarded(|_| std::panic::resume_unwind(panic)),
    }
}

pub(crate) fn locked(app: &Mutex<App>) -> MutexGuard<'_, App> {
    // A command that panics has locked its vault before the guard was dropped.
    app.lock().unwrap_or_else(PoisonError::into_inner)
}
