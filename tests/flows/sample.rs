//! The sample, made once for all stories that look at it: each works in a copy of its vault.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use commands::sample::{MakeSample, PASSPHRASE};
use commands::{App, Host};
use tempfile::TempDir;
use tests::host::TestHost;

use crate::stage::Stage;

/// The sample's folder, which nobody works in.
static MADE: LazyLock<TempDir> = LazyLock::new(|| {
    let home = TempDir::new().expect("a folder");
    let host = TestHost::default().with_program(env!("CARGO_BIN_EXE_flow-child"));
    let mut app = App::new(Arc::new(host));
    let folder = app.hold(&home.path().join("sample"));
    app.call(MakeSample { folder, unsigned: false }).expect("the sample is made");
    home
});

/// A copy of the sample's vault, open, two months after its story ends.
pub fn opened() -> Stage {
    let folder = TempDir::new().expect("a folder");
    let host = Arc::new(TestHost::starting_at(3_000_000).with_program(env!("CARGO_BIN_EXE_flow-child")));
    host.pass_days(60);
    let mut app = App::new(Arc::clone(&host) as Arc<dyn Host>);
    let path = folder.path().join("client.vault");
    copy(&MADE.path().join("sample/sample.vault"), &path);
    let held = app.hold(&path);
    let key = commands::vault::Key::Passphrase(commands::Secret::new(PASSPHRASE.to_owned()));
    let request = commands::vault::Unlock { folder: held, key, person: Some("Ines Okafor".to_owned()) };
    app.call(request).expect("the sample opens");
    Stage { app, host, folder }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).expect("makes");
    for entry in std::fs::read_dir(from).expect("reads").flatten() {
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("copies");
    }
}
