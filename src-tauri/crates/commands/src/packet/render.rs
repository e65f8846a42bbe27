//! The long part of an export, on a thread of its own: whoever waits for it hears how far it has come, and can cancel at
//! any moment, also while pages are laid out. Knows neither the app nor the vault.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::thread::JoinHandle;
use std::time::Duration;

use document::Stop;
use model::packet::{PacketOptions, PacketSource, Step};
use packet::{Rendered, VolumeSink, Watch, with_pages};

use super::exhibits::VaultExhibits;
use super::sink::Sink;
use crate::failure::{Code, Failure};
use crate::host::Host;
use crate::lent::Lent;
use crate::memory::{give_back, on_wiped_stack};

/// How often who waits is asked whether to go on.
const ASK: Duration = Duration::from_millis(100);
/// Bytes of the thread's stack: templates nest deeply.
const STACK: usize = 32 << 20;

/// All that is needed to render a packet.
pub(super) struct ToRender {
    pub(super) source: PacketSource,
    pub(super) options: PacketOptions,
    pub(super) lent: Arc<Lent>,
    pub(super) program: PathBuf,
    pub(super) sink: Sink,
}

/// A packet whose files wait to be put in place.
pub(super) struct Whole {
    pub(super) source: PacketSource,
    pub(super) options: PacketOptions,
    pub(super) rendered: Rendered,
    pub(super) sink: Sink,
}

/// What the thread says.
enum Said {
    Step(Step),
    Done(Box<Result<(PacketSource, PacketOptions, Rendered), Failure>>),
}

/// Renders a packet. Cancelled, it returns at once; what then goes on for a moment is dropped when it ends.
pub(super) fn render(to_render: ToRender, host: &dyn Host) -> Result<Whole, Failure> {
    let ToRender { source, options, lent, program, sink } = to_render;
    let stop = lent.stop().clone();
    let desk = Desk { sink: Arc::new(Mutex::new(Some(sink))), stop: stop.clone(), watch: Watch::default() };
    let (say, said) = mpsc::channel();
    let own = desk.clone();
    let work = move || {
        let exhibits = VaultExhibits::new(lent, program);
        let mut doing = "";
        let mut tell = |step: Step| {
            // What one part of the work needed, the next one doesn't take from where it was freed.
            if std::mem::replace(&mut doing, step.doing) != step.doing {
                give_back();
            }
            match say.send(Said::Step(step)) {
                Ok(()) if !own.stop.is_asked() => ControlFlow::Continue(()),
                Ok(()) | Err(_) => ControlFlow::Break(()),
            }
        };
        let mut to = own.clone();
        let rendered = packet::render(&source, &exhibits, &exhibits, &options, &mut to, &own.watch, &mut tell);
        let rendered = rendered.map_err(|error| exhibits.failure().unwrap_or_else(|| error.into()));
        // The originals go back before anybody hears that they aren't needed any more.
        drop(exhibits);
        if own.stop.is_asked() {
            own.clear();
        }
        finished(&say, rendered.map(|rendered| (source, options, rendered)));
    };
    let thread = std::thread::Builder::new().name("packet".to_owned()).stack_size(STACK).spawn(|| on_wiped_stack(work));
    let (source, options, rendered) = wait(thread.map_err(Failure::bug)?, &said, &desk, host)?;
    let sink = desk.sink.lock().unwrap_or_else(PoisonError::into_inner).take();
    let mut sink = sink.ok_or_else(|| Failure::bug("the files of a packet are gone"))?;
    sink.close()?;
    Ok(Whole { source, options, rendered, sink })
}

fn finished(say: &Sender<Said>, done: Result<(PacketSource, PacketOptions, Rendered), Failure>) {
    // Nobody waits any more where the person cancelled.
    let _ = say.send(Said::Done(Box::new(done)));
}

/// Waits for the thread, asking the host at each step and in between whether to go on.
fn wait(
    thread: JoinHandle<()>,
    said: &Receiver<Said>,
    desk: &Desk,
    host: &dyn Host,
) -> Result<(PacketSource, PacketOptions, Rendered), Failure> {
    let mut last = Step { done: 0, total: 1, doing: "reading exhibits" };
    let mut shown = last;
    loop {
        match said.recv_timeout(ASK) {
            // Ended early it says that it was cancelled, whoever asked for it.
            Ok(Said::Done(done)) if !desk.stop.is_asked() => return *done,
            Ok(Said::Step(step)) => last = step,
            Ok(Said::Done(_)) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => match thread.join() {
                Err(panic) => std::panic::resume_unwind(panic),
                Ok(()) => return Err(Failure::bug("a packet came to no end")),
            },
        }
        // Nobody else asks for its end before the person cancels.
        if desk.stop.is_asked() {
            desk.give_up();
            return Err(Failure::new(Code::Locked, "the vault was locked while a packet was exported"));
        }
        let now = with_pages(last, desk.watch.pages());
        // A volume that is begun has none of its pages yet.
        shown = if now.doing == shown.doing && now.done < shown.done { shown } else { now };
        if host.progress(shown).is_break() {
            desk.give_up();
            return Err(Failure::new(Code::Cancelled, "while exporting a packet"));
        }
    }
}

/// Where the finished files are laid, until they are taken or nobody wants them any more.
#[derive(Clone)]
struct Desk {
    sink: Arc<Mutex<Option<Sink>>>,
    stop: Stop,
    watch: Watch,
}

impl Desk {
    /// Ends the work and leaves nothing of its files. If one is being written just now, the thread does so itself.
    fn give_up(&self) {
        self.stop.ask();
        self.watch.stop();
        match self.sink.try_lock() {
            Ok(mut sink) => drop(sink.take()),
            Err(TryLockError::Poisoned(poisoned)) => drop(poisoned.into_inner().take()),
            Err(TryLockError::WouldBlock) => {}
        }
    }

    fn clear(&self) {
        drop(self.sink.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    fn with(&self, write: impl FnOnce(&mut Sink) -> io::Result<()>) -> io::Result<()> {
        let mut sink = self.sink.lock().unwrap_or_else(PoisonError::into_inner);
        match sink.as_mut() {
            Some(sink) if !self.stop.is_asked() => write(sink),
            Some(_) | None => Err(io::Error::other("nobody wants the packet any more")),
        }
    }
}

impl VolumeSink for Desk {
    fn volume(&mut self, number: u32, pdf: &[u8]) -> io::Result<()> {
        self.with(|sink| sink.volume(number, pdf))
    }

    fn original(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        self.with(|sink| sink.original(name, fill))
    }

    fn begin_anew(&mut self) -> io::Result<()> {
        self.with(VolumeSink::begin_anew)
    }
}
