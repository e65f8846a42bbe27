//! The parent's side: starts the child, sends it the original, takes its answer, ends it when its time is up.
//! Never parses a document itself and never waits longer than its limit.

use crate::child::Bounds;
use crate::protocol::{self, OUTPUT_LIMIT, Request};
use crate::receive::Received;
use crate::{CHILD_ARGUMENT, Error, detect};
use model::exhibit::{FileType, NotShown, ShowLimits, Shown};
use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Bytes of a text, log or table that is counted to its end.
const STREAMED_LIMIT: u64 = 512 << 20;
/// Bytes of a document that the child holds as a whole.
const HELD_LIMIT: u64 = 256 << 20;

/// Reads documents, each in a confined child process of its own.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The program to start: the parent's own executable, whose `main` calls [`crate::child::run`].
    pub program: PathBuf,
    /// How much the child may use.
    pub bounds: Bounds,
    /// How long reading one document may take by the clock on the wall.
    pub time: Duration,
}

impl Reader {
    /// A reader with the usual limits.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), bounds: Bounds::default(), time: Duration::from_secs(180) }
    }

    /// Reads a document of `size` bytes: what can be shown of it, or why nothing can. `name` only tells tables of
    /// one kind from those of another; it is never a path.
    ///
    /// # Errors
    /// Failures of our own: the child can't be started, or the original can't be read or has another size. What
    /// the document brings about, the death of the child included, is [`NotShown`].
    pub fn read(
        &self,
        kind: FileType,
        name: &str,
        original: &mut dyn Read,
        size: u64,
        limits: &ShowLimits,
    ) -> Result<Result<Shown, NotShown>, Error> {
        if let Some(reason) = refused(kind, size) {
            return Ok(Err(reason));
        }
        let request = Request { kind, ending: detect::ending(name), size, limits: *limits };
        let mut child = self.start().map_err(Error::Start)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else { return Err(Error::Silent) };
        let child = Mutex::new(child);
        let (sent, received, timed_out) = std::thread::scope(|scope| {
            let (done, ended) = mpsc::channel::<()>();
            let watch = scope.spawn(|| self.watch(&child, ended));
            let receiving = scope.spawn(|| receive(output, limits));
            let sent = send(input, &request, original);
            if sent.is_err() {
                kill(&child);
            }
            let received = receiving.join();
            // Whatever it still does, it is no longer listened to.
            kill(&child);
            drop(done);
            (sent, received, watch.join())
        });
        let status = locked(&child).wait().map_err(Error::Wait)?;
        sent?;
        let received = received.map_err(|_| Error::Silent)?;
        let timed_out = timed_out.map_err(|_| Error::Silent)?;
        let ready = received.ready();
        match received.outcome() {
            Some(outcome) => Ok(outcome),
            None if timed_out => Ok(Err(NotShown::Unsafe("reading it took too long".into()))),
            None if ready => Ok(Err(NotShown::Unsafe(death(status).into()))),
            None => Err(Error::Silent),
        }
    }

    fn start(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .arg(CHILD_ARGUMENT)
            .args([self.bounds.memory.to_string(), self.bounds.cpu_seconds.to_string()])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    /// Ends the child when the time is up; returns whether it was.
    fn watch(&self, child: &Mutex<Child>, ended: mpsc::Receiver<()>) -> bool {
        let timed_out = ended.recv_timeout(self.time) == Err(RecvTimeoutError::Timeout);
        if timed_out {
            kill(child);
        }
        timed_out
    }
}

/// Why a document isn't read at all.
fn refused(kind: FileType, size: u64) -> Option<NotShown> {
    let limit = match kind {
        FileType::Other => return Some(NotShown::NoPages),
        FileType::Csv | FileType::Text | FileType::Json => STREAMED_LIMIT,
        FileType::Pdf | FileType::Png | FileType::Jpeg | FileType::Xlsx | FileType::Eml | FileType::Zip => HELD_LIMIT,
    };
    match size {
        0 => Some(NotShown::Damaged("the file is empty".into())),
        _ if size > limit => Some(NotShown::TooLarge(size)),
        _ => None,
    }
}

/// Sends the request and the original. A child that stops listening has its reasons and gives them itself.
fn send(mut input: ChildStdin, request: &Request, original: &mut dyn Read) -> Result<(), Error> {
    let mut listening = protocol::write_request(&mut input, request).is_ok();
    let mut buffer = vec![0; 64 << 10];
    let mut found = 0u64;
    loop {
        let read = match original.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Error::Original(error)),
        };
        found += read as u64;
        if found > request.size {
            break;
        }
        listening = listening && input.write_all(&buffer[..read]).is_ok();
        if !listening {
            return Ok(());
        }
    }
    if found == request.size { Ok(()) } else { Err(Error::Length { stated: request.size, found }) }
}

/// Takes frames until the last one, the end or the limit.
fn receive(output: ChildStdout, limits: &ShowLimits) -> Received {
    let mut output = BufReader::new(output);
    let mut received = Received::new(limits);
    let mut budget = OUTPUT_LIMIT;
    // A frame that is cut or garbled ends the answer as an early death does.
    while let Ok(Some(frame)) = protocol::read_frame(&mut output, &mut budget) {
        if received.take(frame) {
            break;
        }
    }
    received
}

fn locked(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

fn kill(child: &Mutex<Child>) {
    // The only failure is that it has ended already.
    let _ended = locked(child).kill();
}

/// What the end of the child says about the document.
#[cfg(unix)]
fn death(status: ExitStatus) -> &'static str {
    use std::os::unix::process::ExitStatusExt;
    const SIGSYS: i32 = 31;
    const SIGXCPU: i32 = 24;
    match status.signal() {
        Some(SIGXCPU) => "reading it took too much computing time",
        Some(SIGSYS) => "its reader tried something that is forbidden to it",
        Some(_) => "reading it took more memory or nesting than allowed",
        None => "its reader ended early",
    }
}

#[cfg(not(unix))]
fn death(_: ExitStatus) -> &'static str {
    "its reader ended early"
}
