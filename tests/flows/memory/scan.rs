//! Looks through the memory of another process: every mapping that can be read and that the process may have written.

use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::fs::FileExt;

use memchr::memmem;

/// What is looked for.
pub struct Mark {
    /// What it is, for people.
    pub name: String,
    /// The bytes that give it away.
    pub bytes: Vec<u8>,
}

impl Mark {
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

/// Where each mark was found, by its name: the kind of memory, and what stands around it.
pub type Found = BTreeMap<String, Vec<String>>;

/// The marks that stand in the memory of a process.
pub fn look(process: u32, marks: &[Mark]) -> Found {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).expect("its map can be read");
    let memory = File::open(format!("/proc/{process}/mem")).expect("its memory can be opened");
    let mut found = Found::new();
    for line in maps.lines() {
        let Some((start, length, kind)) = readable(line) else { continue };
        let mut bytes = vec![0; length];
        // Some pages that the kernel lends can't be read by anybody else.
        if memory.read_exact_at(&mut bytes, start).is_err() {
            assert!(kind.starts_with("[v"), "{line} can't be read");
            continue;
        }
        for mark in marks {
            for at in memmem::find_iter(&bytes, &mark.bytes) {
                let around = &bytes[at.saturating_sub(48)..(at + mark.bytes.len() + 48).min(bytes.len())];
                let place = format!("{kind} at {:x}: {}", start + at as u64, around.escape_ascii());
                found.entry(mark.name.clone()).or_default().push(place);
            }
        }
    }
    found
}

/// Beginning, length and kind of a mapping, unless it can't be read or holds a file that the process can't write to.
fn readable(line: &str) -> Option<(u64, usize, String)> {
    let mut parts = line.split_whitespace();
    let (range, rights) = (parts.next()?, parts.next()?);
    let (_offset, _device, inode) = (parts.next()?, parts.next()?, parts.next()?);
    let name = parts.next().unwrap_or("unnamed");
    if !rights.starts_with('r') || (inode != "0" && !rights.starts_with("rw")) {
        return None;
    }
    let (start, end) = range.split_once('-')?;
    let (start, end) = (u64::from_str_radix(start, 16).ok()?, u64::from_str_radix(end, 16).ok()?);
    Some((start, usize::try_from(end - start).ok()?, name.to_owned()))
}
