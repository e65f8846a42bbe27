//! The seal: one line directly before the final `startxref` that bears the SHA-256 of the whole file with its own 64
//! characters as `0`. It shows change, not authorship.

use std::ops::Range;

use ring::digest::{SHA256, digest};

use crate::Error;

/// What the line begins with.
const MARK: &[u8] = b"%VouchsafeSeal 1 sha256=";
/// Characters of a SHA-256.
const HEX: usize = 64;

/// What a file's seal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seal {
    /// The seal holds: not one bit differs from the file that was exported.
    Holds {
        /// SHA-256 of the file with the seal's characters as `0`.
        sha256: String,
    },
    /// The file differs from the one that was sealed.
    Broken,
    /// There is no seal where one must be.
    Absent,
}

/// Puts the seal into a finished PDF.
///
/// # Errors
/// [`Error::Unsealable`] when the file doesn't end in `startxref`, a number and `%%EOF`.
pub(crate) fn seal(mut pdf: Vec<u8>) -> Result<Vec<u8>, Error> {
    let end = end(&pdf).ok_or(Error::Unsealable)?;
    let mut line = MARK.to_vec();
    line.extend([b'0'; HEX]);
    line.push(b'\n');
    pdf.splice(end..end, line);
    let hex = hex(&pdf);
    let place = end + MARK.len();
    pdf[place..place + HEX].copy_from_slice(hex.as_bytes());
    Ok(pdf)
}

/// Where the end of a finished PDF begins: its last `startxref`.
pub(crate) fn end(pdf: &[u8]) -> Option<usize> {
    rfind(pdf, b"startxref").filter(|&at| is_end(&pdf[at..]))
}

/// Where the seal's line stands, with its end: the last such line, if nothing but the end of a PDF follows it.
pub(crate) fn place(pdf: &[u8]) -> Option<Range<usize>> {
    let start = rfind(pdf, MARK)?;
    let end = start + MARK.len() + HEX + 1;
    let begins_line = start == 0 || pdf[start - 1] == b'\n';
    let is_line = begins_line && pdf.get(end - 1) == Some(&b'\n') && is_end(&pdf[end..]);
    is_line.then_some(start..end)
}

/// Finds the last seal line in `pdf` and compares its digest, byte by byte, with that of the file. No offset that the
/// file states is trusted.
pub fn check(pdf: &[u8]) -> Seal {
    let Some(line) = place(pdf) else { return Seal::Absent };
    let place = line.start + MARK.len();
    let (stated, rest) = pdf[place..].split_at(HEX);
    let mut context = ring::digest::Context::new(&SHA256);
    context.update(&pdf[..place]);
    context.update(&[b'0'; HEX]);
    context.update(rest);
    let computed = to_hex(context.finish().as_ref());
    if computed.as_bytes() == stated { Seal::Holds { sha256: computed } } else { Seal::Broken }
}

/// Whether `bytes` are `startxref`, a number and `%%EOF`, each on its line, and nothing else.
fn is_end(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut lines = text.trim_end_matches(['\n', '\r']).lines();
    let number = |line: &str| !line.is_empty() && line.len() <= 20 && line.bytes().all(|byte| byte.is_ascii_digit());
    lines.next() == Some("startxref")
        && lines.next().is_some_and(number)
        && lines.next() == Some("%%EOF")
        && lines.next().is_none()
}

fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}

/// The SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    to_hex(digest(&SHA256, bytes).as_ref())
}

pub(crate) fn to_hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\nbody\nxref\ntrailer\nstartxref\n14\n%%EOF";

    #[test]
    fn a_sealed_file_holds_and_any_flipped_bit_breaks_it() {
        let sealed = seal(PDF.to_vec()).expect("a file to seal");
        assert!(matches!(check(&sealed), Seal::Holds { .. }));
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(!matches!(check(&flipped), Seal::Holds { .. }), "bit {bit}");
        }
    }

    #[test]
    fn nothing_may_follow_the_end_or_be_put_before_it() {
        let sealed = seal(PDF.to_vec()).expect("a file to seal");
        for more in [&b"\n%more"[..], b"\n%%EOF", b" "] {
            assert!(!matches!(check(&[&sealed[..], more].concat()), Seal::Holds { .. }));
        }
        assert_eq!(check(PDF), Seal::Absent);
        assert_eq!(check(b""), Seal::Absent);
        assert!(matches!(seal(b"%PDF-1.7".to_vec()), Err(Error::Unsealable)));
    }
}
