//! A host for tests: a clock that ticks once a call, counted ids, and the recovery code kept where the test can read it.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant as Moment};

use commands::Host;
use commands::keyring::Keyring;
use model::packet::Step;
use model::time::Instant;
use uuid::Uuid;

/// The passphrase of every vault that tests make.
pub const PASSPHRASE: &str = "correct horse battery staple";

/// What a story does at each step that is told: its number, from 0 on, and what it says.
type Watch = Box<dyn Fn(usize, &Step) -> ControlFlow<()> + Send + Sync>;

/// A host whose instants and ids are counted.
pub struct TestHost {
    ticks: AtomicU64,
    device: String,
    program: PathBuf,
    settings: Option<PathBuf>,
    keyring: Option<Arc<dyn Keyring>>,
    watch: Option<Watch>,
    hand_over: fn() -> io::Result<()>,
    /// Steps of long pieces of work that were told so far.
    pub steps: AtomicUsize,
    /// Set to cancel the next long piece of work.
    pub cancel: AtomicBool,
    /// The recovery code that was handed over last.
    pub recovery_code: Mutex<Option<String>>,
    /// The passphrase of a container that was handed over last.
    pub passphrase: Mutex<Option<String>>,
}

impl Default for TestHost {
    fn default() -> Self {
        Self::starting_at(0)
    }
}

impl TestHost {
    /// A host whose count begins at `ticks`, so that two of them never give the same id.
    pub fn starting_at(ticks: u64) -> Self {
        Self {
            ticks: AtomicU64::new(ticks),
            device: "test device".to_owned(),
            program: PathBuf::from("no-such-program"),
            settings: None,
            keyring: None,
            watch: None,
            hand_over: || Ok(()),
            steps: AtomicUsize::new(0),
            cancel: AtomicBool::new(false),
            recovery_code: Mutex::new(None),
            passphrase: Mutex::new(None),
        }
    }

    /// The same on another device.
    #[must_use]
    pub fn on_device(mut self, device: &str) -> Self {
        device.clone_into(&mut self.device);
        self
    }

    /// The same with a program that hosts the document child.
    #[must_use]
    pub fn with_program(mut self, program: &str) -> Self {
        self.program = PathBuf::from(program);
        self
    }

    /// The same with a folder for the device's settings.
    #[must_use]
    pub fn with_settings(mut self, folder: &std::path::Path) -> Self {
        self.settings = Some(folder.to_owned());
        self
    }

    /// The same with a keyring.
    #[must_use]
    pub fn with_keyring(mut self, keyring: Arc<dyn Keyring>) -> Self {
        self.keyring = Some(keyring);
        self
    }

    /// The same on which `watch` is asked at each step, and may cancel.
    #[must_use]
    pub fn watched(mut self, watch: impl Fn(usize, &Step) -> ControlFlow<()> + Send + Sync + 'static) -> Self {
        self.watch = Some(Box::new(watch));
        self
    }

    /// The same on which handing over a recovery code goes so.
    #[must_use]
    pub fn handing_over(mut self, hand_over: fn() -> io::Result<()>) -> Self {
        self.hand_over = hand_over;
        self
    }

    /// Lets days go by.
    pub fn pass_days(&self, days: u64) {
        self.ticks.fetch_add(days * 86_400, Ordering::Relaxed);
    }

    fn tick(&self) -> u64 {
        self.ticks.fetch_add(1, Ordering::Relaxed)
    }
}

impl Host for TestHost {
    /// From 1 October 2026 on, a second a call.
    fn now(&self) -> Instant {
        let seconds = i64::try_from(self.tick()).unwrap_or_default() % 4_000_000;
        chrono::DateTime::from_timestamp(1_790_812_800 + seconds, 0).unwrap_or_default()
    }

    fn next_id(&self) -> Uuid {
        let tick = self.tick();
        let mut random = [0; 10];
        random[2..].copy_from_slice(&tick.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(1_790_812_800_000 + tick, &random).into_uuid()
    }

    fn device(&self) -> String {
        self.device.clone()
    }

    fn program(&self) -> PathBuf {
        self.program.clone()
    }

    fn settings_folder(&self) -> Option<PathBuf> {
        self.settings.clone()
    }

    fn keyring(&self) -> Option<Arc<dyn Keyring>> {
        self.keyring.clone()
    }

    fn progress(&self, step: Step) -> ControlFlow<()> {
        let number = self.steps.fetch_add(1, Ordering::Relaxed);
        if let Some(watch) = &self.watch {
            watch(number, &step)?;
        }
        if self.cancel.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn hand_over_recovery_code(&self, code: &str) -> io::Result<()> {
        (self.hand_over)()?;
        *self.recovery_code.lock().unwrap_or_else(PoisonError::into_inner) = Some(code.to_owned());
        Ok(())
    }

    fn hand_over_passphrase(&self, passphrase: &str) -> io::Result<()> {
        (self.hand_over)()?;
        *self.passphrase.lock().unwrap_or_else(PoisonError::into_inner) = Some(passphrase.to_owned());
        Ok(())
    }
}

/// Does `work` on this thread, and `meanwhile` on another one once `sign` is given. With what the work comes to, answers
/// when the other thread began and how long it took.
///
/// # Panics
/// When the sign isn't given within two minutes, or `meanwhile` panics.
pub fn beside<T>(
    sign: &AtomicBool,
    meanwhile: impl FnOnce() + Send,
    work: impl FnOnce() -> T,
) -> (T, Moment, Duration) {
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            let patience = Moment::now();
            while !sign.load(Ordering::Relaxed) {
                assert!(patience.elapsed() < Duration::from_secs(120), "the sign is never given");
                std::thread::sleep(Duration::from_millis(2));
            }
            let begun = Moment::now();
            meanwhile();
            (begun, begun.elapsed())
        });
        let answer = work();
        let (begun, took) = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (answer, begun, took)
    })
}

/// Bytes that no compressor makes smaller, the same for the same seed (xorshift).
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}
