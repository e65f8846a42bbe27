//! What whoever shows the vault is told of its changes.

use model::activity::LogRow;

use super::App;
use crate::event::Event;
use crate::failure::Failure;

/// The event of a change.
pub(super) fn changed(row: &LogRow) -> Event {
    Event::Changed { action: row.action, seq: row.seq, at: row.at }
}

impl App {
    /// Tells of the newest row of the log, after a change that the vault itself has written down: of its slots, or that an
    /// older one was accepted.
    pub(crate) fn tell_newest(&self) -> Result<(), Failure> {
        let rows = self.read(|r| Ok(r.log_newest(1)?))?;
        rows.iter().for_each(|row| self.host.tell(changed(row)));
        Ok(())
    }
}
