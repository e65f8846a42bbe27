//! The recovery code: 160 random bits that open the vault when the passphrase is lost, written so that a person can
//! print and type them. Wiped when dropped, never printed by accident: only [`RecoveryCode::text`] shows it.

use serde::{Deserialize, Deserializer};
use zeroize::{Zeroize, Zeroizing};

use crate::error::{Error, Result};
use crate::key::{KeyBytes, WrappingKey, random};

/// Random bytes of a code.
const CODE_LEN: usize = 20;
/// Symbols that carry the code, five bits each.
const SYMBOLS: usize = 32;
/// Symbols of a printed group.
const GROUP: usize = 4;
/// Crockford's base32 symbols, then the five that only a check symbol can be.
pub(crate) const ALPHABET: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
/// The label under which a wrapping key is derived: HKDF-SHA256, salt = the slot's salt, info = label.
const LABEL: &[u8] = b"vouchsafe/1/slot-recovery";

/// A recovery code.
pub struct RecoveryCode(Box<[u8; CODE_LEN]>);

impl RecoveryCode {
    /// A new code, from the operating system's generator.
    pub(crate) fn random() -> Result<Self> {
        let mut code = random::<CODE_LEN>()?;
        let boxed = Self(Box::new(code));
        code.zeroize();
        Ok(boxed)
    }

    /// Reads a typed code: letters of either case, `O` for `0`, `I` and `L` for `1`; spaces and hyphens anywhere.
    ///
    /// # Errors
    /// [`Error::MistypedRecoveryCode`] if a symbol, the length or the check symbol is wrong.
    pub fn parse(text: &str) -> Result<Self> {
        let mut values = Zeroizing::new([0_u8; SYMBOLS + 1]);
        let mut count = 0;
        for symbol in text.chars().filter(|symbol| !is_separator(*symbol)) {
            let value = value_of(symbol).ok_or(mistyped("a symbol that no code has"))?;
            *values.get_mut(count).ok_or(mistyped("too many symbols"))? = value;
            count += 1;
        }
        if count != SYMBOLS + 1 {
            return Err(mistyped("too few symbols"));
        }
        let (carrying, check) = (&values[..SYMBOLS], values[SYMBOLS]);
        if carrying.iter().any(|value| *value >= 32) {
            return Err(mistyped("a check symbol in the middle"));
        }
        let mut code = Self(Box::new([0; CODE_LEN]));
        for (bytes, symbols) in code.0.chunks_exact_mut(5).zip(carrying.chunks_exact(8)) {
            let bits = symbols.iter().fold(0_u64, |bits, value| (bits << 5) | u64::from(*value));
            bytes.copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        if code.check_value() != check {
            return Err(mistyped("its check symbol does not fit"));
        }
        Ok(code)
    }

    /// The code as printed: eight groups of four symbols and the check symbol, joined by hyphens.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + SYMBOLS / GROUP + 1));
        for bytes in self.0.chunks_exact(5) {
            let bits = bytes.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
            for place in (0..8).rev() {
                text.push(ALPHABET[(bits >> (5 * place)) as usize & 31].into());
                if place % GROUP as u32 == 0 {
                    text.push('-');
                }
            }
        }
        text.push(ALPHABET[usize::from(self.check_value())].into());
        text
    }

    /// The key that this code wraps the vault key with, in the slot of this salt.
    pub(crate) fn derive(&self, salt: &[u8; 32]) -> WrappingKey {
        WrappingKey(KeyBytes::derive(&self.0[..], salt, LABEL))
    }

    /// The code as one big-endian number, modulo 37.
    fn check_value(&self) -> u8 {
        let rest = self.0.iter().fold(0_u32, |rest, byte| (rest * 256 + u32::from(*byte)) % 37);
        rest as u8
    }
}

impl Drop for RecoveryCode {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<'de> Deserialize<'de> for RecoveryCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// What people and word processors put between groups.
fn is_separator(symbol: char) -> bool {
    symbol.is_whitespace() || matches!(symbol, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The value of one typed symbol.
fn value_of(symbol: char) -> Option<u8> {
    let symbol = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == symbol).map(|place| place as u8)
}

fn mistyped(rule: &'static str) -> Error {
    Error::MistypedRecoveryCode { rule }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(bytes: [u8; CODE_LEN]) -> RecoveryCode {
        RecoveryCode(Box::new(bytes))
    }

    #[test]
    fn the_printed_form_is_crockfords() {
        assert_eq!(&*code([0; CODE_LEN]).text(), "0000-0000-0000-0000-0000-0000-0000-0000-0");
        let mut one = [0; CODE_LEN];
        one[CODE_LEN - 1] = 1;
        assert_eq!(&*code(one).text(), "0000-0000-0000-0000-0000-0000-0000-0001-1");
        // 2^160 - 1 modulo 37 is 8, worked out with another program.
        assert_eq!(&*code([255; CODE_LEN]).text(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-8");
    }

    #[test]
    fn typing_is_tolerant() {
        let mut bytes = [0; CODE_LEN];
        bytes[CODE_LEN - 1] = 0b0010_0001;
        let text = code(bytes).text();
        assert_eq!(&*text, "0000-0000-0000-0000-0000-0000-0000-0011-~");
        for typed in [
            "0000 0000 0000 0000 0000 0000 0000 0011 ~",
            "oOoO-0000-0000-0000-0000-0000-0000-00il-~",
            "  000000000000000000000000000000\u{2011}lL~\n",
        ] {
            assert_eq!(RecoveryCode::parse(typed).unwrap().0, code(bytes).0, "{typed}");
        }
    }

    #[test]
    fn mistyped_codes_are_told_from_wrong_ones() {
        let text = RecoveryCode::random().unwrap().text();
        for typed in ["", "0", &text[..text.len() - 1], &format!("{}0", &*text), "ä", &text.replace('-', "%")] {
            assert!(matches!(RecoveryCode::parse(typed), Err(Error::MistypedRecoveryCode { .. })), "{typed}");
        }
        let middle = format!("U{}", &text[1..]);
        assert!(matches!(RecoveryCode::parse(&middle), Err(Error::MistypedRecoveryCode { .. })));
    }

    #[test]
    fn codes_differ_and_salts_matter() {
        let (one, two) = (RecoveryCode::random().unwrap(), RecoveryCode::random().unwrap());
        assert_ne!(one.0, two.0);
        assert_ne!(one.derive(&[1; 32]).0.expose(), one.derive(&[2; 32]).0.expose());
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(bytes: [u8; CODE_LEN]) {
            let text = code(bytes).text();
            prop_assert_eq!(*RecoveryCode::parse(&text).unwrap().0, bytes);
            prop_assert_eq!(*RecoveryCode::parse(&text.to_lowercase()).unwrap().0, bytes);
        }

        #[test]
        fn one_wrong_symbol_or_one_swap_is_noticed(bytes: [u8; CODE_LEN], place in 0..SYMBOLS, other in 0_usize..32) {
            let text: Vec<char> = code(bytes).text().chars().filter(|symbol| *symbol != '-').collect();
            let mut wrong = text.clone();
            wrong[place] = ALPHABET[other].into();
            let is_same = wrong == text;
            prop_assert_eq!(RecoveryCode::parse(&wrong.iter().collect::<String>()).is_ok(), is_same);
            if place + 1 < SYMBOLS {
                let mut swapped = text.clone();
                swapped.swap(place, place + 1);
                let is_same = swapped == text;
                prop_assert_eq!(RecoveryCode::parse(&swapped.iter().collect::<String>()).is_ok(), is_same);
            }
        }

        #[test]
        fn no_text_makes_the_reader_panic(text: String) {
            let _ = RecoveryCode::parse(&text);
        }
    }
}
