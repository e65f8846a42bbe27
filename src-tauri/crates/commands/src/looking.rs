//! The commands that only look. In a program with a window they run beside the one that changes something: a list comes
//! while files are taken in, and a long reckoning holds up nobody. They use nothing of the app but its reading and its host.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use serde_json::Value;
use vault::Look;

use crate::app::App;
use crate::dispatch;
use crate::failure::Failure;
use crate::host::Host;
use crate::lent::taken_back;
use crate::staged::locked;

/// How many look at once. Each keeps in memory what it read.
const MOST: usize = 2;

/// Their names, ascending.
pub const LOOKING: &[&str] = &[
    "calendar.show",
    "client.show",
    "commitment.list",
    "commitment.show",
    "control.list",
    "control.page",
    "control.show",
    "control.templates",
    "coverage.show",
    "criterion.list",
    "engagement.list",
    "engagement.show",
    "evidence.list",
    "evidence.page",
    "evidence.show",
    "finding.list",
    "finding.page",
    "finding.show",
    "follow_up.list",
    "follow_up.show",
    "gap.list",
    "gap.page",
    "gap.patterns",
    "gap.show",
    "heat_map.show",
    "holiday.list",
    "log.list",
    "log.page",
    "message.list",
    "message.show",
    "occurrence.list",
    "occurrence.preview",
    "organisation.list",
    "organisation.show",
    "overview.show",
    "packet.list",
    "packet.preflight",
    "page.facets",
    "page.ids",
    "page.locate",
    "person.list",
    "plan_row.list",
    "population.list",
    "rating.list",
    "readiness.history",
    "readiness.show",
    "record.history",
    "request.list",
    "request.page",
    "request.show",
    "request.templates",
    "search.find",
    "signing_key.show",
    "surface.list",
    "task.chart",
    "task.list",
    "task.page",
    "task.show",
    "team.list",
    "team.show",
    "text.pending",
    "user_control.list",
    "user_control.show",
    "walkthrough.choices",
    "walkthrough.list",
    "walkthrough.show",
];

/// Whether a command only looks.
pub(crate) fn only_looks(name: &str) -> bool {
    LOOKING.binary_search(&name).is_ok()
}

/// The connections to the open vault for those who only look.
#[derive(Default)]
pub(crate) struct Looks(Mutex<Vec<Arc<Look>>>);

impl Looks {
    /// One through which nobody looks now.
    fn idle(&self) -> Option<Arc<Look>> {
        // Another can only come by a clone of one that stands here.
        self.held().iter().find(|look| Arc::strong_count(look) == 1).map(Arc::clone)
    }

    /// One through which somebody looks, where there may be no more of them, or where who would have to add one is busy.
    fn shared(&self, app: &Mutex<App>) -> Option<Arc<Look>> {
        let held = self.held();
        let may_add = held.len() < MOST && !matches!(app.try_lock(), Err(TryLockError::WouldBlock));
        if may_add { None } else { held.first().map(Arc::clone) }
    }

    /// Adds one and gives it.
    pub(crate) fn add(&self, look: Look) -> Arc<Look> {
        let look = Arc::new(look);
        self.held().push(Arc::clone(&look));
        look
    }

    /// Ends all of them; returns when they are closed.
    pub(crate) fn end(&self) {
        let all = std::mem::take(&mut *self.held());
        all.iter().for_each(|look| look.end());
    }

    fn held(&self) -> MutexGuard<'_, Vec<Arc<Look>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Calls a command that only looks, beside the app where that can be. A panic locks the vault, as in every command.
pub(crate) fn call(
    app: &Mutex<App>,
    looks: &Looks,
    host: &Arc<dyn Host>,
    name: &str,
    request: Value,
) -> Result<Value, Failure> {
    let look = match looks.idle().or_else(|| looks.shared(app)) {
        Some(look) => look,
        None => {
            let mut app = locked(app);
            match app.add_look()? {
                Some(look) => look,
                None => return dispatch(&mut app, name, request),
            }
        }
    };
    let mut beside = App::beside(Arc::clone(host), Arc::clone(&look));
    let answer = dispatch(&mut beside, name, request);
    if look.is_ended() {
        return Err(taken_back());
    }
    if beside.has_panicked() {
        locked(app).lock_after_panic();
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_a_command_and_stands_where_it_is_looked_for() {
        assert!(LOOKING.is_sorted(), "a name is looked for by halving");
        let unknown: Vec<_> = LOOKING.iter().filter(|name| !crate::COMMANDS.contains(name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        assert!(only_looks("evidence.page") && !only_looks("evidence.attach"));
    }
}
