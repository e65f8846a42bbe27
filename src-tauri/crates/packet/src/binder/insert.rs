//! Checked values → objects of a PDF. Text is written in hexadecimal digits, so that none of it can be read as anything else.

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use model::own_pages::{OwnObject, OwnPages, OwnValue};

/// An object with the bytes of its stream; `ids` are the numbers under which the document's objects stand in the packet.
pub(super) fn object(pages: &OwnPages, object: &OwnObject, ids: &[ObjectId]) -> Object {
    let found = value(&object.value, ids);
    match (found, pages.stream(object)) {
        (Object::Dictionary(dictionary), Some(bytes)) => {
            Object::Stream(Stream::new(dictionary, bytes.to_vec()).with_compression(false))
        }
        (found, _) => found,
    }
}

fn value(from: &OwnValue, ids: &[ObjectId]) -> Object {
    match from {
        OwnValue::Null => Object::Null,
        OwnValue::Boolean(value) => Object::Boolean(*value),
        OwnValue::Integer(number) => Object::Integer(*number),
        OwnValue::Real(number) => Object::Real(*number),
        OwnValue::Name(name) => Object::Name(name.clone()),
        OwnValue::Text(text) => Object::String(text.clone(), StringFormat::Hexadecimal),
        OwnValue::Array(values) => Object::Array(values.iter().map(|it| value(it, ids)).collect()),
        OwnValue::Dictionary(entries) => {
            let mut dictionary = Dictionary::new();
            for (key, it) in entries {
                dictionary.set(key.clone(), value(it, ids));
            }
            Object::Dictionary(dictionary)
        }
        OwnValue::Object(at) => ids.get(*at as usize).map_or(Object::Null, |id| Object::Reference(*id)),
    }
}

/// Numbers as an array.
pub(super) fn reals(numbers: &[f32]) -> Object {
    Object::Array(numbers.iter().map(|number| Object::Real(*number)).collect())
}

/// A dictionary of these entries.
pub(super) fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for (key, object) in entries {
        dictionary.set(key, object);
    }
    dictionary
}

/// A text, in hexadecimal digits like those of evidence: between parentheses its writer takes the square of the time for what
/// must be escaped in it.
pub(super) fn text(text: &str) -> Object {
    match lopdf::text_string(text) {
        Object::String(bytes, _) => Object::String(bytes, StringFormat::Hexadecimal),
        other => other,
    }
}

/// A name.
pub(super) fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}
