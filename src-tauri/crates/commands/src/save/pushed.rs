//! Writing a long file so that the disk begins on it while the rest is still being made: at its end little is left to wait
//! for. Decides nothing on what is durable: that is the sync after it.

use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

/// Bytes after which the disk is asked to go on.
const STEP: usize = 32 * 1024 * 1024;

/// A file that is being written. Dropped before its end, it waits for what the disk is at.
pub(super) struct Pushed<'f> {
    file: &'f mut File,
    since: usize,
    push: Option<Push>,
}

/// The thread that waits for the disk. It ends with the first error, which the system tells only once.
struct Push {
    ask: SyncSender<()>,
    thread: JoinHandle<io::Result<()>>,
}

impl<'f> Pushed<'f> {
    pub(super) const fn new(file: &'f mut File) -> Self {
        Self { file, since: 0, push: None }
    }

    /// Waits for what the disk is at.
    ///
    /// # Errors
    /// What the disk said of anything that was written: nobody else hears of it.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.end()
    }

    fn push(&mut self) {
        if self.push.is_none() {
            // Without one more thread or descriptor the disk begins later: no reason not to write the file.
            self.push = Push::start(self.file).ok();
        }
        if let Some(push) = &self.push {
            // While it is at one, another waits at most, and more would ask for nothing more. Gone, it has an error, which the
            // end tells.
            let _ = push.ask.try_send(());
        }
    }

    fn end(&mut self) -> io::Result<()> {
        let Some(Push { ask, thread }) = self.push.take() else { return Ok(()) };
        drop(ask);
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

impl Push {
    fn start(file: &File) -> io::Result<Self> {
        let file = file.try_clone()?;
        let (ask, asked) = sync_channel::<()>(1);
        let work = move || asked.iter().try_for_each(|()| file.sync_data());
        let thread = std::thread::Builder::new().name("push".to_owned()).spawn(work)?;
        Ok(Self { ask, thread })
    }
}

impl Write for Pushed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.since += written;
        if self.since >= STEP {
            self.since = 0;
            self.push();
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Pushed<'_> {
    fn drop(&mut self) {
        // Given up: what became of the file doesn't matter any more.
        let _ = self.end();
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek};

    use super::*;

    #[test]
    fn what_is_pushed_is_written_whole_and_in_order() {
        let mut file = tempfile::tempfile().expect("a file");
        let mut pushed = Pushed::new(&mut file);
        let block: Vec<u8> = (0..=250).cycle().take(STEP / 3).collect();
        for _ in 0..10 {
            pushed.write_all(&block).expect("writes");
        }
        assert!(pushed.push.is_some());
        pushed.finish().expect("nothing went wrong");
        file.rewind().expect("rewinds");
        let mut back = Vec::new();
        file.read_to_end(&mut back).expect("reads");
        assert!(back == block.repeat(10));
    }

    #[test]
    fn a_short_file_needs_no_thread() {
        let mut file = tempfile::tempfile().expect("a file");
        let mut pushed = Pushed::new(&mut file);
        pushed.write_all(b"short").expect("writes");
        assert!(pushed.push.is_none());
        pushed.finish().expect("nothing to wait for");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_disk_says_is_told_at_the_end() {
        // The writing end of a pipe takes bytes, and can't be synced.
        let (mut reader, writer) = std::io::pipe().expect("a pipe");
        let drain = std::thread::spawn(move || io::copy(&mut reader, &mut io::sink()));
        let mut file = File::from(std::os::fd::OwnedFd::from(writer));
        let mut pushed = Pushed::new(&mut file);
        pushed.write_all(&vec![0; STEP]).expect("is taken");
        pushed.finish().expect_err("a pipe can't be synced");
        drop(file);
        assert_eq!(drain.join().expect("ends").expect("reads"), STEP as u64);
    }
}
