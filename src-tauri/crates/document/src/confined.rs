//! The parent's side of every confined process: starts the program anew, sends it its work, hears it out, ends it when
//! its time is up. Never parses what it sends, never trusts what comes back, and never waits longer than its limit.

use crate::child::Bounds;
use crate::protocol::{self, Frame};
use crate::receive::worded;
use crate::{Error, Stop};
use model::exhibit::NotShown;
use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The program itself, to be started anew as a confined process: one for each piece of work.
#[derive(Debug, Clone)]
pub struct Confined {
    /// The program to start: the parent's own executable.
    pub program: PathBuf,
    /// Its first argument, by which its `main` knows which work it is there for.
    pub argument: &'static str,
    /// How much the process may use.
    pub bounds: Bounds,
    /// How long the work may take by the clock on the wall.
    pub time: Duration,
    /// Ends it early.
    pub stop: Stop,
}

impl Confined {
    /// Sends `size` bytes to a process whose `main` calls [`crate::child::answer`], and takes its answer of `most`
    /// bytes at most. The answer comes from a process that the bytes may have taken over: check it.
    ///
    /// # Errors
    /// Failures of our own: the process can't be started, or `input` can't be read or has another size. What the bytes
    /// bring about, the death of the process included, is [`NotShown`].
    pub fn answer(&self, input: &mut dyn Read, size: u64, most: usize) -> Result<Result<Vec<u8>, NotShown>, Error> {
        let send = |to: ChildStdin| send(to, &size.to_le_bytes(), input, size);
        let (heard, end) = self.run(send, |from| hear(from, most))?;
        end.settle(heard.outcome, heard.ready)
    }

    /// One life of the process. `send` gets its standard input, `receive` its standard output at the same time; when
    /// `receive` is done, the process is ended, whatever it still does.
    pub(crate) fn run<T: Send>(
        &self,
        send: impl FnOnce(ChildStdin) -> Result<(), Error>,
        receive: impl FnOnce(BufReader<ChildStdout>) -> T + Send,
    ) -> Result<(T, End), Error> {
        let mut child = self.start().map_err(Error::Start)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else { return Err(Error::Silent) };
        let child = Mutex::new(child);
        let (sent, received, cut) = std::thread::scope(|scope| {
            let (done, ended) = mpsc::channel::<()>();
            let watch = scope.spawn(|| self.watch(&child, ended));
            let receiving = scope.spawn(|| on_wiped_stack(|| receive(BufReader::new(output))));
            let sent = send(input);
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
        let cut = cut.map_err(|_| Error::Silent)?;
        // What its sudden end brought about here says nothing.
        if cut == Some(Cut::Stopped) {
            return Err(Error::Stopped);
        }
        sent?;
        let received = received.map_err(|_| Error::Silent)?;
        Ok((received, End { status, timed_out: cut.is_some() }))
    }

    fn start(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .arg(self.argument)
            .args([self.bounds.memory.to_string(), self.bounds.cpu_seconds.to_string()])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    /// Ends the process when the time is up or its end is asked for; returns why, if it did.
    fn watch(&self, child: &Mutex<Child>, ended: mpsc::Receiver<()>) -> Option<Cut> {
        let mut left = self.time;
        loop {
            let now = left.min(LOOK);
            if ended.recv_timeout(now) != Err(RecvTimeoutError::Timeout) {
                return None;
            }
            left -= now;
            let cut = if self.stop.is_asked() { Some(Cut::Stopped) } else { left.is_zero().then_some(Cut::TimedOut) };
            if cut.is_some() {
                kill(child);
                return cut;
            }
        }
    }
}

/// How often is looked whether the end of a process is asked for.
const LOOK: Duration = Duration::from_millis(50);

/// Why a process was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Its time was up.
    TimedOut,
    /// It was asked for.
    Stopped,
}

/// How a confined process ended.
#[derive(Debug)]
pub(crate) struct End {
    status: ExitStatus,
    timed_out: bool,
}

impl End {
    /// What the work came to: what the process said itself, else what its end says, where it had said that it is `ready`.
    ///
    /// # Errors
    /// It gave no sign of life.
    pub(crate) fn settle<T>(
        &self,
        said: Option<Result<T, NotShown>>,
        ready: bool,
    ) -> Result<Result<T, NotShown>, Error> {
        match said {
            Some(said) => Ok(said),
            None if ready => Ok(Err(self.reason())),
            None => Err(Error::Silent),
        }
    }

    /// What the end says about the bytes, where the process didn't live to say so itself.
    fn reason(&self) -> NotShown {
        let why = if self.timed_out { "reading it took too long" } else { death(self.status) };
        NotShown::Unsafe(why.into())
    }
}

/// Sends the head, which says what is to be done, and `size` bytes. A process that stops listening has its reasons and
/// gives them itself.
pub(crate) fn send(mut to: ChildStdin, head: &[u8], original: &mut dyn Read, size: u64) -> Result<(), Error> {
    let mut listening = to.write_all(head).is_ok();
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
        if found > size {
            break;
        }
        listening = listening && to.write_all(&buffer[..read]).is_ok();
        if !listening {
            return Ok(());
        }
    }
    if found == size { Ok(()) } else { Err(Error::Length { stated: size, found }) }
}

/// What came back of a piece of work.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// The process said that it is confined.
    ready: bool,
    pub(crate) outcome: Option<Result<Vec<u8>, NotShown>>,
}

/// Takes frames until the answer, the end or the limit.
pub(crate) fn hear(from: impl Read, most: usize) -> Heard {
    let mut heard = Heard::default();
    // What stands around the answer is short.
    protocol::listen(from, most.saturating_add(1 << 12), |frame| {
        heard.take(frame, most);
        heard.outcome.is_some()
    });
    heard
}

impl Heard {
    fn take(&mut self, frame: Frame, most: usize) {
        let refused = |what: &str| Some(Err(NotShown::Unsafe(format!("its reader sent {what}"))));
        match frame {
            Frame::Ready { .. } if !self.ready => self.ready = true,
            Frame::NotShown(reason) => self.outcome = Some(Err(worded(reason))),
            Frame::Answer(answer) if self.ready && answer.len() <= most => self.outcome = Some(Ok(answer)),
            Frame::Answer(_) if self.ready => self.outcome = refused("more than was asked for"),
            Frame::Answer(_) => self.outcome = refused("something before it was confined"),
            Frame::Ready { .. } => self.outcome = refused("two beginnings"),
            Frame::Page(_)
            | Frame::Table(_)
            | Frame::Lines(_)
            | Frame::Cells(_)
            | Frame::Sheet(_)
            | Frame::Archive(_)
            | Frame::Rewritten(_)
            | Frame::Part(_)
            | Frame::End { .. } => {
                self.outcome = refused("something else than an answer");
            }
        }
    }
}

fn locked(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

fn kill(child: &Mutex<Child>) {
    // The only failure is that it has ended already.
    let _ended = locked(child).kill();
}

/// What the end of the process says about what it read.
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

/// Does some work, and wipes the part of the stack that it used: the top of a thread's is kept for the next thread, as it
/// was left.
fn on_wiped_stack<T>(work: impl FnOnce() -> T) -> T {
    const USED: usize = 256 * 1024;
    #[inline(never)]
    fn apart<T>(work: impl FnOnce() -> T) -> T {
        work()
    }
    #[inline(never)]
    fn wipe() {
        std::hint::black_box(&[0_u8; USED]);
    }
    let answer = apart(work);
    wipe();
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a process that sends these frames is taken to have said, with answers of 4 bytes allowed.
    fn outcome(frames: &[Frame]) -> Option<Result<Vec<u8>, NotShown>> {
        let mut sent = Vec::new();
        for frame in frames {
            protocol::write_frame(&mut sent, frame).unwrap();
        }
        hear(&sent[..], 4).outcome
    }

    const READY: Frame = Frame::Ready { landlock: true };

    fn answer(bytes: &[u8]) -> Frame {
        Frame::Answer(bytes.to_vec())
    }

    #[test]
    fn an_answer_or_a_reason_is_taken() {
        assert_eq!(outcome(&[READY, answer(b"four")]), Some(Ok(b"four".to_vec())));
        let reason = NotShown::NotConfined("no\u{7} filter".into());
        assert_eq!(outcome(&[Frame::NotShown(reason)]), Some(Err(NotShown::NotConfined("no filter".into()))));
        assert_eq!(outcome(&[READY]), None);
        assert_eq!(hear(&b"A\xff\xff\xff\xff"[..], 4).outcome, None);
    }

    #[test]
    fn anything_else_is_refused() {
        let end = Frame::End { total_pages: None };
        for frames in [&[answer(b"x")][..], &[READY, READY], &[READY, answer(b"more than 4")], &[READY, end]] {
            assert!(matches!(outcome(frames), Some(Err(NotShown::Unsafe(_)))), "{frames:?}");
        }
    }
}
