//! The line of the signature: read only as it is written, and where it counts.

use ring::signature::{Ed25519KeyPair, KeyPair};

use super::*;
use crate::support::{Pen, key, signature};
use crate::{Error, signing};

const PDF: &[u8] = b"%PDF-1.7\nbody\nxref\ntrailer\nstartxref\n14\n%%EOF";

fn signed(pdf: &[u8], seed: u8) -> Vec<u8> {
    signing::sign(pdf.to_vec(), &Pen, key(seed)).expect("a file to sign")
}

fn sealed(pdf: Vec<u8>) -> Vec<u8> {
    seal::seal(pdf).expect("a file to seal")
}

fn line_of(seed: u8, before: &[u8], after: &[u8]) -> Vec<u8> {
    Line { key: key(seed), signature: signature(seed, &message(before, after)) }.bytes()
}

/// A file with these lines before its seal.
fn with_lines(lines: &[&[u8]]) -> Vec<u8> {
    let end = seal::end(PDF).expect("an end");
    sealed([&PDF[..end], &lines.concat(), &PDF[end..]].concat())
}

#[test]
fn a_signed_file_holds_and_any_flipped_bit_breaks_signature_or_seal() {
    let file = sealed(signed(PDF, 1));
    assert_eq!(check(&file), Signature::Holds { key: key(1) });
    assert!(matches!(seal::check(&file), seal::Seal::Holds { .. }));
    let seal_line = seal::place(&file).expect("a seal");
    for bit in 0..file.len() * 8 {
        let mut flipped = file.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(!matches!(seal::check(&flipped), seal::Seal::Holds { .. }), "bit {bit}");
        // A new seal helps nobody: all but the seal's own line is signed.
        if !seal_line.contains(&(bit / 8)) {
            assert!(!matches!(check(&flipped), Signature::Holds { key: by } if by == key(1)), "bit {bit}");
        }
    }
}

#[test]
fn what_is_signed_and_sealed_anew_is_of_another_key() {
    let forged = [&b"%PDF-1.7\nforged\n"[..], &PDF[9..]].concat();
    assert_eq!(check(&sealed(signed(&forged, 2))), Signature::Holds { key: key(2) });
    // The first key's line, kept over the forged file.
    let end = seal::end(PDF).expect("an end");
    let kept = line_of(1, &PDF[..end], &PDF[end..]);
    let end = seal::end(&forged).expect("an end");
    let forged = sealed([&forged[..end], &kept, &forged[end..]].concat());
    assert_eq!(check(&forged), Signature::Broken { key: key(1) });
}

#[test]
fn where_the_file_says_its_table_stands_is_signed_too() {
    let file = sealed(signed(PDF, 1));
    let at = file.windows(4).rposition(|window| window == b"\n14\n").expect("the number");
    let mut moved = file[..at].to_vec();
    moved.extend(b"\n9\n%%EOF");
    let line = seal::place(&moved).expect("still a seal's line");
    moved.drain(line);
    let moved = sealed(moved);
    assert!(matches!(seal::check(&moved), seal::Seal::Holds { .. }));
    assert_eq!(check(&moved), Signature::Broken { key: key(1) });
}

#[test]
fn a_line_counts_in_its_place_only_and_alone() {
    let end = seal::end(PDF).expect("an end");
    let (before, after) = PDF.split_at(end);
    let good = line_of(1, before, after);
    assert_eq!(check(&with_lines(&[&good])), Signature::Holds { key: key(1) });
    assert_eq!(check(&with_lines(&[])), Signature::Absent);
    assert_eq!(check(PDF), Signature::Absent);
    assert_eq!(check(b""), Signature::Absent);
    assert_eq!(check(&signed(PDF, 1)), Signature::Absent, "without a seal nothing says where it must stand");
    // Two of them, of the same key and of two.
    assert_eq!(check(&with_lines(&[&good, &good])), Signature::Malformed);
    let second = line_of(2, &[before, &good].concat(), after);
    assert_eq!(check(&with_lines(&[&good, &second])), Signature::Malformed);
    // Something between it and the seal; after the seal; within a line.
    assert_eq!(check(&with_lines(&[&good, b"%\n"])), Signature::Absent);
    assert_eq!(check(&with_lines(&[b"% ", &good])), Signature::Absent);
    assert_eq!(check(&with_lines(&[&good[..good.len() - 1], b"\r\n"])), Signature::Malformed);
    assert_eq!(check(&[&with_lines(&[&good])[..], b"\n", &good].concat()), Signature::Absent);
    // In an attached file, where anybody may write anything.
    let attached = [&b"%PDF-1.7\n"[..], &good, b"xref\ntrailer\nstartxref\n14\n%%EOF"].concat();
    assert_eq!(check(&sealed(attached)), Signature::Absent);
    // After a line that is longer than any of ours.
    let long = [&b"%PDF-1.7\n"[..], &[b'x'; 12_288], b"\nstartxref\n14\n%%EOF"].concat();
    assert_eq!(check(&sealed(signed(&long, 1))), Signature::Holds { key: key(1) });
    // A line of that length counts as well: the name at its beginning is looked for, however far off that is.
    let long = [NAME, &[b'x'; 12_288], b"\n"].concat();
    assert_eq!(check(&with_lines(&[&long])), Signature::Malformed);
    assert_eq!(check(&with_lines(&[&long, &good])), Signature::Malformed);
}

#[test]
fn only_the_one_form_of_a_line_is_read() {
    let good = line_of(1, b"before", b"after");
    assert_eq!(Line::read(&good).map(|line| line.bytes()), Some(good.clone()));
    let text = String::from_utf8(good.clone()).expect("ASCII");
    let changed = |from: &str, to: &str| text.replacen(from, to, 1).into_bytes();
    let digits = key(1).to_string();
    for other in [
        text.to_uppercase().into_bytes(),
        changed(&digits, &digits.to_uppercase()),
        changed("Signature 1", "Signature 2"),
        changed("Signature 1 ", "Signature 1  "),
        changed(" ed25519=", " ed448="),
        changed(" ed25519=", "  ed25519="),
        changed(&digits, &digits[1..]),
        changed(&digits, &format!("{digits}0")),
        changed("\n", "\r\n"),
        changed("\n", ""),
        changed("\n", "\n\n"),
        changed("key=", "key=0x"),
        b"%VouchsafeSignature".to_vec(),
        Vec::new(),
    ] {
        assert_eq!(Line::read(&other), None, "{}", String::from_utf8_lossy(&other));
        if other.starts_with(NAME) && other.ends_with(b"\n") && !other.ends_with(b"\n\n") {
            assert_eq!(check(&with_lines(&[&other])), Signature::Malformed, "{}", String::from_utf8_lossy(&other));
        }
    }
}

/// Encodings of points of order 1, 2, 4 and 8, with either sign, and of numbers that aren't below the prime.
fn weak_keys() -> Vec<[u8; 32]> {
    let small = |value: u8| -> [u8; 32] { std::array::from_fn(|at| if at == 0 { value } else { 0 }) };
    let above = |more: u8| {
        let mut bytes = PRIME;
        bytes[0] = bytes[0].wrapping_add(more);
        bytes
    };
    let mut last = PRIME;
    last[0] -= 1;
    let mut weak = vec![small(0), small(1), last];
    weak.extend(ORDER_EIGHT);
    weak.extend((0..19).map(above));
    let negative = weak.clone().into_iter().map(|mut bytes: [u8; 32]| {
        bytes[31] |= 0x80;
        bytes
    });
    weak.extend(negative.collect::<Vec<_>>());
    weak
}

// The library takes such keys: with the point of order 1 for a key, and for the signature's point as well, S = 0 is a
// signature of every message.
#[test]
fn a_key_for_which_anybody_can_sign_shows_nothing() {
    let identity: [u8; 32] = std::array::from_fn(|at| u8::from(at == 0));
    let forged: [u8; 64] = std::array::from_fn(|at| u8::from(at == 0));
    let library = |message: &[u8]| UnparsedPublicKey::new(&ED25519, identity).verify(message, &forged);
    assert!(library(b"one text").is_ok() && library(b"another").is_ok(), "the reason for this test is gone");
    let line = Line { key: PublicKey(identity), signature: forged }.bytes();
    assert_eq!(check(&with_lines(&[&line])), Signature::Weak { key: PublicKey(identity) });
    for weak in weak_keys() {
        assert!(is_weak(PublicKey(weak)), "{}", PublicKey(weak));
        assert!(!verifies(PublicKey(weak), b"one text", &forged), "{}", PublicKey(weak));
    }
    for seed in 0..=u8::MAX {
        assert!(!is_weak(key(seed)), "{seed}");
    }
}

#[test]
fn a_signature_has_one_form() {
    // S + L verifies where S is not held against the order of the group.
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut other = signature(1, b"text");
    assert!(verifies(key(1), b"text", &other));
    let mut carry = 0;
    for (byte, more) in other[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
    assert!(!verifies(key(1), b"text", &other));
    for length in [0, 1, 63, 65] {
        assert!(!verifies(key(1), b"text", &vec![1; length]));
    }
}

#[test]
fn a_signer_with_another_key_is_found_out() {
    struct Other;
    impl model::packet::Signer for Other {
        fn sign(&self, _: PublicKey, message: &[u8]) -> Result<[u8; 64], model::packet::SignError> {
            Ok(signature(2, message))
        }
    }
    assert!(matches!(signing::sign(PDF.to_vec(), &Other, key(1)), Err(Error::OtherKey)));
    let stranger = Ed25519KeyPair::from_seed_unchecked(b"a seed that no pen of tests had.").expect("32 bytes");
    let stranger = PublicKey(stranger.public_key().as_ref().try_into().expect("32 bytes"));
    assert!(matches!(signing::sign(PDF.to_vec(), &Pen, stranger), Err(Error::Sign(_))));
    assert!(matches!(signing::sign(b"%PDF-1.7".to_vec(), &Pen, key(1)), Err(Error::Unsealable)));
}

// Worked out with another program: Python's hashlib and openssl's pkeyutl, as docs/packet-format.md states it.
#[test]
fn what_is_signed_is_what_the_page_says() {
    let end = seal::end(PDF).expect("an end");
    let digest = "ea41ae2aebae8b17724d78ecf638af06cb5d3a020d93259d21ee5ac1b0a48b58";
    let message = message(&PDF[..end], &PDF[end..]);
    assert_eq!(String::from_utf8(message).expect("text"), format!("VouchsafeSignature 1 sha256={digest}\n"));
    let line = concat!(
        "%VouchsafeSignature 1 key=8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c",
        " ed25519=a62b83c82a1f4d30f85b74a13b30fb7bd28eaa2ed2ce70148f1aa9fbb48a9909",
        "2d758b2143d52be5fb1bc4f43bb2611dcc7f6ca6e1d91d0b7b62970443bee808\n",
    );
    assert_eq!(String::from_utf8(line_of(1, &PDF[..end], &PDF[end..])).expect("text"), line);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_line_is_read_as_written(key: [u8; 32], first: [u8; 32], second: [u8; 32]) {
            let mut signature = [0; 64];
            signature[..32].copy_from_slice(&first);
            signature[32..].copy_from_slice(&second);
            let line = Line { key: PublicKey(key), signature };
            prop_assert_eq!(Line::read(&line.bytes()), Some(line));
        }

        #[test]
        fn a_changed_line_is_another_or_none(place in 0..LEN, byte: u8) {
            let good = line_of(1, b"before", b"after");
            let mut changed = good.clone();
            changed[place] = byte;
            match Line::read(&changed) {
                Some(line) => prop_assert_eq!(line.bytes(), changed),
                None => prop_assert_ne!(changed, good),
            }
        }

        #[test]
        fn whatever_stands_there_is_no_signature(bytes: Vec<u8>, name: bool) {
            let line = if name { [NAME, &bytes].concat() } else { bytes };
            prop_assert_eq!(Line::read(&line), None);
            let found = check(&with_lines(&[&line, b"\n"]));
            prop_assert!(matches!(found, Signature::Absent | Signature::Malformed), "{found:?}");
            let _ = check(&line);
        }
    }
}
