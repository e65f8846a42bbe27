//! The evidence of a copy: chunks that it lacks, as they lie sealed; or, under a key of its own, all of them sealed anew.
//! Never writes a chunk that doesn't open.

use model::packet::Step;

use super::place::Place;
use super::source::Source;
use super::{Target, Tell};
use crate::chunk::{ChunkId, Packer};
use crate::database;
use crate::error::{Error, Result};
use crate::table::column::vault_db;
use crate::table::{file, signing_key};

/// Copies the chunks that the copy lacks.
pub(super) fn copy_chunks(source: &Source, place: &mut Place, named: &[ChunkId], tell: &mut Tell<'_>) -> Result<()> {
    each(named, "copying evidence", tell, |id| {
        if !place.has(id)? {
            place.put(id, &sealed(source, id)?)?;
        }
        Ok(())
    })?;
    place.commit()
}

/// Copies anew the chunks of an earlier copy that don't open any more; answers how many those were.
pub(super) fn heal_chunks(source: &Source, place: &mut Place, named: &[ChunkId], tell: &mut Tell<'_>) -> Result<u64> {
    let mut healed = 0;
    each(named, "mending the evidence of the earlier copy", tell, |id| {
        if !place.opens(id)? {
            place.put(id, &sealed(source, id)?)?;
            healed += 1;
        }
        Ok(())
    })?;
    place.commit()?;
    Ok(healed + place.remove_bad(named)?)
}

/// Seals every chunk anew under the copy's own keys. Answers the ids that they had, and those that they have there.
pub(super) fn seal_chunks(
    source: &Source,
    place: &mut Place,
    target: &Target,
    named: &[ChunkId],
    tell: &mut Tell<'_>,
) -> Result<Vec<(ChunkId, ChunkId)>> {
    let (keys, mut packer, mut ids) = (target.chunk_keys(), Packer::new()?, Vec::with_capacity(named.len()));
    each(named, "sealing evidence under the new key", tell, |id| {
        let plain = source.store.get(id)?;
        let there = keys.identify(&plain);
        place.put(&there, &keys.seal(&mut packer, &there, &plain)?)?;
        ids.push((*id, there));
        Ok(())
    })?;
    place.commit()?;
    Ok(ids)
}

/// Makes the records of a copy under a key of its own name its chunks, and drops what nobody has stated yet
/// and what signs packets.
pub(super) fn rename_chunks(place: &Place, target: &Target, ids: &[(ChunkId, ChunkId)]) -> Result<()> {
    const DOING: &str = "naming the chunks of the copy";
    let mut connection = database::open(place.next(), &target.key.database_key(target.header.vault()))?;
    let transaction = connection.transaction().map_err(vault_db(DOING))?;
    ids.iter().try_for_each(|(from, to)| file::rename_chunk(&transaction, from, to))?;
    transaction.execute_batch("DELETE FROM unsaved").map_err(vault_db(DOING))?;
    // Who is given the copy could sign in our name. What its pages still have of it is sealed under our key.
    signing_key::forget_secrets(&transaction)?;
    transaction.commit().map_err(vault_db(DOING))
}

/// A chunk as it lies sealed, once it has been opened.
fn sealed(source: &Source, id: &ChunkId) -> Result<Vec<u8>> {
    let sealed =
        source.store.sealed(id)?.ok_or_else(|| Error::damaged(format!("chunk {id} of the vault, which is missing")))?;
    source.store.keys().open(id, &sealed)?;
    Ok(sealed)
}

fn each(
    named: &[ChunkId],
    doing: &'static str,
    tell: &mut Tell<'_>,
    mut work: impl FnMut(&ChunkId) -> Result<()>,
) -> Result<()> {
    let total = named.len() as u64;
    for (done, id) in named.iter().enumerate() {
        tell(Step { done: done as u64, total, doing })?;
        work(id)?;
    }
    tell(Step { done: total, total, doing })
}
