//! Runs a verifier that was written in Python from a page of ours alone.

use std::ffi::OsStr;
use std::process::Command;

/// What the verifier says of what it is given: what it printed, or why it doesn't hold.
pub fn python(verifier: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<String, String> {
    let missing = "python3 is needed for this test: install what scripts/packages-test.txt names (scripts/setup test)";
    let output = Command::new("python3").arg(verifier).args(arguments).output().expect(missing);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() {
        return Ok(text(&output.stdout));
    }
    let said = text(&output.stderr);
    assert!(said.starts_with("WRONG: "), "it broke instead of saying what is wrong: {said}");
    Err(said)
}
