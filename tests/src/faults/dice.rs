//! Chance that can be thrown again: the same seed gives the same row.

use std::time::Duration;

/// A row of numbers (xorshift).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number below `below`.
    pub(super) fn below(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % below.max(1)
    }

    /// A time from one to the other.
    pub(super) fn between(&mut self, from: Duration, to: Duration) -> Duration {
        let micros = |it: Duration| u64::try_from(it.as_micros()).unwrap_or(u64::MAX);
        from + Duration::from_micros(self.below(micros(to.saturating_sub(from)) + 1))
    }
}
