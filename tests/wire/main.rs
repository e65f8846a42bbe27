//! The committed TypeScript of the wire is the one that the wire list makes. Writes it when asked to.

use std::path::Path;

#[test]
fn the_windows_types_are_those_of_the_wire() {
    let path = Path::new("../ui/src/wire/wire.gen.ts");
    let made = commands::typescript();
    if std::env::var_os("VOUCHSAFE_WRITE_WIRE").is_some() {
        std::fs::write(path, &made).expect("ui/src/wire is there");
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    let hint = "run VOUCHSAFE_WRITE_WIRE=1 cargo test --workspace --test wire";
    assert!(kept == made, "ui/src/wire/wire.gen.ts is not current: {hint}");
}
