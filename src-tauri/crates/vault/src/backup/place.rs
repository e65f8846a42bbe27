//! The folder of a copy: what lies there, and how a newer copy comes in its place. The newer one is written and checked
//! beside the earlier one and shares its `evidence.db`, in which it only adds; the switch is one renaming.

use std::fs;
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::invalid::Invalid;

use super::source::Source;
use super::{Accepts, Copied, Target, Tell};
use crate::activity;
use crate::check::Report;
use crate::chunk::{ChunkId, ChunkKeys};
use crate::database;
use crate::error::{Error, Result};
use crate::folder::{EVIDENCE_DB, Folder, HEADER_A, HEADER_B, LOCK, VAULT_DB};
use crate::header::Header;
use crate::header::copies::read_copies;
use crate::lock::Lock;
use crate::store::{Access, EvidenceStore};
use crate::vault::Vault;

/// The folder in the copy's own in which its headers and records are written and checked. Where it lies in a folder
/// without headers, a first copy was interrupted there.
const NEXT: &str = "next-copy";
/// All that a first copy that was interrupted can have left beside that.
const REST: [&str; 11] = [
    LOCK,
    EVIDENCE_DB,
    "evidence.db-wal",
    "evidence.db-shm",
    "evidence.db-journal",
    VAULT_DB,
    "vault.db-wal",
    "vault.db-shm",
    "vault.db-journal",
    "header.a.new",
    "header.b.new",
];
/// Sealed bytes after which a batch is made durable.
const BATCH_LEN: usize = 32 * 1024 * 1024;

/// The folder of a copy that is being made.
pub(crate) struct Place {
    copy: Folder,
    next: Folder,
    store: EvidenceStore,
    /// The header of the copy that is there.
    earlier: Option<Header>,
    within: bool,
    /// Chunks that weren't there.
    added: Vec<ChunkId>,
    /// Sealed bytes that aren't durable yet.
    pending_len: usize,
    _lock: Lock,
}

/// What lies where a copy is to be.
enum Found {
    Nothing,
    /// A copy, or another vault.
    Vault,
    /// What an interrupted first copy left.
    Rest,
    /// A folder of another kind.
    Folder,
}

impl Place {
    /// Makes ready the folder of a copy of `source`.
    pub(super) fn prepare(path: &Path, name: &str, accepts: Accepts, source: &Source) -> Result<Self> {
        let mut path: PathBuf = path.to_owned();
        let mut found = look(&path)?;
        let within = accepts == Accepts::NewOrEarlier && matches!(found, Found::Folder);
        if within {
            path.push(format!("{name}.vault"));
            found = look(&path)?;
        }
        refuse_inside(&path, &source.folder)?;
        let copy = match (found, accepts) {
            (Found::Nothing, _) => Folder::create(&path)?,
            (Found::Rest, Accepts::New) => begun_anew(&path)?,
            (Found::Rest | Found::Vault, Accepts::NewOrEarlier) => Folder::found(&path)?,
            (Found::Vault, Accepts::New) | (Found::Folder, _) => return Err(Error::Exists),
        };
        let lock = Lock::take(&copy)?;
        let earlier = match look(copy.path())? {
            Found::Vault => Some(earlier(&copy, source)?),
            _ => None,
        };
        let keys = source.store.keys().clone();
        Self::begin(copy.clone(), earlier.clone(), within, lock, keys).inspect_err(|_| {
            if earlier.is_none() {
                clear(copy.path())
            }
        })
    }

    /// Makes ready a new folder for what is put together from `vault`, whose chunks it keeps.
    pub(crate) fn fresh(path: &Path, vault: &Folder, keys: Arc<ChunkKeys>) -> Result<Self> {
        refuse_inside(path, vault)?;
        let copy = match look(path)? {
            Found::Nothing => Folder::create(path)?,
            Found::Rest => begun_anew(path)?,
            Found::Vault | Found::Folder => return Err(Error::Exists),
        };
        let lock = Lock::take(&copy)?;
        Self::begin(copy.clone(), None, false, lock, keys).inspect_err(|_| clear(copy.path()))
    }

    fn begin(copy: Folder, earlier: Option<Header>, within: bool, lock: Lock, keys: Arc<ChunkKeys>) -> Result<Self> {
        discard(&copy.file(NEXT));
        let next = Folder::create(&copy.file(NEXT))?;
        let is_there = fs::symlink_metadata(copy.file(EVIDENCE_DB)).is_ok_and(|found| found.len() > 0);
        let opened = is_there.then(|| EvidenceStore::open(&copy, keys.clone(), Access::ReadWrite));
        let store = match (opened, &earlier) {
            (Some(Ok(store)), _) => store,
            (Some(Err(error)), Some(_)) => return Err(of_the_copy(error)),
            (Some(Err(error)), None) if !error.is_damage() => return Err(error),
            // No copy needs what lies there.
            (Some(Err(_)) | None, _) => {
                for ending in ["-journal", "", "-wal", "-shm"] {
                    remove(&copy.file(&format!("{EVIDENCE_DB}{ending}")))?;
                }
                EvidenceStore::create(&copy, keys)?
            }
        };
        Ok(Self { copy, next, store, earlier, within, added: Vec::new(), pending_len: 0, _lock: lock })
    }

    /// Where the headers and records of the newer copy are written.
    pub(crate) fn next(&self) -> &Folder {
        &self.next
    }

    /// How often the header of the earlier copy was written.
    pub(crate) fn generation(&self) -> u64 {
        self.earlier.as_ref().map_or(0, Header::generation)
    }

    /// Whether the copy has a chunk.
    pub(crate) fn has(&self, id: &ChunkId) -> Result<bool> {
        self.store.contains(id).map_err(of_the_copy)
    }

    /// Whether a chunk of the copy opens.
    pub(crate) fn opens(&self, id: &ChunkId) -> Result<bool> {
        match self.store.get(id) {
            Ok(_) => Ok(true),
            Err(error) if error.is_damage() => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Adds a chunk, or puts it in the place of one that doesn't open.
    pub(crate) fn put(&mut self, id: &ChunkId, sealed: &[u8]) -> Result<()> {
        // Once in the log, and all of the batch once more when the log is copied into the file.
        self.store.require_room(self.pending_len + 2 * sealed.len())?;
        let is_new = !self.has(id)?;
        self.store.begin()?;
        self.store.put(id, sealed).map_err(of_the_copy)?;
        if is_new {
            self.added.push(*id);
        }
        self.pending_len += sealed.len();
        if self.pending_len >= BATCH_LEN { self.commit() } else { Ok(()) }
    }

    /// Removes chunks that don't open and that the newer copy doesn't name; answers how many those were.
    pub(crate) fn remove_bad(&self, named: &[ChunkId]) -> Result<u64> {
        let unnamed = self.store.readable_ids().into_iter().filter(|id| named.binary_search(id).is_err());
        let bad: Vec<ChunkId> = unnamed.filter(|id| self.opens(id).is_ok_and(|opens| !opens)).collect();
        self.store.remove(&bad).map_err(of_the_copy)
    }

    /// Makes the chunks durable.
    pub(crate) fn commit(&mut self) -> Result<()> {
        self.pending_len = 0;
        self.store.commit().map_err(of_the_copy)
    }

    /// Opens the newer copy as a vault, and checks all of it.
    pub(crate) fn checked(&self, target: &Target, tell: &mut Tell<'_>) -> Result<Report> {
        let id = target.header.vault();
        let lock = Arc::new(Lock::take(&self.next)?);
        let vault = Vault::staged(lock, self.next.clone(), self.copy.clone(), id, target.key.again(), target.at)
            .map_err(of_the_copy)?;
        let report = vault.check(&mut |step| match tell(step) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        })?;
        database::checkpoint(vault.connection())?;
        Ok(report)
    }

    /// Puts the newer copy, which was checked, in the place of the earlier one, and removes what only that one named.
    pub(crate) fn take_over(self, target: &Target, named: &[ChunkId], report: Report) -> Result<Copied> {
        self.switch(target)?;
        if self.earlier.is_some() {
            // The copy is whole with it, too, and whoever opens it next removes it then.
            self.store.sweep(&mut |id| Ok(named.binary_search(id).is_ok())).unwrap_or_default();
        }
        let name = self.copy.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Copied {
            name,
            within: self.within,
            was_there: self.earlier.is_some(),
            seq: target.header.log().seq,
            chunks: named.len() as u64,
            new_chunks: self.added.len() as u64,
            report,
        })
    }

    /// One renaming switches from the earlier records to the newer ones. Until the headers follow, the earlier ones vouch
    /// for a row that the newer log has, too: either way the copy opens.
    pub(crate) fn switch(&self, target: &Target) -> Result<()> {
        const DOING: &str = "putting the copy in place";
        let newer = self.next.file(VAULT_DB);
        // Only the file itself is put in place: nothing may be left in its log.
        if fs::metadata(self.next.file("vault.db-wal")).is_ok_and(|log| log.len() > 0) {
            return Err(Error::BadCopy { what: "vault.db has a log that could not be written into it".to_owned() });
        }
        fs::File::open(&newer).and_then(|file| file.sync_all()).map_err(Error::io(DOING))?;
        self.next.sync()?;
        // Closing the earlier records has removed their log, unless they can't be opened any more.
        for ending in ["-wal", "-shm", "-journal"] {
            remove(&self.copy.file(&format!("{VAULT_DB}{ending}")))?;
        }
        fs::rename(&newer, self.copy.file(VAULT_DB)).map_err(Error::io(DOING))?;
        self.copy.sync()?;
        target.header.write(&self.copy, &target.key.header_key(target.header.vault()))?;
        discard(self.next.path());
        self.copy.sync()
    }

    /// Takes back what was written. The earlier copy stays as it is.
    pub(crate) fn give_up(self) {
        let Self { copy, next, store, earlier, added, _lock, .. } = self;
        if earlier.is_some() {
            // What can't be removed is named by nothing, and removed by whoever opens the copy next.
            let _ = store.roll_back().and_then(|()| store.remove(&added));
            drop(store);
            discard(next.path());
        } else {
            drop((store, _lock));
            clear(copy.path());
        }
    }
}

fn look(path: &Path) -> Result<Found> {
    const DOING: &str = "looking for an earlier copy";
    match fs::metadata(path) {
        Err(source) if source.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(source) => return Err(Error::io(DOING)(source)),
        Ok(found) if !found.is_dir() => return Err(Error::Exists),
        Ok(_) => {}
    }
    let has = |name: &str| fs::symlink_metadata(path.join(name)).is_ok();
    Ok(if has(HEADER_A) || has(HEADER_B) {
        Found::Vault
    } else if is_rest(path) {
        Found::Rest
    } else {
        Found::Folder
    })
}

/// Whether a folder holds what an interrupted first copy left, and nothing else.
fn is_rest(path: &Path) -> bool {
    let known = |name: &std::ffi::OsStr| name == NEXT || REST.iter().any(|rest| name == *rest);
    let Ok(entries) = fs::read_dir(path) else { return false };
    let Ok(names) = entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<std::io::Result<Vec<_>>>()
    else {
        return false;
    };
    // Before anything else it takes its lock: one that was interrupted then left that alone.
    names.iter().all(|name| known(name))
        && (names == [LOCK] || fs::symlink_metadata(path.join(NEXT)).is_ok_and(|found| found.is_dir()))
}

/// A copy inside the vault's own folder would be none.
fn refuse_inside(path: &Path, vault: &Folder) -> Result<()> {
    let path = std::path::absolute(path).map_err(Error::io("naming a folder"))?;
    let real = path.ancestors().find_map(|part| fs::canonicalize(part).ok()).unwrap_or_default();
    Invalid::unless(!real.starts_with(vault.path()), "folder", "must lie outside the vault that is copied")?;
    Ok(())
}

/// The header of the copy that is there, if it is one of this vault, and has nothing that the vault hasn't.
fn earlier(copy: &Folder, source: &Source) -> Result<Header> {
    let vault = source.header.vault();
    let header_key = source.vault_key.header_key(vault);
    let header = read_copies(copy)?.authentic(vault, &header_key).ok_or(Error::OtherVault)?;
    let opened = database::open(copy, &source.vault_key.database_key(vault)).and_then(|connection| {
        let head = activity::head(&connection)?;
        database::checkpoint(&connection)?;
        Ok(head)
    });
    let head = match opened {
        Ok(head) => head,
        // What can't be read is no good copy any more. Its header still tells how far it went.
        Err(error) if error.is_damage() => header.log(),
        Err(other) => return Err(other),
    };
    if source.has_row(head)? && source.has_row(header.log())? { Ok(header) } else { Err(Error::Diverged) }
}

/// Damage of the copy isn't damage of the vault.
fn of_the_copy(error: Error) -> Error {
    match error {
        Error::Damaged { what } => Error::BadCopy { what },
        other => other,
    }
}

/// Removes a file that may be there.
fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(Error::io("removing an earlier file")(source)),
        _ => Ok(()),
    }
}

/// The folder of an interrupted first copy, of which nothing is used: it may lie under another key.
fn begun_anew(path: &Path) -> Result<Folder> {
    let lock = Lock::take(&Folder::found(path)?)?;
    clear(path);
    drop(lock);
    Folder::create(path)
}

/// Removes what this program has made of a first copy, and the folder if nothing else is in it. What can't be removed now
/// is removed next time.
fn clear(copy: &Path) {
    for name in REST.iter().filter(|name| **name != LOCK) {
        let _ = fs::remove_file(copy.join(name));
    }
    // After the files, by which alone it wouldn't be known as what it is, and before the lock.
    discard(&copy.join(NEXT));
    let _ = fs::remove_file(copy.join(LOCK));
    let _ = fs::remove_dir(copy);
}

/// Removes the folder in which a newer copy is made.
fn discard(next: &Path) {
    let _ = fs::remove_dir_all(next);
}
