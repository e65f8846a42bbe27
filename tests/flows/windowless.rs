//! A program that calls commands as the window does, in a process of its own, whose memory and files a story can look at.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// The process, and where it may leave anything.
pub struct Windowless {
    process: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    /// The folder in which its home, its folders for settings and for temporary files, its vault and all else lie.
    pub home: PathBuf,
}

impl Windowless {
    /// Starts one whose every folder lies in `home`. No two of a story have the same `start`.
    pub fn start(home: &Path, start: u64) -> Self {
        let folder = |name: &str| {
            let folder = home.join(name);
            std::fs::create_dir_all(&folder).expect("a folder");
            folder
        };
        let mut process = Command::new(env!("CARGO_BIN_EXE_windowless"))
            .arg(home)
            .arg(env!("CARGO_BIN_EXE_flow-child"))
            .arg(start.to_string())
            .env("HOME", folder("home"))
            .env("TMPDIR", folder("tmp"))
            .env("SQLITE_TMPDIR", folder("tmp"))
            .env("XDG_CONFIG_HOME", folder("config"))
            .env("XDG_DATA_HOME", folder("data"))
            .env("XDG_CACHE_HOME", folder("cache"))
            .env("XDG_STATE_HOME", folder("state"))
            .env("XDG_RUNTIME_DIR", folder("run"))
            .current_dir(folder("work"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let stdin = process.stdin.take().expect("piped");
        let stdout = BufReader::new(process.stdout.take().expect("piped"));
        Self { process, stdin, stdout, home: home.to_owned() }
    }

    /// The vault that stories make.
    pub fn vault(&self) -> PathBuf {
        self.home.join("client.vault")
    }

    /// Its number among processes.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Holds a file or folder, and gives the handle.
    pub fn hold(&mut self, path: &Path) -> Value {
        self.say(&format!("hold\t{}", path.display()))
    }

    /// Calls a command that must succeed.
    pub fn call(&mut self, name: &str, request: Value) -> Value {
        self.try_call(name, request).unwrap_or_else(|failure| panic!("{name}: {failure}"))
    }

    /// Calls a command; a failure as it goes over the wire.
    pub fn try_call(&mut self, name: &str, request: Value) -> Result<Value, Value> {
        let mut answered = self.say(&format!("call\t{name}\t{request}"));
        match answered.get_mut("answer") {
            Some(answer) => Ok(answer.take()),
            None => Err(answered["failure"].take()),
        }
    }

    /// Calls a command without waiting for its answer.
    pub fn begin(&mut self, name: &str, request: Value) {
        writeln!(self.stdin, "call\t{name}\t{request}").expect("it listens");
    }

    /// Has it keep a text.
    pub fn plant(&mut self, text: &str) {
        self.say(&format!("plant\t{text}"));
    }

    /// Has it drop the text.
    pub fn uproot(&mut self) {
        self.say("uproot");
    }

    /// Drops all that it has, while the process goes on.
    pub fn end(&mut self) {
        self.say("end");
    }

    /// Kills it.
    pub fn kill(&mut self) {
        self.process.kill().expect("is killed");
        self.process.wait().expect("has ended");
    }

    /// Opens the vault with what opens it.
    pub fn unlock(&mut self, key: Value) -> Result<Value, Value> {
        let folder = self.hold(&self.vault());
        self.try_call("vault.unlock", json!({ "folder": folder, "key": key, "person": null }))
    }

    fn say(&mut self, line: &str) -> Value {
        writeln!(self.stdin, "{line}").expect("it listens");
        let mut answer = String::new();
        self.stdout.read_line(&mut answer).expect("it answers");
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer}"))
    }
}

impl Drop for Windowless {
    fn drop(&mut self) {
        // One that has ended already needs no end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
