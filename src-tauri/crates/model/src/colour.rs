//! A firm's own colour for titles and lines. Says how well it is read on white, and never gives a state its colour: those
//! carry meaning and are the same in every packet.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::invalid::Invalid;

/// A colour as red, green and blue, written `#0d5757`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Contrast to white that titles and links need at least: WCAG 2.2, success criterion 1.4.3 (AA).
    pub const LEAST_CONTRAST: f64 = 4.5;

    /// The colour in a text such as `#0d5757`.
    ///
    /// # Errors
    /// [`Invalid`] for anything else.
    pub fn read(text: &str) -> Result<Self, Invalid> {
        let other = || Invalid::new("colour", "must be a colour such as #0d5757: six hexadecimal digits after #");
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(other)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(other());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| other())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }

    /// How it stands out from white, from 1 (white) to 21 (black), as WCAG 2.2 defines the contrast ratio.
    pub fn contrast_to_white(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }

    /// Checks that titles in it can be read on white.
    ///
    /// # Errors
    /// [`Invalid`] on `field`, with the contrast that it has.
    pub fn check(self, field: &'static str) -> Result<(), Invalid> {
        let contrast = self.contrast_to_white();
        // Cut, not rounded: 4.49 must not be told as 4.5.
        let told = (contrast * 10.0).floor() / 10.0;
        let rule =
            format!("must have a contrast to white of 4.5:1 at least (WCAG 2.2, 1.4.3); this one has {told:.1}:1");
        Invalid::unless(contrast >= Self::LEAST_CONTRAST, field, rule)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl TryFrom<String> for Colour {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::read(&text)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_contrast_is_that_of_known_colours() {
        for (text, contrast) in
            [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48), ("#ff0000", 4.0)]
        {
            let found = Colour::read(text).expect("a colour").contrast_to_white();
            assert!((found - contrast).abs() < 0.01, "{text}: {found}");
        }
    }

    #[test]
    fn a_pale_colour_is_refused_with_its_contrast() {
        assert_eq!(Colour([0x76; 3]).check("firm_colour"), Ok(()));
        let refused = Colour([0x77; 3]).check("firm_colour").expect_err("4.48:1");
        assert_eq!(refused.field, "firm_colour");
        assert!(refused.rule.ends_with("this one has 4.4:1"), "{}", refused.rule);
    }

    #[test]
    fn only_six_digits_after_a_hash_are_a_colour() {
        assert_eq!(Colour::read(" #0D5757 ").map(String::from).as_deref(), Ok("#0d5757"));
        for text in ["", "#", "0d5757", "#0d575", "#0d57577", "#0d575g", "teal", "#+d5757", "#é5757", "rgb(1,2,3)"] {
            assert!(Colour::read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_colour_is_read_back_and_darker_is_never_less_contrast(red: u8, green: u8, blue: u8) {
            let colour = Colour([red, green, blue]);
            prop_assert_eq!(Colour::read(&colour.to_string()), Ok(colour));
            let darker = Colour([red / 2, green / 2, blue / 2]);
            prop_assert!(darker.contrast_to_white() >= colour.contrast_to_white());
            prop_assert!((1.0..=21.0).contains(&((colour.contrast_to_white() * 1e9).round() / 1e9)));
            prop_assert_eq!(colour.check("f").is_ok(), colour.contrast_to_white() >= 4.5);
        }
    }
}
