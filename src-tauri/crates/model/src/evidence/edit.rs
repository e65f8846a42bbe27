//! What an edit of an item's facts does to its state. Never accepts or releases anything.

use super::{EvidenceItem, EvidenceState};

impl EvidenceItem {
    /// The item after an edit that found it as `before`. What was accepted or released was so with the facts of that day,
    /// so it goes back into review. It stays where nothing differs but that packets only list it from now on, or for what
    /// reason they do: that shows no more than was released. To take the choice back shows more, and goes back. A rule
    /// of ours.
    pub fn after_edit(self, before: &Self) -> Self {
        let differs = Self { list_only: before.list_only.clone(), ..self.clone() } != *before;
        let shows_more = before.list_only.is_some() && self.list_only.is_none();
        let back = self.state.is_accepted() && (differs || shows_more);
        Self { state: if back { EvidenceState::InReview } else { self.state }, ..self }
    }
}
