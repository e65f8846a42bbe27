//! Memory for chunks that goes round: what is done with is handed out again instead of being wiped and fetched anew for each
//! chunk. All of it is wiped, by the program's allocator, when the pool and the last of its buffers are gone. Knows nothing
//! of what stands in it.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

/// Where buffers come from and go back to. Holds as many as were ever out at once: its user bounds that.
#[derive(Clone, Default)]
pub(crate) struct Buffers(Arc<Mutex<Vec<Vec<u8>>>>);

impl Buffers {
    /// A buffer of whatever length and content it had when it was done with: emptying it here would have it filled with zeros
    /// when its user gives it a length again. A new one is empty.
    pub(crate) fn take(&self) -> Buffer {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        Buffer { bytes, home: self.clone() }
    }

    fn take_back(&self, bytes: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(bytes);
    }
}

/// Bytes whose memory goes back to the pool when they are dropped.
pub(crate) struct Buffer {
    bytes: Vec<u8>,
    home: Buffers,
}

impl Deref for Buffer {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.bytes
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.home.take_back(std::mem::take(&mut self.bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_with_is_handed_out_again_as_it_is() {
        let buffers = Buffers::default();
        let (mut one, two) = (buffers.take(), buffers.take());
        one.extend_from_slice(&[7; 1000]);
        let place = one.as_ptr();
        drop((two, one));
        let again = buffers.take();
        assert_eq!((again.as_ptr(), again.len()), (place, 1000));
    }
}
