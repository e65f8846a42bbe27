//! A volume between its layout and its file. What turns the one into the other asks nobody anything, so that it can be done
//! beside the layout of the volume after it.

use model::packet::PacketForm;
use typeset::Compiled;

use crate::Error;
use crate::binder::{self, OwnExhibit};
use crate::exhibit::Exhibit;

/// Bytes of the stack that typesetting and merging leave words of evidence in, generously.
const STACK: usize = 256 * 1024;

/// A volume that is laid out.
pub(crate) struct LaidVolume {
    compiled: Compiled,
    /// The own pages that are put in.
    own: Vec<OwnExhibit>,
}

impl LaidVolume {
    /// Takes from the volume's exhibits what is still to be put in.
    pub(crate) fn new(compiled: Compiled, form: PacketForm, exhibits: &mut [Exhibit<'_>]) -> Self {
        let own = match form {
            PacketForm::Archive => Vec::new(),
            PacketForm::Binder => binder::take(exhibits),
        };
        Self { compiled, own }
    }

    /// Pages that it has.
    pub(crate) fn pages(&self) -> u32 {
        u32::try_from(self.compiled.pages()).unwrap_or(u32::MAX)
    }

    /// The file, neither signed nor sealed.
    ///
    /// # Errors
    /// As of [`Compiled::export`] and of merging.
    pub(crate) fn write(self) -> Result<Vec<u8>, Error> {
        binder::merge(self.compiled.export()?, &self.compiled, &self.own)
    }

    /// The same on a thread of its own, while the next volume is laid out. The thread's stack is overwritten before somebody else
    /// gets it.
    ///
    /// # Errors
    /// As of [`LaidVolume::write`].
    pub(crate) fn write_beside(self) -> Result<Vec<u8>, Error> {
        // Apart, so that its frames lie below this one's.
        #[inline(never)]
        fn apart(laid: LaidVolume) -> Result<Vec<u8>, Error> {
            binder::merge(laid.compiled.export_beside()?, &laid.compiled, &laid.own)
        }
        let written = apart(self);
        zeroize::zeroize_stack::<STACK>();
        written
    }
}
