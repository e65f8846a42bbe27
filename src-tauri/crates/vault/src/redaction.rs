//! The cover of a redacted original: what a packet may say of it without saying anything to whoever guesses. Knows nothing
//! of what is redacted.

use model::evidence::Digest;
use model::id::FileId;
use ring::digest::{Context, SHA256};

use crate::error::Result;
use crate::key::{KEY_LEN, KeyBytes};
use crate::vault::Originals;

/// The salt of a cover: 32 bytes from the operating system's generator. It stays in the vault; without it nobody can try
/// which original a cover is of.
pub struct CoverSalt(KeyBytes);

impl CoverSalt {
    /// A new salt.
    ///
    /// # Errors
    /// [`crate::Error::Random`].
    pub fn random() -> Result<Self> {
        KeyBytes::filled(|bytes| getrandom::fill(bytes)).map(Self).map_err(Into::into)
    }

    /// The bytes, to be kept.
    pub(crate) fn bytes(&self) -> [u8; KEY_LEN] {
        *self.0.expose()
    }
}

/// The cover of what is given piece by piece: SHA-256 over the salt and then all of it.
pub(crate) struct Covering(Context);

impl Covering {
    /// Of nothing but the salt.
    pub(crate) fn begin(salt: &[u8]) -> Self {
        let mut context = Context::new(&SHA256);
        context.update(salt);
        Self(context)
    }

    /// Takes more of the original.
    pub(crate) fn take(&mut self, plain: &[u8]) {
        self.0.update(plain);
    }

    /// The cover.
    pub(crate) fn end(self) -> Digest {
        Digest(self.0.finish().as_ref().try_into().expect("SHA-256 has 32 bytes"))
    }
}

impl Originals {
    /// The cover of an original.
    ///
    /// # Errors
    /// Those of [`Originals::original`], and what `go_on` answers, which is asked again and again on the way.
    pub fn cover(&self, file: FileId, salt: &CoverSalt, go_on: &dyn Fn() -> std::io::Result<()>) -> Result<Digest> {
        struct To<'a>(Covering, &'a dyn Fn() -> std::io::Result<()>);
        impl std::io::Write for To<'_> {
            fn write(&mut self, plain: &[u8]) -> std::io::Result<usize> {
                (self.1)()?;
                self.0.take(plain);
                Ok(plain.len())
            }

            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let mut to = To(Covering::begin(salt.0.expose()), go_on);
        self.original(file, &mut to)?;
        Ok(to.0.end())
    }
}
