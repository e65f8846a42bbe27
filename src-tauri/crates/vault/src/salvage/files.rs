//! The evidence files of the records that were found, and the redacted twins that they name: each read back against its
//! SHA-256 before its chunks are copied. One
//! that is lost leaves a note in its place, and its item is withdrawn: what is known of the item, its custody and what names
//! it stay.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::custody::CustodyKind;
use model::evidence::{Digest, EvidenceFile, EvidenceItem, EvidenceState};
use model::exhibit::FileType;
use model::id::{EvidenceId, FileId};
use model::packet::Step;
use model::record::AnyRecord;
use model::redaction::Twin;
use ring::digest::{SHA256, digest};
use rusqlite::Row;

use super::Tell;
use super::loose::Loose;
use super::records::{Found, named};
use super::wreck::Wreck;
use super::write::Events;
use crate::backup::place::Place;
use crate::chunk::{CHUNK_LEN, ChunkId, ChunkKeys, Packer};
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::ingest::Sealed;
use crate::store::{Access, EvidenceStore};
use crate::table::twin::SALT_LEN;
use crate::table::{file, twin};

/// Characters of a lost file's name that the note in its place bears, at most.
const MOST_NAME: usize = 200;

/// The evidence of the damaged vault, and what of it was saved.
pub(super) struct Files {
    store: std::result::Result<EvidenceStore, String>,
    keys: Arc<ChunkKeys>,
    /// The files of the new vault.
    pub(super) sealed: BTreeMap<FileId, Sealed>,
    /// The salts of those of them that are twins, of originals that are as they were.
    pub(super) salts: BTreeMap<FileId, [u8; SALT_LEN]>,
    /// Those of them that are as they were.
    whole: BTreeSet<FileId>,
    /// Chunks by the SHA-256 of their content, once a file's own list of chunks was lost.
    contents: Option<BTreeMap<[u8; 32], ChunkId>>,
    /// Lists of chunks by file, once a page that led to them was lost.
    loose: Option<BTreeMap<Vec<u8>, BTreeMap<i64, ChunkId>>>,
    /// Items whose files were destroyed on purpose. They stay without them, even where another item has the same content.
    purged: BTreeSet<EvidenceId>,
}

/// The lists of files' chunks, as they are read from loose pages.
const LOOSE: Loose = Loose {
    declared: "(file BLOB, position INTEGER, chunk BLOB, PRIMARY KEY (file, position)) WITHOUT ROWID",
    columns: "file, position, chunk",
    key: Some("file, position"),
};

impl Files {
    /// Opens the evidence of the damaged vault for reading. `events` tell what was purged.
    pub(super) fn open(from: &Folder, keys: Arc<ChunkKeys>, events: &Events) -> Self {
        let store = EvidenceStore::open(from, Arc::clone(&keys), Access::ReadOnly).map_err(|error| error.to_string());
        let told = events.iter().filter(|(_, list)| list.iter().any(|event| event.kind == CustodyKind::Purged));
        let purged = told.map(|(item, _)| *item).collect();
        Self {
            store,
            keys,
            sealed: BTreeMap::new(),
            salts: BTreeMap::new(),
            whole: BTreeSet::new(),
            contents: None,
            loose: None,
            purged,
        }
    }

    /// How many files of these items are as they were.
    pub(super) fn whole_of<'a>(&self, items: impl Iterator<Item = &'a EvidenceItem>) -> u64 {
        items.flat_map(|item| &item.files).filter(|file| self.whole.contains(&file.id)).count() as u64
    }

    /// Whether an item's files were destroyed on purpose.
    pub(super) fn is_purged(&self, item: EvidenceId) -> bool {
        self.purged.contains(&item)
    }

    /// Copies every file of the records that can be read back.
    ///
    /// # Errors
    /// Those of writing, and of `tell`. What can't be read is named in `found`.
    pub(super) fn save(
        &mut self,
        wreck: &Wreck,
        found: &mut Found,
        place: &mut Place,
        tell: &mut Tell<'_>,
    ) -> Result<()> {
        let mut items = Vec::new();
        for record in found.records.values() {
            if let AnyRecord::Evidence(item) = record {
                items.push(EvidenceItem::clone(item));
            }
        }
        let total = items.len() as u64;
        for (done, item) in items.into_iter().enumerate() {
            tell(Step { done: done as u64, total, doing: "reading evidence files back" })?;
            if self.is_purged(item.id) {
                continue;
            }
            let mut changed = item.clone();
            for file in &mut changed.files {
                let mut lost = Vec::new();
                if let Err(why) = self.file(wreck, file, place)? {
                    lost.push(format!("file {}: {why}", file.name));
                    *file = self.note(file, place)?;
                }
                let is_whole = lost.is_empty();
                if let Some(redaction) = &mut file.redaction
                    && let Err(why) = self.twin(wreck, &redaction.twin, is_whole, place)?
                {
                    lost.push(format!("redacted twin {}: {why}", redaction.twin.name));
                    redaction.twin = self.note_of_twin(&redaction.twin, place)?;
                }
                for lost in lost {
                    found.lose(format!("{}, {lost}", named(&item.clone().into())));
                    changed.state = EvidenceState::Withdrawn {
                        reason: "a file of it could not be read when the vault was salvaged".to_owned(),
                    };
                }
            }
            if changed != item {
                changed.revision += 1;
                let record = AnyRecord::from(changed);
                found.records.insert((record.noun(), record.key()), record);
            }
        }
        place.commit()
    }

    /// Copies one file, or says why it is lost.
    fn file(
        &mut self,
        wreck: &Wreck,
        file: &EvidenceFile,
        place: &mut Place,
    ) -> Result<std::result::Result<(), String>> {
        let listed = wreck.ask(|connection| file::chunks_of(connection, file.id));
        let listed = listed.or_else(|| self.loosely(wreck, file.id));
        self.stored(file, listed, place)
    }

    /// Copies one twin, with its salt where its original is whole, or says why it is lost. Never the original in its place.
    fn twin(
        &mut self,
        wreck: &Wreck,
        twin: &Twin,
        is_whole: bool,
        place: &mut Place,
    ) -> Result<std::result::Result<(), String>> {
        let listed = wreck.ask(|connection| twin::chunks_of(connection, twin.id));
        let salt = wreck.ask(|connection| twin::salt(connection, twin.id)).flatten();
        if let (Some(salt), true) = (salt, is_whole) {
            self.salts.insert(twin.id, salt);
        }
        self.stored(&as_file(twin), listed, place)
    }

    /// Copies what is made up of these chunks, or what is all of one chunk of the same content.
    fn stored(
        &mut self,
        file: &EvidenceFile,
        listed: Option<Vec<ChunkId>>,
        place: &mut Place,
    ) -> Result<std::result::Result<(), String>> {
        let sealed = |chunks| Sealed { sha256: file.sha256.0, size: file.size, chunks };
        let mut why = "the list of its chunks can't be read".to_owned();
        let listed = listed.map(sealed).filter(|sealed| match self.reads_back(sealed) {
            Ok(()) => true,
            Err(found) => {
                why = found;
                false
            }
        });
        let whole = match listed {
            Some(whole) => Some(whole),
            None => self.by_content(file).map(|chunk| sealed(vec![chunk])).filter(|it| self.reads_back(it).is_ok()),
        };
        let Some(whole) = whole else { return Ok(Err(why)) };
        for id in &whole.chunks {
            if !place.has(id)? {
                let Ok(store) = &self.store else { return Ok(Err(why)) };
                let chunk = store.sealed(id)?.ok_or_else(|| Error::damaged(format!("chunk {id}")))?;
                place.put(id, &chunk)?;
            }
        }
        self.sealed.insert(file.id, whole);
        self.whole.insert(file.id);
        Ok(Ok(()))
    }

    fn reads_back(&self, sealed: &Sealed) -> std::result::Result<(), String> {
        let store = self.store.as_ref().map_err(Clone::clone)?;
        store.read_back(sealed, &mut |_| Ok(())).map_err(|error| error.to_string())
    }

    /// The chunks of a file by rows on pages to which nothing leads any more.
    fn loosely(&mut self, wreck: &Wreck, file: FileId) -> Option<Vec<ChunkId>> {
        let lists = self.loose.get_or_insert_with(|| {
            let mut lists: BTreeMap<Vec<u8>, BTreeMap<i64, ChunkId>> = BTreeMap::new();
            let read = |row: &Row<'_>| Ok((row.get::<_, [u8; 16]>(1)?, row.get(2)?, row.get::<_, [u8; 32]>(3)?));
            wreck.each_loose_row(&LOOSE, read, &mut |(file, position, chunk)| {
                lists.entry(file.to_vec()).or_default().insert(position, ChunkId::from_bytes(chunk));
            });
            lists
        });
        // A list with a hole doesn't give the SHA-256 of the file.
        lists.get(file.uuid().as_bytes().as_slice()).map(|list| list.values().copied().collect())
    }

    /// The chunk that is all of a short file whose list of chunks is lost.
    fn by_content(&mut self, file: &EvidenceFile) -> Option<ChunkId> {
        if file.size == 0 || file.size > CHUNK_LEN as u64 {
            return None;
        }
        if self.contents.is_none() {
            let mut contents = BTreeMap::new();
            if let Ok(store) = &self.store {
                for id in store.readable_ids() {
                    if let Ok(plain) = store.get(&id) {
                        let sha256 = digest(&SHA256, &plain).as_ref().try_into().expect("SHA-256 has 32 bytes");
                        contents.insert(sha256, id);
                    }
                }
            }
            self.contents = Some(contents);
        }
        self.contents.as_ref()?.get(&file.sha256.0).copied()
    }

    /// A note in the place of a lost file.
    fn note(&mut self, lost: &EvidenceFile, place: &mut Place) -> Result<EvidenceFile> {
        let text = format!(
            "This file could not be read when its vault was salvaged.\nname: {}\nbytes: {}\nSHA-256: {}\n",
            lost.name, lost.size, lost.sha256
        );
        let plain = text.as_bytes();
        let id = self.keys.identify(plain);
        place.put(&id, &self.keys.seal(&mut Packer::new()?, &id, plain)?)?;
        let sha256: [u8; 32] = digest(&SHA256, plain).as_ref().try_into().expect("SHA-256 has 32 bytes");
        let size = plain.len() as u64;
        self.sealed.insert(lost.id, Sealed { sha256, size, chunks: vec![id] });
        let name: String = lost.name.chars().take(MOST_NAME).collect();
        let name = format!("lost {name}.txt");
        let redaction = lost.redaction.clone();
        Ok(EvidenceFile { id: lost.id, name, file_type: FileType::Text, size, sha256: Digest(sha256), redaction })
    }

    /// A note in the place of a lost twin.
    fn note_of_twin(&mut self, lost: &Twin, place: &mut Place) -> Result<Twin> {
        let EvidenceFile { id, name, file_type, size, sha256, redaction: _ } = self.note(&as_file(lost), place)?;
        Ok(Twin { id, name, file_type, size, sha256 })
    }
}

/// A twin as the file that it is.
fn as_file(twin: &Twin) -> EvidenceFile {
    let Twin { id, name, file_type, size, sha256 } = twin.clone();
    EvidenceFile { id, name, file_type, size, sha256, redaction: None }
}
