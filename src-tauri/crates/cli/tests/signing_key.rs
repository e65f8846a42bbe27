//! The key that signs packets, by the terminal program: shown, made, replaced, and asked for when a packet is verified.
#![allow(missing_docs)]

mod support;

use support::{code, done, in_vault, text, vault, vouchsafe};

/// The fingerprint as `--json` has it.
fn fingerprint(shown: &str) -> String {
    let shown: serde_json::Value = serde_json::from_str(shown).expect("JSON");
    shown["present"]["fingerprint"].as_str().expect("a fingerprint").to_owned()
}

#[test]
fn a_packet_is_signed_by_the_key_that_is_shown() {
    let folder = vault();
    assert!(done(&folder, &["signing-key", "show"]).contains("No key signs packets yet"));
    let made = done(&folder, &["signing-key", "make"]);
    assert!(made.contains("Fingerprint") && made.contains("-----BEGIN PUBLIC KEY-----"), "{made}");
    let again = in_vault(&folder, &["signing-key", "make"]);
    assert_eq!(code(&again), 6, "{}", text(&again.stderr));
    let ours = fingerprint(&done(&folder, &["signing-key", "show", "--json"]));
    assert!(ours.split(' ').all(|group| group.len() == 4) && made.replace('\n', " ").contains(&ours[..39]), "{made}");

    let exported = done(&folder, &["packet", "export", "signed.pdf", "--profile", "board"]);
    assert!(exported.contains(&format!("Signed by the key {ours}")), "{exported}");
    let exported = done(&folder, &["packet", "export", "unsigned.pdf", "--profile", "board", "--unsigned"]);
    assert!(exported.contains("Not signed"), "{exported}");
    let listed = done(&folder, &["packet", "list", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    assert!(listed[0]["signed_by"].is_string() && listed[1]["signed_by"].is_null(), "{listed}");

    let verify = |arguments: &[&str]| vouchsafe(folder.path(), &[&["packet", "verify"], arguments].concat());
    let plain = verify(&["signed.pdf"]);
    let said = text(&plain.stdout);
    assert_eq!(code(&plain), 0, "{said}");
    assert!(said.contains("Unaltered since it was signed by the key") && said.contains(&ours), "{said}");
    assert!(said.contains("Compare this fingerprint") && !said.contains("that was asked for"), "{said}");
    let said = text(&verify(&["unsigned.pdf"]).stdout);
    assert!(said.contains("Not signed: nothing in it shows who made it."), "{said}");

    let pem = &made[made.find("-----BEGIN").expect("a key")..];
    std::fs::write(folder.path().join("ours.pem"), pem).expect("writes");
    std::fs::write(folder.path().join("other.pem"), "no key").expect("writes");
    for (packet, key, expected) in [
        ("signed.pdf", ours.as_str(), 0),
        ("signed.pdf", &ours.replace(' ', ":"), 0),
        ("signed.pdf", "ours.pem", 0),
        ("signed.pdf", &"0".repeat(64), 7),
        ("signed.pdf", "other.pem", 6),
        ("signed.pdf", "missing.pem", 2),
        ("unsigned.pdf", ours.as_str(), 7),
    ] {
        let output = verify(&[packet, "--key", key]);
        let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
        assert_eq!(code(&output), expected, "{packet} by {key}: {said}");
        assert_eq!(said.contains("and signed by the key that was asked for"), expected == 0, "{said}");
    }

    let blank = in_vault(&folder, &["signing-key", "replace", "--reason", " "]);
    assert_eq!(code(&blank), 6, "{}", text(&blank.stderr));
    assert_eq!(code(&in_vault(&folder, &["signing-key", "replace"])), 2, "a reason is needed");
    let replaced = done(&folder, &["signing-key", "replace", "--reason", "The laptop was lost"]);
    assert!(replaced.contains("Tell the new fingerprint"), "{replaced}");
    let shown = done(&folder, &["signing-key", "show"]);
    assert!(shown.contains("The laptop was lost") && shown.contains("sign no more"), "{shown}");
    assert_ne!(fingerprint(&done(&folder, &["signing-key", "show", "--json"])), ours);
    assert_eq!(code(&verify(&["signed.pdf", "--key", &ours])), 0, "what the old key signed is still told");
    let log = done(&folder, &["log", "list"]);
    assert!(log.contains("signing_key.make") || log.contains("A key that signs packets was made"), "{log}");
    let check = in_vault(&folder, &["check"]);
    assert_eq!(code(&check), 0, "{}", text(&check.stdout));
}
