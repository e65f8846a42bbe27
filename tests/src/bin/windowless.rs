//! Calls commands as the window does, without a window: each comes as text over standard input and is called on a thread
//! that stays. Tests look into its memory from outside, so it keeps nothing of what passes through: it reads and writes
//! without buffers, and hands secrets on to files.
//!
//! `windowless HOME READER START`: HOME is the folder with its settings, its keyring and its recovery code, READER the
//! program that hosts the confined process, START where its ids begin. A line is one of `hold PATH`, `call NAME REQUEST`,
//! `plant TEXT`, `uproot` and `end`, parted by tabulators; each is answered by a line of JSON.

use std::fs::File;
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use commands::keyring::{Keyring, KeyringFault};
use commands::{Host, SharedApp};
use model::packet::Step;
use model::time::Instant;
use serde_json::{Value, json};
use tests::host::TestHost;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Bytes of a line, at most.
const LONGEST: usize = 1 << 16;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, home, reader, start] = arguments.as_slice() else { panic!("windowless HOME READER START") };
    let home = Path::new(home);
    let behind = TestHost::starting_at(start.parse().expect("a number")).with_program(reader);
    let keyring = Arc::new(FolderKeyring(home.join("keyring")));
    let host = FolderHost { behind, home: home.to_owned(), keyring };
    let mut shared = Some(Arc::new(SharedApp::new(Arc::new(host))));
    let caller = caller();
    let mut planted = None;
    while let Some(line) = line() {
        let mut parts = line.splitn(3, '\t');
        let answer = match (parts.next(), parts.next(), parts.next(), &shared) {
            (Some("hold"), Some(path), None, Some(shared)) => json!(shared.lock().hold(Path::new(path))),
            (Some("call"), Some(name), Some(request), Some(shared)) => {
                let request: Value = serde_json::from_str(request).expect("a request is JSON");
                caller.call(shared, name, request)
            }
            (Some("plant"), Some(text), None, _) => {
                planted = Some(text.to_owned());
                Value::Null
            }
            (Some("uproot"), None, None, _) => json!(planted.take().map(|text| text.len())),
            (Some("end"), None, None, _) => {
                shared = None;
                Value::Null
            }
            _ => panic!("a line that is not known"),
        };
        // Before anybody who reads the answer looks for what was in it.
        drop(line);
        let mut out = serde_json::to_vec(&answer).expect("JSON");
        out.push(b'\n');
        unbuffered(std::io::stdout().as_fd()).write_all(&out).expect("it is read");
    }
}

/// A stream without the buffer that the standard library keeps for it.
fn unbuffered(stream: std::os::fd::BorrowedFd<'_>) -> File {
    File::from(stream.try_clone_to_owned().expect("the stream is open"))
}

/// The next line of standard input; none at its end.
fn line() -> Option<Zeroizing<String>> {
    let mut stdin = unbuffered(std::io::stdin().as_fd());
    // Never grows, which would leave copies.
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let mut byte = [0];
    while stdin.read(&mut byte).expect("reads") == 1 {
        if byte[0] == b'\n' {
            return Some(Zeroizing::new(String::from_utf8(std::mem::take(&mut *line)).expect("text")));
        }
        assert!(line.len() < LONGEST, "a line is too long");
        line.push(byte[0]);
    }
    None
}

/// The thread that calls commands.
struct Caller {
    calls: mpsc::SyncSender<(Arc<SharedApp>, String, Value)>,
    answers: mpsc::Receiver<Value>,
}

impl Caller {
    fn call(&self, shared: &Arc<SharedApp>, name: &str, request: Value) -> Value {
        self.calls.send((Arc::clone(shared), name.to_owned(), request)).expect("it waits");
        self.answers.recv().expect("it answers")
    }
}

fn caller() -> Caller {
    let (calls, called) = mpsc::sync_channel::<(Arc<SharedApp>, String, Value)>(0);
    let (answer, answers) = mpsc::sync_channel(0);
    std::thread::spawn(move || {
        for (shared, name, request) in called {
            let answered = match shared.call(&name, request) {
                Ok(answer) => json!({ "answer": answer }),
                Err(failure) => json!({ "failure": failure }),
            };
            drop(shared);
            answer.send(answered).expect("somebody waits");
        }
    });
    Caller { calls, answers }
}

/// A host that keeps nothing in memory that a test looks for.
struct FolderHost {
    behind: TestHost,
    home: PathBuf,
    keyring: Arc<FolderKeyring>,
}

impl Host for FolderHost {
    fn now(&self) -> Instant {
        self.behind.now()
    }

    fn next_id(&self) -> Uuid {
        self.behind.next_id()
    }

    fn device(&self) -> String {
        self.behind.device()
    }

    fn program(&self) -> PathBuf {
        self.behind.program()
    }

    fn settings_folder(&self) -> Option<PathBuf> {
        Some(self.home.join("settings"))
    }

    fn keyring(&self) -> Option<Arc<dyn Keyring>> {
        Some(Arc::clone(&self.keyring) as Arc<dyn Keyring>)
    }

    fn progress(&self, _: Step) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn hand_over_recovery_code(&self, code: &str) -> Result<(), std::io::Error> {
        std::fs::write(self.home.join("code"), code)
    }
}

/// A keyring of files, one an entry.
struct FolderKeyring(PathBuf);

impl FolderKeyring {
    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name.replace('/', "_"))
    }
}

impl Keyring for FolderKeyring {
    fn answers(&self) -> Result<(), KeyringFault> {
        Ok(())
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyringFault> {
        match std::fs::read_to_string(self.file(name)) {
            Ok(text) => Ok(Some(Zeroizing::new(text))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(_) => Err(KeyringFault::Failed),
        }
    }

    fn set(&self, name: &str, text: &str) -> Result<(), KeyringFault> {
        std::fs::create_dir_all(&self.0)
            .and_then(|()| std::fs::write(self.file(name), text))
            .map_err(|_| KeyringFault::Failed)
    }

    fn delete(&self, name: &str) -> Result<(), KeyringFault> {
        match std::fs::remove_file(self.file(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(KeyringFault::Failed),
            _ => Ok(()),
        }
    }
}
