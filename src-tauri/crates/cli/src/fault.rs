//! What a fault of this program says: its place in the source, and never what was being worked on, since a panic's text
//! may quote that. Nor where the program was built: of a file's path only what the crate calls it.

use std::panic::set_hook;

use commands::fault::place;

/// From now on a panic, on whatever thread, says its place alone.
pub fn tell_places_only() {
    set_hook(Box::new(|panic| {
        let place = panic.location().map(place).unwrap_or_default();
        crate::output::tell(&format!("vouchsafe: a fault of this program{place}"));
    }));
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    /// Set where a test runs itself as a process of its own, to panic there.
    const PART: &str = "VOUCHSAFE_FAULT_TEST";
    const CONTENT: &str = "/media/ines/acme.vault: quentin.lim, admin, correct horse battery staple";

    #[test]
    fn a_panic_tells_its_place_and_nothing_of_what_it_was_about() {
        if std::env::var_os(PART).is_some() {
            tell_places_only();
            let elsewhere = std::thread::spawn(|| panic!("{CONTENT}")).join();
            assert!(elsewhere.is_err());
            std::fs::metadata(CONTENT).expect(CONTENT);
        }
        let test = "fault::tests::a_panic_tells_its_place_and_nothing_of_what_it_was_about";
        let mut command = Command::new(std::env::current_exe().expect("this test"));
        command.args(["--exact", test, "--nocapture"]).env(PART, "1").env("RUST_BACKTRACE", "full");
        let output = command.stdin(Stdio::null()).output().expect("it runs");
        assert!(!output.status.success());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let lines: Vec<_> = said.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 2, "{said}");
        for line in lines {
            assert!(line.starts_with("vouchsafe: a fault of this program at cli/src/fault.rs:"), "{said}");
        }
        let all = said + &String::from_utf8_lossy(&output.stdout);
        for word in ["quentin", "staple", "acme.vault", "/media"] {
            assert!(!all.contains(word), "{word}: {all}");
        }
    }
}
