//! The client: whose vault this is. One client, one vault.

use serde::{Deserialize, Serialize};

use crate::id::ClientId;
use crate::invalid::{Invalid, NAME};
use crate::record::Revision;

/// The organisation that is preparing for an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Client {
    /// Its id.
    pub id: ClientId,
    /// Its revision.
    pub revision: Revision,
    /// Legal name, as it stands on the cover of a packet.
    pub legal_name: String,
    /// Two to five capital letters that begin its packet and Bates numbers (`HPL`).
    pub short_code: String,
    /// Industry, such as `retail`.
    pub industry: String,
    /// Sector within the industry, such as `online shop, home goods`.
    pub sector: String,
    /// Jurisdictions in which it works, such as `United Kingdom`.
    pub jurisdictions: Vec<String>,
    /// Logo for the cover.
    pub logo: Option<Logo>,
}

/// A logo as a PNG that was decoded and written again by the confined reading process, never the foreign bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Logo {
    /// The PNG file, at most [`Logo::MOST_BYTES`]; in JSON as base64.
    #[serde(with = "base64_text")]
    #[ts(type = "string")]
    pub png: Vec<u8>,
}

/// Bytes as base64: an array of numbers would be three times as long in every image of the log.
mod base64_text {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    /// The images of a vault of the first schema have numbers.
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Base64(String),
        Numbers(Vec<u8>),
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        match Written::deserialize(from)? {
            Written::Base64(text) => STANDARD.decode(text).map_err(serde::de::Error::custom),
            Written::Numbers(bytes) => Ok(bytes),
        }
    }
}

impl Logo {
    /// Bytes of a logo, at most.
    pub const MOST_BYTES: usize = 512 * 1024;
    /// Pixels of its long side, at most: 10 cm at 300 an inch.
    pub const MOST_SIDE: u32 = 1_200;

    /// The first bytes of every PNG file.
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

    fn holds(&self) -> bool {
        self.png.len() <= Self::MOST_BYTES && self.png.starts_with(Self::SIGNATURE)
    }

    /// Checks that a record may hold it.
    pub(crate) fn check(logo: Option<&Self>, field: &'static str) -> Result<(), Invalid> {
        Invalid::unless(logo.is_none_or(Self::holds), field, "must be a PNG of at most 512 KiB")
    }

    /// Width and height in pixels, as its head states them; none where it has no whole head.
    pub fn size(&self) -> Option<(u32, u32)> {
        let number = |at: usize| self.png.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
        Some((number(16)?, number(20)?)).filter(|_| self.png.get(12..16) == Some(b"IHDR"))
    }
}

impl Client {
    /// Checks every rule that the client alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("legal_name", &self.legal_name, NAME)?;
        let code_holds =
            (2..=5).contains(&self.short_code.len()) && self.short_code.bytes().all(|byte| byte.is_ascii_uppercase());
        Invalid::unless(code_holds, "short_code", "must be two to five capital letters from A to Z")?;
        Invalid::most("industry", &self.industry, NAME)?;
        Invalid::most("sector", &self.sector, NAME)?;
        Invalid::lines("jurisdictions", &self.jurisdictions, NAME)?;
        Logo::check(self.logo.as_ref(), "logo")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{assert_breaks, client};

    #[test]
    fn a_client_has_a_legal_name() {
        assert_eq!(client().check(), Ok(()));
        assert_breaks(Client { legal_name: " ".to_owned(), ..client() }.check(), "legal_name");
        assert_breaks(Client { jurisdictions: vec![String::new()], ..client() }.check(), "jurisdictions");
    }

    #[test]
    fn a_short_code_is_two_to_five_capital_letters() {
        for code in ["HP", "HPL", "ABCDE"] {
            assert_eq!(Client { short_code: code.to_owned(), ..client() }.check(), Ok(()), "{code}");
        }
        for code in ["", "H", "ABCDEF", "hpl", "HP1", "H P", "ÉÈ", "HP\n"] {
            assert_breaks(Client { short_code: code.to_owned(), ..client() }.check(), "short_code");
        }
    }

    #[test]
    fn a_logo_is_a_png_of_bounded_size() {
        let with = |png: Vec<u8>| Client { logo: Some(Logo { png }), ..client() }.check();
        let mut largest = b"\x89PNG\r\n\x1a\n".to_vec();
        largest.resize(Logo::MOST_BYTES, 0);
        assert_eq!(with(largest.clone()), Ok(()));
        largest.push(0);
        assert_breaks(with(largest), "logo");
        assert_breaks(with(b"<svg/>".to_vec()), "logo");
        assert_breaks(with(Vec::new()), "logo");
        assert_eq!(Client { logo: None, ..client() }.check(), Ok(()));
    }

    #[test]
    fn a_logo_is_base64_in_json_and_its_size_is_that_of_its_head() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x01\x90\x08".to_vec();
        let logo = Logo { png };
        assert_eq!(logo.size(), Some((1_200, 400)));
        assert_eq!(Logo { png: logo.png[..20].to_vec() }.size(), None);
        assert_eq!(Logo { png: vec![0; 40] }.size(), None);
        let json = serde_json::to_value(&logo).expect("JSON");
        assert!(json["png"].as_str().is_some_and(|text| text.starts_with("iVBORw0KGgo")), "{json}");
        assert_eq!(serde_json::from_value::<Logo>(json).expect("a logo"), logo);
        assert!(serde_json::from_value::<Logo>(serde_json::json!({ "png": "not base64!" })).is_err());
    }
}
