//! Copies what pages draw with, by the allow-list, object by object, each once. What may not stand where it stands is left out.
//! Recurses only as deep as values may stand within values; from object to object it goes by a queue.

use super::entry;
use super::tree::Leaf;
use crate::own_pages::MOST_BYTES;
use crate::own_pages::kind::{Kind, Rule, Streams, may_be_named};
use crate::own_pages::wire::{MOST_DEPTH, MOST_NAME, MOST_VALUES, Shape};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use model::exhibit::NotShown;
use model::own_pages::{OwnDrawing, OwnObject, OwnValue};
use std::collections::{HashMap, VecDeque};
use std::io::Write;

/// Bytes to which the drawing of one page may inflate where it lies in several streams.
const MOST_DRAWN: usize = 64 << 20;
const IN_PLACE: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Gathers the copies.
pub(super) struct Copier<'a> {
    document: &'a Document,
    objects: Vec<OwnObject>,
    shapes: Vec<Shape>,
    bytes: Vec<u8>,
    known: HashMap<(ObjectId, Shape), u32>,
    waiting: VecDeque<(u32, &'a Object)>,
    values: usize,
}

/// What a stream says of itself, and its bytes.
type Content = (Vec<(Vec<u8>, OwnValue)>, Vec<u8>);

impl<'a> Copier<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            objects: Vec::new(),
            shapes: Vec::new(),
            bytes: Vec::new(),
            known: HashMap::new(),
            waiting: VecDeque::new(),
            values: 0,
        }
    }

    /// The objects with their shapes and bytes.
    pub(super) fn finish(self) -> (Vec<OwnObject>, Vec<Shape>, Vec<u8>) {
        (self.objects, self.shapes, self.bytes)
    }

    /// The copy of a layer, where something that was copied names it.
    pub(super) fn layer(&self, id: ObjectId) -> Option<u32> {
        self.known.get(&(id, Shape::Dictionary(Kind::Layer))).copied()
    }

    /// A page as a drawing: whatever its content does to the state of drawing, or leaves unended, ends with it.
    pub(super) fn page(&mut self, leaf: &Leaf<'a>) -> Result<OwnDrawing, NotShown> {
        let (mut entries, bytes) = self.content(leaf.page)?;
        let text = |text: &str| text.as_bytes().to_vec();
        entries.push((text("Type"), OwnValue::Name(text("XObject"))));
        entries.push((text("Subtype"), OwnValue::Name(text("Form"))));
        entries.push((text("BBox"), OwnValue::Array(leaf.edges.map(OwnValue::Real).to_vec())));
        let resources = match leaf.resources {
            Some(resources) => self.value(resources, Rule::Any(Kind::Resources), 1)?,
            None => None,
        };
        let resources = resources.filter(|it| matches!(it, OwnValue::Object(_) | OwnValue::Dictionary(_)));
        entries.push((text("Resources"), resources.unwrap_or_else(|| OwnValue::Dictionary(Vec::new()))));
        if let Ok(group) = leaf.page.get(b"Group") {
            let group = self.value(group, Rule::Any(Kind::Group), 1)?;
            entries.extend(group.map(|group| (text("Group"), group)));
        }
        let object = self.reserve(Shape::Stream(Kind::XObject))?;
        self.fill(object, OwnValue::Dictionary(entries), Some(&bytes))?;
        Ok(OwnDrawing { object, place: IN_PLACE })
    }

    /// A drawing that stands on a page; none where it is none.
    pub(super) fn drawing(&mut self, object: &'a Object) -> Result<Option<u32>, NotShown> {
        match self.value(object, Rule::Any(Kind::XObject), 1)? {
            Some(OwnValue::Object(at)) => Ok(Some(at)),
            Some(_) | None => Ok(None),
        }
    }

    /// The content of a page: one stream as it lies there, or several made one.
    fn content(&mut self, page: &'a Dictionary) -> Result<Content, NotShown> {
        let one = |object: &'a Object| object.as_stream().ok();
        let streams: Vec<&Stream> = match page.get(b"Contents") {
            Err(_) => Vec::new(),
            Ok(contents) => match self.follow(contents)? {
                None => Vec::new(),
                Some((_, Object::Array(several))) => {
                    let mut streams = Vec::new();
                    for object in several {
                        streams.extend(self.follow(object)?.and_then(|(_, object)| one(object)));
                    }
                    streams
                }
                Some((_, object)) => one(object).into_iter().collect(),
            },
        };
        if let [stream] = streams.as_slice() {
            let mut entries = Vec::new();
            for key in [&b"Filter"[..], b"DecodeParms"] {
                if let Ok(object) = stream.dict.get(key) {
                    let value = self.under(key, object, Shape::Stream(Kind::XObject), 0)?;
                    entries.extend(value.map(|value| (key.to_vec(), value)));
                }
            }
            return Ok((entries, stream.content.clone()));
        }
        let mut joined = Vec::new();
        for stream in streams {
            let room = MOST_DRAWN.saturating_sub(joined.len());
            let inflated = stream.get_plain_content_with_limit(room).map_err(|error| match error {
                lopdf::Error::Decompress(_) => NotShown::Unsafe("a page unpacks to more than is allowed".into()),
                _ => NotShown::Damaged("the content of a page can't be unpacked".into()),
            })?;
            joined.extend_from_slice(&inflated);
            joined.push(b'\n');
        }
        if joined.is_empty() {
            return Ok((Vec::new(), joined));
        }
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        let packed = packed.write_all(&joined).and_then(|()| packed.finish()).map_err(crate::read::broken)?;
        Ok((vec![(b"Filter".to_vec(), OwnValue::Name(b"FlateDecode".to_vec()))], packed))
    }

    /// Copies all that is named and not copied yet.
    pub(super) fn run(&mut self) -> Result<(), NotShown> {
        while let Some((at, object)) = self.waiting.pop_front() {
            let shape = self.shapes[at as usize];
            match object {
                Object::Dictionary(dictionary) => {
                    let value = self.dictionary(dictionary, shape, 0)?;
                    self.fill(at, value, None)?;
                }
                Object::Stream(stream) => {
                    let value = self.dictionary(&stream.dict, shape, 0)?;
                    self.fill(at, value, Some(&stream.content))?;
                }
                _ => return Err(NotShown::Damaged("an object of it is of another kind".into())),
            }
        }
        Ok(())
    }

    fn reserve(&mut self, shape: Shape) -> Result<u32, NotShown> {
        self.held(2)?;
        let at = u32::try_from(self.objects.len()).map_err(|_| too_much())?;
        self.objects.push(OwnObject { value: OwnValue::Null, stream: None });
        self.shapes.push(shape);
        Ok(at)
    }

    fn fill(&mut self, at: u32, value: OwnValue, stream: Option<&[u8]>) -> Result<(), NotShown> {
        let start = self.bytes.len();
        if let Some(bytes) = stream {
            if start + bytes.len() > MOST_BYTES {
                return Err(NotShown::Unsafe("its pages draw with more bytes than are taken over".into()));
            }
            self.bytes.extend_from_slice(bytes);
        }
        let end = self.bytes.len();
        self.objects[at as usize] = OwnObject { value, stream: stream.map(|_| start..end) };
        Ok(())
    }

    /// Counts values, of which a document may have so many.
    fn held(&mut self, values: usize) -> Result<(), NotShown> {
        self.values += values;
        if self.values > MOST_VALUES { Err(too_much()) } else { Ok(()) }
    }

    /// Follows a reference to an object. What the document lists and can't be read is damage; what it doesn't list is nothing.
    fn follow(&self, object: &'a Object) -> Result<Option<(Option<ObjectId>, &'a Object)>, NotShown> {
        match self.document.dereference(object) {
            Ok(found) => Ok(Some(found)),
            Err(lopdf::Error::ObjectNotFound((number, _))) => match self.document.reference_table.get(number) {
                Some(XrefEntry::Normal { .. } | XrefEntry::Compressed { .. }) => {
                    Err(NotShown::Damaged("an object that its pages need can't be read".into()))
                }
                Some(XrefEntry::Free | XrefEntry::UnusableFree) | None => Ok(None),
            },
            Err(_) => Ok(None),
        }
    }

    /// The place of the copy of an object, which is copied once for each shape in which it is needed; none where it can't
    /// have that shape.
    fn named(&mut self, id: ObjectId, object: &'a Object, rule: Rule) -> Result<Option<u32>, NotShown> {
        let shape = match (object, rule) {
            (Object::Dictionary(_), Rule::Map(kind)) => Shape::Map(kind),
            (Object::Dictionary(_), Rule::Any(kind)) if kind.streams() != Streams::Always => Shape::Dictionary(kind),
            (Object::Stream(stream), Rule::Any(kind)) if may_be(stream, kind, self.document) => Shape::Stream(kind),
            _ => return Ok(None),
        };
        if let Some(at) = self.known.get(&(id, shape)) {
            return Ok(Some(*at));
        }
        let at = self.reserve(shape)?;
        self.known.insert((id, shape), at);
        self.waiting.push_back((at, object));
        Ok(Some(at))
    }

    fn dictionary(&mut self, dictionary: &'a Dictionary, shape: Shape, depth: usize) -> Result<OwnValue, NotShown> {
        let mut entries = Vec::new();
        for (key, object) in dictionary.iter().filter(|(key, _)| key.len() <= MOST_NAME) {
            if let Some(value) = self.under(key, object, shape, depth)? {
                self.held(1)?;
                entries.push((key.clone(), value));
            }
        }
        Ok(OwnValue::Dictionary(entries))
    }

    /// What stands under a key of a dictionary of that shape; none where it may not.
    fn under(
        &mut self,
        key: &[u8],
        object: &'a Object,
        shape: Shape,
        depth: usize,
    ) -> Result<Option<OwnValue>, NotShown> {
        let rule = match shape {
            Shape::Dictionary(kind) => kind.rule(key, false),
            Shape::Stream(kind) => kind.rule(key, true),
            Shape::Map(kind) => Some(Rule::Any(kind)),
        };
        let Some(rule) = rule else { return Ok(None) };
        let value = self.value(object, rule, depth + 1)?;
        // Without one of its filters a stream would be read as what it isn't.
        let is_packed = matches!(shape, Shape::Stream(_)) && key == b"Filter";
        if value.is_none() && is_packed && self.follow(object)?.is_some_and(|(_, it)| !matches!(it, Object::Null)) {
            return Err(NotShown::Damaged("a stream of it is packed in a way that isn't known".into()));
        }
        let is_free = matches!(shape, Shape::Map(_));
        Ok(value.filter(|value| !is_free || may_be_named(key, value)))
    }

    fn value(&mut self, object: &'a Object, rule: Rule, depth: usize) -> Result<Option<OwnValue>, NotShown> {
        self.held(1)?;
        if depth > MOST_DEPTH {
            return Err(NotShown::Unsafe("values of it are nested deeper than is allowed".into()));
        }
        let is_free = matches!(rule, Rule::Plain | Rule::Any(_));
        Ok(match object {
            Object::Reference(_) => match self.follow(object)? {
                Some((Some(id), found @ (Object::Dictionary(_) | Object::Stream(_)))) => {
                    self.named(id, found, rule)?.map(OwnValue::Object)
                }
                Some((_, found)) => self.value(found, rule, depth + 1)?,
                None => None,
            },
            Object::Dictionary(dictionary) => match rule {
                Rule::Any(kind) if kind.streams() != Streams::Always => {
                    Some(self.dictionary(dictionary, Shape::Dictionary(kind), depth)?)
                }
                Rule::Map(kind) => Some(self.dictionary(dictionary, Shape::Map(kind), depth)?),
                Rule::Any(_) | Rule::Plain | Rule::Name(_) => None,
            },
            Object::Array(_) if matches!(rule, Rule::Map(_)) => None,
            Object::Array(objects) => {
                let mut values = Vec::with_capacity(objects.len().min(1 << 10));
                for object in objects {
                    match self.value(object, rule, depth + 1)? {
                        Some(value) => values.push(value),
                        // Its place counts.
                        None if is_free => values.push(OwnValue::Null),
                        None => return Ok(None),
                    }
                }
                Some(OwnValue::Array(values))
            }
            Object::Name(name) => {
                let listed = match rule {
                    Rule::Name(allowed) => allowed.iter().any(|one| one.as_bytes() == name),
                    Rule::Plain | Rule::Any(_) => name.len() <= MOST_NAME,
                    Rule::Map(_) => false,
                };
                listed.then(|| OwnValue::Name(name.clone()))
            }
            _ if !is_free => None,
            Object::Null => Some(OwnValue::Null),
            Object::Boolean(value) => Some(OwnValue::Boolean(*value)),
            Object::Integer(number) => Some(OwnValue::Integer(*number)),
            Object::Real(number) => Some(OwnValue::Real(if number.is_finite() { *number } else { 0.0 })),
            Object::String(text, _) => Some(OwnValue::Text(text.clone())),
            Object::Stream(_) => None,
        })
    }
}

/// Whether a stream can be of a kind. What draws in the language of printers is left out.
fn may_be(stream: &Stream, kind: Kind, document: &Document) -> bool {
    let subtype = || entry(document, &stream.dict, b"Subtype").and_then(|name| name.as_name().ok());
    kind.streams() != Streams::Never && (kind != Kind::XObject || matches!(subtype(), Some(b"Form" | b"Image")))
}

fn too_much() -> NotShown {
    NotShown::Unsafe("its pages draw with more objects than are taken over".into())
}
