//! What a page may draw with, as an allow-list: each kind of object with the keys that it may have and what may stand under
//! them (ISO 32000-1, clauses 7.4, 7.10, 8 and 9). Nothing in it can act, embed or lead out: no key for an action, a script, a
//! form, a file or a structure. The child copies by it, and the parent refuses by it what the child says.

mod keys;

use self::keys::Keys;
use model::own_pages::OwnValue;

/// A kind of object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A form or a picture.
    XObject,
    Resources,
    Font,
    Descriptor,
    /// The program of a font.
    FontProgram,
    /// The names of a font's codes, or a map of them.
    Encoding,
    /// The drawing of a glyph.
    Glyph,
    SystemInfo,
    /// A graphics state.
    State,
    SoftMask,
    Group,
    Pattern,
    Shading,
    /// A profile, a function, or another part of a colour space.
    Colour,
    /// How a filter decodes.
    Decode,
    /// Bytes without keys of their own.
    Bytes,
    /// A layer, or a rule of layers.
    Layer,
}

/// What may stand under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Numbers, names, strings, and arrays of these.
    Plain,
    /// One of these names, or an array of them.
    Name(&'static [&'static str]),
    /// As [`Rule::Plain`], and in it dictionaries and streams of this kind.
    Any(Kind),
    /// A dictionary with names of the document's own, and under each what [`Rule::Any`] and [`may_be_named`] let stand.
    Map(Kind),
}

/// Whether an object of a kind is a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Streams {
    Never,
    Either,
    Always,
}

impl Kind {
    /// Every kind, by its number.
    pub(crate) const ALL: [Self; 17] = [
        Self::XObject,
        Self::Resources,
        Self::Font,
        Self::Descriptor,
        Self::FontProgram,
        Self::Encoding,
        Self::Glyph,
        Self::SystemInfo,
        Self::State,
        Self::SoftMask,
        Self::Group,
        Self::Pattern,
        Self::Shading,
        Self::Colour,
        Self::Decode,
        Self::Bytes,
        Self::Layer,
    ];

    /// Whether an object of this kind is a stream.
    pub(crate) const fn streams(self) -> Streams {
        match self {
            Self::XObject | Self::FontProgram | Self::Glyph | Self::Bytes => Streams::Always,
            Self::Encoding | Self::Pattern | Self::Shading | Self::Colour => Streams::Either,
            Self::Resources
            | Self::Font
            | Self::Descriptor
            | Self::SystemInfo
            | Self::State
            | Self::SoftMask
            | Self::Group
            | Self::Decode
            | Self::Layer => Streams::Never,
        }
    }

    const fn keys(self) -> Keys {
        match self {
            Self::XObject => keys::XOBJECT,
            Self::Resources => keys::RESOURCES,
            Self::Font => keys::FONT,
            Self::Descriptor => keys::DESCRIPTOR,
            Self::FontProgram => keys::FONT_PROGRAM,
            Self::Encoding => keys::ENCODING,
            Self::Glyph | Self::Bytes => &[],
            Self::SystemInfo => keys::SYSTEM_INFO,
            Self::State => keys::STATE,
            Self::SoftMask => keys::SOFT_MASK,
            Self::Group => keys::GROUP,
            Self::Pattern => keys::PATTERN,
            Self::Shading => keys::SHADING,
            Self::Colour => keys::COLOUR,
            Self::Decode => keys::DECODE,
            Self::Layer => keys::LAYER,
        }
    }

    /// What may stand under a key; none where the key isn't allowed.
    pub(crate) fn rule(self, key: &[u8], is_stream: bool) -> Option<Rule> {
        let more: Keys = if is_stream { keys::STREAM } else { &[] };
        let mut all = self.keys().iter().chain(more);
        all.find(|(name, _)| name.as_bytes() == key).map(|(_, rule)| *rule)
    }
}

/// Whether a value may stand under a name of a document's own: something that draws, or the name of it. The names are free,
/// so nothing may stand there that makes a whole map look like something else: no text, which could be the name of an attached
/// file, and no type by which programs take an object for a part of how the file is built.
pub(crate) fn may_be_named(name: &[u8], value: &OwnValue) -> bool {
    match value {
        OwnValue::Name(value) if name == b"Type" => !matches!(value.as_slice(), b"XRef" | b"ObjStm"),
        OwnValue::Dictionary(_) | OwnValue::Object(_) | OwnValue::Array(_) | OwnValue::Name(_) => name != b"Linearized",
        OwnValue::Null | OwnValue::Boolean(_) | OwnValue::Integer(_) | OwnValue::Real(_) | OwnValue::Text(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_kind_has_a_key_by_which_a_document_acts_or_leads_out() {
        const DOINGS: &str = "A AA AF AP AcroForm Annots DOS Dest EF F FDecodeParms FFilter FS JS JavaScript Launch Mac \
            Metadata Names OPI OpenAction PS Parent PieceInfo Ref RichMediaContent StructParent StructParents UF URI \
            Unix XFA";
        for key in DOINGS.split(' ') {
            for kind in Kind::ALL {
                for is_stream in [false, true] {
                    assert_eq!(kind.rule(key.as_bytes(), is_stream), None, "{kind:?} {key}");
                }
            }
        }
    }

    #[test]
    fn under_a_free_name_stands_what_draws_and_nothing_that_builds_a_file() {
        let name = |text: &str| OwnValue::Name(text.as_bytes().to_vec());
        for value in [name("DeviceRGB"), OwnValue::Array(vec![]), OwnValue::Dictionary(vec![]), OwnValue::Object(1)] {
            assert!(may_be_named(b"EF", &value) && may_be_named(b"Type", &value), "{value:?}");
            assert!(!may_be_named(b"Linearized", &value), "{value:?}");
        }
        for value in [OwnValue::Text(b"manifest.json".to_vec()), OwnValue::Null, OwnValue::Integer(1)] {
            assert!(!may_be_named(b"UF", &value), "{value:?}");
        }
        for builds in ["XRef", "ObjStm"] {
            assert!(!may_be_named(b"Type", &name(builds)) && may_be_named(b"Cs1", &name(builds)), "{builds}");
        }
    }

    #[test]
    fn a_kind_is_found_by_its_number() {
        for (number, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, number);
        }
    }
}
