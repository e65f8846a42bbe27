//! Bytes on their way to a file, counted for the person who waits, who may cancel.

use std::io::{self, Write};
use std::ops::ControlFlow;

use model::packet::Step;

use crate::host::Host;

/// Passes bytes on until the person cancels.
pub(crate) struct Told<'a> {
    host: &'a dyn Host,
    step: Step,
    cancelled: bool,
}

impl<'a> Told<'a> {
    /// Counts `total` bytes of what is being done.
    pub(crate) fn new(host: &'a dyn Host, total: u64, doing: &'static str) -> Self {
        Self { host, step: Step { done: 0, total, doing }, cancelled: false }
    }

    /// Whether the person cancelled: then writing failed for no other reason.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled
    }

    /// The way to one file; several may follow one another.
    pub(crate) fn to<'t>(&'t mut self, file: &'t mut dyn Write) -> impl Write + 't
    where
        'a: 't,
    {
        Way { told: self, file }
    }
}

struct Way<'t, 'a> {
    told: &'t mut Told<'a>,
    file: &'t mut dyn Write,
}

impl Write for Way<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Told { host, step, cancelled } = &mut *self.told;
        if host.progress(*step) == ControlFlow::Break(()) {
            *cancelled = true;
            return Err(io::Error::other("cancelled"));
        }
        let written = self.file.write(bytes)?;
        step.done += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
