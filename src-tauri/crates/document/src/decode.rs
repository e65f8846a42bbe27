//! Bytes of unknown encoding → text, chunk by chunk, in memory that doesn't grow with the text. Knows UTF-8,
//! UTF-16 and Windows-1252; never guesses finer than that.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, Read};

/// Bytes that are read and decoded at a time.
const CHUNK: usize = 64 << 10;

/// What stands in place of bytes that are not valid.
const REPLACEMENT: char = '\u{FFFD}';

/// Which encodings may be taken for one that isn't UTF-8 or UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fallback {
    /// None: what isn't valid is replaced.
    None,
    /// Windows-1252, the encoding of older exports.
    Windows,
}

/// A text that is being decoded.
pub(crate) struct Text<R> {
    input: R,
    fallback: Fallback,
    /// None while all bytes so far were ASCII.
    decoder: Option<Decoder>,
    buffer: Vec<u8>,
    started: bool,
    /// Bytes that weren't valid and were replaced.
    pub(crate) replaced: u64,
    /// Whether a NUL character was seen: then it isn't text.
    pub(crate) nul: bool,
}

impl<R: Read> Text<R> {
    pub(crate) fn new(input: R, fallback: Fallback) -> Self {
        let buffer = Vec::with_capacity(CHUNK);
        Self { input, fallback, decoder: None, buffer, started: false, replaced: 0, nul: false }
    }

    /// Puts the next piece of text into `out` (emptied first); false at the end, when a last piece may have been
    /// put there.
    ///
    /// # Errors
    /// The input can't be read.
    pub(crate) fn next(&mut self, out: &mut String) -> io::Result<bool> {
        out.clear();
        self.buffer.clear();
        (&mut self.input).take(CHUNK as u64).read_to_end(&mut self.buffer)?;
        let more = self.buffer.len() == CHUNK;
        let bytes = std::mem::take(&mut self.buffer);
        let mut rest = &bytes[..];
        if !self.started {
            self.started = true;
            if let Some((encoding, skipped)) = marked(rest).or_else(|| unmarked_utf16(rest)) {
                self.decoder = Some(encoding.new_decoder_without_bom_handling());
                rest = &rest[skipped..];
            }
        }
        if self.decoder.is_none() {
            let ascii = Encoding::ascii_valid_up_to(rest);
            // ASCII is valid UTF-8, so this replaces nothing.
            out.push_str(&String::from_utf8_lossy(&rest[..ascii]));
            rest = &rest[ascii..];
            if !rest.is_empty() {
                self.decoder = Some(self.decide(rest).new_decoder_without_bom_handling());
            }
        }
        self.decode(rest, !more, out);
        self.nul |= memchr::memchr(0, out.as_bytes()).is_some();
        self.buffer = bytes;
        Ok(more)
    }

    /// The encoding of a text whose first byte beyond ASCII begins `rest`.
    fn decide(&self, rest: &[u8]) -> &'static Encoding {
        match self.fallback {
            Fallback::None => UTF_8,
            Fallback::Windows if mostly_utf8(rest) => UTF_8,
            Fallback::Windows => WINDOWS_1252,
        }
    }

    fn decode(&mut self, mut rest: &[u8], last: bool, out: &mut String) {
        let Some(decoder) = &mut self.decoder else { return };
        loop {
            let room = decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len() * 3);
            out.reserve(room + 4);
            let (result, read) = decoder.decode_to_string_without_replacement(rest, out, last);
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, _) => {
                    out.push(REPLACEMENT);
                    self.replaced += u64::from(length);
                }
            }
        }
    }
}

/// The encoding that a byte order mark states, and the mark's length.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    Encoding::for_bom(bytes)
}

/// UTF-16 without a mark: nearly every second byte of Western text is zero.
pub(crate) fn unmarked_utf16(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    let sample = &bytes[..bytes.len().min(1024) & !1];
    if sample.len() < 8 {
        return None;
    }
    let pairs = sample.len() / 2;
    let first = sample.iter().step_by(2).filter(|&&byte| byte == 0).count();
    let second = sample.iter().skip(1).step_by(2).filter(|&&byte| byte == 0).count();
    match (first, second) {
        (0, zeros) if zeros * 10 >= pairs * 7 => Some((UTF_16LE, 0)),
        (zeros, 0) if zeros * 10 >= pairs * 7 => Some((UTF_16BE, 0)),
        _ => None,
    }
}

/// Whether more sequences beyond ASCII are valid UTF-8 than not. One that the end cuts counts for neither.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    let cut = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    valid >= invalid.saturating_sub(usize::from(cut)) && (valid > 0 || cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], fallback: Fallback) -> (String, u64) {
        let mut text = Text::new(bytes, fallback);
        let (mut all, mut piece) = (String::new(), String::new());
        loop {
            let more = text.next(&mut piece).unwrap();
            all.push_str(&piece);
            if !more {
                return (all, text.replaced);
            }
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(decoded("Grüße, Ελλάδα".as_bytes(), Fallback::Windows), ("Grüße, Ελλάδα".into(), 0));
        assert_eq!(decoded(b"\xEF\xBB\xBFa,b", Fallback::Windows), ("a,b".into(), 0));
        assert_eq!(decoded(b"M\xFCller; 5 \x80", Fallback::Windows), ("Müller; 5 €".into(), 0));
        let little: Vec<u8> = "name;größe\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "name;größe\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&little, Fallback::Windows).0, "name;größe\r\n");
        assert_eq!(decoded(&big, Fallback::Windows).0, "name;größe\r\n");
        assert_eq!(decoded(&[b"\xFF\xFE".to_vec(), little].concat(), Fallback::None).0, "name;größe\r\n");
        assert_eq!(decoded(&[b"\xFE\xFF".to_vec(), big].concat(), Fallback::None).0, "name;größe\r\n");
    }

    #[test]
    fn what_is_not_valid_is_replaced_and_counted() {
        assert_eq!(decoded(b"a\xFFb\xC3", Fallback::None), ("a\u{FFFD}b\u{FFFD}".into(), 2));
        let (text, replaced) = decoded(
            "é é é \u{e9}".as_bytes().iter().copied().chain([0xFF]).collect::<Vec<_>>().as_slice(),
            Fallback::Windows,
        );
        assert_eq!((text.as_str(), replaced), ("é é é é\u{FFFD}", 1));
    }

    #[test]
    fn a_character_on_the_edge_of_two_chunks_stays_whole() {
        for shift in 0..4 {
            let whole = format!("{}{}", "x".repeat(CHUNK - shift), "é€😀".repeat(5));
            assert_eq!(decoded(whole.as_bytes(), Fallback::Windows), (whole, 0));
        }
    }
}
