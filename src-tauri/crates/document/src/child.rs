//! The whole life of a child process: confine, say so, read what is to be done and its bytes, answer, end. Never
//! opens anything: bytes come by standard input, results go by standard output.

use crate::confine::{self, STACK};
use crate::protocol::{self, Frame};
use crate::read;
use model::exhibit::NotShown;
use std::io::{self, BufWriter, Read, StdoutLock};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

pub use crate::confine::Bounds;

/// Serves one document and returns the exit code with which `main` must end.
///
/// Call it before anything else in `main` when the first argument is [`crate::CHILD_ARGUMENT`]; the second and
/// third are the bounds in bytes and seconds.
pub fn run() -> ExitCode {
    host(serve)
}

/// Does one piece of work and returns the exit code with which `main` must end: the other side of
/// [`crate::Confined::answer`]. `work` gets the bytes and their number, and answers with bytes.
///
/// Call it before anything else in `main` when the first argument is the work's; the second and third are the bounds
/// in bytes and seconds.
pub fn answer(work: impl FnOnce(&mut dyn Read, u64) -> io::Result<Vec<u8>> + Send) -> ExitCode {
    host(|landlock| {
        let mut output = begin(landlock)?;
        let mut input = io::stdin().lock();
        let mut size = [0; 8];
        input.read_exact(&mut size)?;
        let size = u64::from_le_bytes(size);
        let mut bytes = input.by_ref().take(size);
        let last = match catch_unwind(AssertUnwindSafe(|| work(&mut bytes, size))) {
            Ok(Ok(answer)) => Frame::Answer(answer),
            Ok(Err(error)) => Frame::NotShown(read::broken(error)),
            Err(_) => Frame::NotShown(stopped()),
        };
        protocol::write_frame(&mut output, &last)
    })
}

/// Confines this process within the bounds of its arguments and serves; says so where it can't be confined.
fn host(serve: impl FnOnce(bool) -> io::Result<()> + Send) -> ExitCode {
    let mut numbers = std::env::args().skip(2).map(|argument| argument.parse::<u64>());
    let mut next = |otherwise: u64| numbers.next().and_then(Result::ok).unwrap_or(otherwise);
    let usual = Bounds::default();
    let bounds = Bounds { memory: next(usual.memory), cpu_seconds: next(usual.cpu_seconds) };
    let ended = match confined(bounds, serve) {
        Ok(served) => served,
        Err(reason) => protocol::write_frame(&mut io::stdout().lock(), &Frame::NotShown(NotShown::NotConfined(reason))),
    };
    // A parent that is gone can't be told anything.
    if ended.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Confines this process for good, then does `work` on a thread with a deep stack. `work` is told whether
/// landlock holds too.
///
/// # Errors
/// Why the process couldn't be confined; `work` has not run then.
pub fn confined<T: Send>(bounds: Bounds, work: impl FnOnce(bool) -> T + Send) -> Result<T, String> {
    // A panic's message may quote the document.
    std::panic::set_hook(Box::new(|_| {}));
    let landlock = confine::give_up(bounds)?;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, move || confine::filter().map(|()| work(landlock)))
            .map_err(|error| format!("thread: {error}"))?;
        thread.join().unwrap_or_else(|_| Err("the work on the confined thread was given up".into()))
    })
}

/// Says that the process is confined; gives the way on which all else goes out.
fn begin(landlock: bool) -> io::Result<BufWriter<StdoutLock<'static>>> {
    let mut output = BufWriter::new(io::stdout().lock());
    protocol::write_frame(&mut output, &Frame::Ready { landlock })?;
    Ok(output)
}

/// Why there is no result where a reader stopped by itself.
pub(crate) fn stopped() -> NotShown {
    NotShown::Unsafe("its reader stopped at something it did not expect".into())
}

/// Answers one request from standard input.
fn serve(landlock: bool) -> io::Result<()> {
    let mut output = begin(landlock)?;
    let mut input = io::stdin().lock();
    let request = protocol::read_request(&mut input)?;
    let mut document = input.by_ref().take(if request.work.follows() { request.size } else { u64::MAX });
    let mut lost = None;
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut emit = |frame: Frame| {
            protocol::write_frame(&mut output, &frame).map_err(|error| {
                lost = Some(error);
                NotShown::Unsafe("its reader was no longer listened to".into())
            })
        };
        read::read(&request, &mut document, &mut emit)
    }));
    if let Some(error) = lost {
        return Err(error);
    }
    let last = match read {
        Ok(Ok(total_pages)) => Frame::End { total_pages },
        Ok(Err(reason)) => Frame::NotShown(reason),
        Err(_) => Frame::NotShown(stopped()),
    };
    protocol::write_frame(&mut output, &last)
}
