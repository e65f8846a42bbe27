//! The keys that each kind of object may have, and what may stand under them.

use super::Kind;
use super::Rule::{self, Any, Map, Name, Plain};

/// Keys with what may stand under them.
pub(super) type Keys = &'static [(&'static str, Rule)];

/// Types that say nothing but what is allowed here.
const TYPES: Rule = Name(&[
    "XObject",
    "Font",
    "FontDescriptor",
    "Encoding",
    "CMap",
    "ExtGState",
    "Mask",
    "Group",
    "Pattern",
    "OCG",
    "OCMD",
]);

/// Every filter but the one that decrypts.
const FILTERS: Rule = Name(&[
    "FlateDecode",
    "Fl",
    "LZWDecode",
    "LZW",
    "ASCIIHexDecode",
    "AHx",
    "ASCII85Decode",
    "A85",
    "RunLengthDecode",
    "RL",
    "CCITTFaxDecode",
    "CCF",
    "DCTDecode",
    "DCT",
    "JBIG2Decode",
    "JPXDecode",
]);

/// The keys of every stream. `F`, which leads to a file outside, isn't among them.
pub(super) const STREAM: Keys = &[("Filter", FILTERS), ("DecodeParms", Any(Kind::Decode))];

pub(super) const XOBJECT: Keys = &[
    ("Type", TYPES),
    ("Subtype", Name(&["Form", "Image"])),
    ("FormType", Plain),
    ("BBox", Plain),
    ("Matrix", Plain),
    ("Resources", Any(Kind::Resources)),
    ("Group", Any(Kind::Group)),
    ("OC", Any(Kind::Layer)),
    ("Width", Plain),
    ("Height", Plain),
    ("ColorSpace", Any(Kind::Colour)),
    ("BitsPerComponent", Plain),
    ("Intent", Plain),
    ("ImageMask", Plain),
    ("Mask", Any(Kind::XObject)),
    ("Decode", Plain),
    ("Interpolate", Plain),
    ("SMask", Any(Kind::XObject)),
    ("SMaskInData", Plain),
    ("Matte", Plain),
];

pub(super) const RESOURCES: Keys = &[
    ("Font", Map(Kind::Font)),
    ("XObject", Map(Kind::XObject)),
    ("ExtGState", Map(Kind::State)),
    ("ColorSpace", Map(Kind::Colour)),
    ("Pattern", Map(Kind::Pattern)),
    ("Shading", Map(Kind::Shading)),
    ("Properties", Map(Kind::Layer)),
    ("ProcSet", Plain),
];

pub(super) const FONT: Keys = &[
    ("Type", TYPES),
    ("Subtype", Name(&["Type0", "Type1", "MMType1", "Type3", "TrueType", "CIDFontType0", "CIDFontType2"])),
    ("BaseFont", Plain),
    ("Name", Plain),
    ("FirstChar", Plain),
    ("LastChar", Plain),
    ("Widths", Plain),
    ("FontDescriptor", Any(Kind::Descriptor)),
    ("Encoding", Any(Kind::Encoding)),
    ("ToUnicode", Any(Kind::Encoding)),
    ("DescendantFonts", Any(Kind::Font)),
    ("CIDSystemInfo", Any(Kind::SystemInfo)),
    ("DW", Plain),
    ("W", Plain),
    ("DW2", Plain),
    ("W2", Plain),
    ("CIDToGIDMap", Any(Kind::Bytes)),
    ("FontBBox", Plain),
    ("FontMatrix", Plain),
    ("CharProcs", Map(Kind::Glyph)),
    ("Resources", Any(Kind::Resources)),
];

pub(super) const DESCRIPTOR: Keys = &[
    ("Type", TYPES),
    ("FontName", Plain),
    ("FontFamily", Plain),
    ("FontStretch", Plain),
    ("FontWeight", Plain),
    ("Flags", Plain),
    ("FontBBox", Plain),
    ("ItalicAngle", Plain),
    ("Ascent", Plain),
    ("Descent", Plain),
    ("Leading", Plain),
    ("CapHeight", Plain),
    ("XHeight", Plain),
    ("StemV", Plain),
    ("StemH", Plain),
    ("AvgWidth", Plain),
    ("MaxWidth", Plain),
    ("MissingWidth", Plain),
    ("CharSet", Plain),
    ("CIDSet", Any(Kind::Bytes)),
    ("FontFile", Any(Kind::FontProgram)),
    ("FontFile2", Any(Kind::FontProgram)),
    ("FontFile3", Any(Kind::FontProgram)),
];

pub(super) const FONT_PROGRAM: Keys = &[
    ("Length1", Plain),
    ("Length2", Plain),
    ("Length3", Plain),
    ("Subtype", Name(&["Type1C", "CIDFontType0C", "OpenType"])),
];

pub(super) const ENCODING: Keys = &[
    ("Type", TYPES),
    ("BaseEncoding", Plain),
    ("Differences", Plain),
    ("CMapName", Plain),
    ("CIDSystemInfo", Any(Kind::SystemInfo)),
    ("WMode", Plain),
    ("UseCMap", Any(Kind::Encoding)),
];

pub(super) const SYSTEM_INFO: Keys = &[("Registry", Plain), ("Ordering", Plain), ("Supplement", Plain)];

pub(super) const STATE: Keys = &[
    ("Type", TYPES),
    ("LW", Plain),
    ("LC", Plain),
    ("LJ", Plain),
    ("ML", Plain),
    ("D", Plain),
    ("RI", Plain),
    ("OP", Plain),
    ("op", Plain),
    ("OPM", Plain),
    ("Font", Any(Kind::Font)),
    ("BG", Any(Kind::Colour)),
    ("BG2", Any(Kind::Colour)),
    ("UCR", Any(Kind::Colour)),
    ("UCR2", Any(Kind::Colour)),
    ("TR", Any(Kind::Colour)),
    ("TR2", Any(Kind::Colour)),
    ("FL", Plain),
    ("SM", Plain),
    ("SA", Plain),
    ("BM", Plain),
    ("SMask", Any(Kind::SoftMask)),
    ("CA", Plain),
    ("ca", Plain),
    ("AIS", Plain),
    ("TK", Plain),
];

pub(super) const SOFT_MASK: Keys =
    &[("Type", TYPES), ("S", Plain), ("G", Any(Kind::XObject)), ("BC", Plain), ("TR", Any(Kind::Colour))];

pub(super) const GROUP: Keys =
    &[("Type", TYPES), ("S", Name(&["Transparency"])), ("CS", Any(Kind::Colour)), ("I", Plain), ("K", Plain)];

pub(super) const PATTERN: Keys = &[
    ("Type", TYPES),
    ("PatternType", Plain),
    ("PaintType", Plain),
    ("TilingType", Plain),
    ("BBox", Plain),
    ("XStep", Plain),
    ("YStep", Plain),
    ("Resources", Any(Kind::Resources)),
    ("Matrix", Plain),
    ("Shading", Any(Kind::Shading)),
    ("ExtGState", Any(Kind::State)),
];

pub(super) const SHADING: Keys = &[
    ("ShadingType", Plain),
    ("ColorSpace", Any(Kind::Colour)),
    ("Background", Plain),
    ("BBox", Plain),
    ("AntiAlias", Plain),
    ("Coords", Plain),
    ("Domain", Plain),
    ("Matrix", Plain),
    ("Function", Any(Kind::Colour)),
    ("Extend", Plain),
    ("BitsPerCoordinate", Plain),
    ("BitsPerComponent", Plain),
    ("BitsPerFlag", Plain),
    ("Decode", Plain),
    ("VerticesPerRow", Plain),
];

/// Of a profile, of a function, of a calibrated colour space, and of the attributes of several colorants.
pub(super) const COLOUR: Keys = &[
    ("N", Plain),
    ("Alternate", Any(Kind::Colour)),
    ("Range", Plain),
    ("FunctionType", Plain),
    ("Domain", Plain),
    ("Size", Plain),
    ("BitsPerSample", Plain),
    ("Order", Plain),
    ("Encode", Plain),
    ("Decode", Plain),
    ("C0", Plain),
    ("C1", Plain),
    ("Functions", Any(Kind::Colour)),
    ("Bounds", Plain),
    ("WhitePoint", Plain),
    ("BlackPoint", Plain),
    ("Gamma", Plain),
    ("Matrix", Plain),
    ("Subtype", Name(&["DeviceN", "NChannel"])),
    ("Colorants", Map(Kind::Colour)),
    ("Process", Any(Kind::Colour)),
    ("ColorSpace", Any(Kind::Colour)),
    ("Components", Plain),
];

pub(super) const DECODE: Keys = &[
    ("Predictor", Plain),
    ("Colors", Plain),
    ("BitsPerComponent", Plain),
    ("Columns", Plain),
    ("EarlyChange", Plain),
    ("K", Plain),
    ("EndOfLine", Plain),
    ("EncodedByteAlign", Plain),
    ("Rows", Plain),
    ("EndOfBlock", Plain),
    ("BlackIs1", Plain),
    ("DamagedRowsBeforeError", Plain),
    ("JBIG2Globals", Any(Kind::Bytes)),
    ("ColorTransform", Plain),
];

/// Of a layer, of a rule of layers, and of words that stand for what is drawn.
pub(super) const LAYER: Keys = &[
    ("Type", TYPES),
    ("Name", Plain),
    ("Intent", Plain),
    ("OCGs", Any(Kind::Layer)),
    ("P", Plain),
    ("VE", Any(Kind::Layer)),
    ("ActualText", Plain),
    ("Alt", Plain),
    ("E", Plain),
    ("Lang", Plain),
];
