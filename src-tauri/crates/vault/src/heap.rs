//! SQLite's memory: wiped before it is given back. Whatever a connection read or was given, its pages, its records and the
//! text of its statements, is gone from memory once the connection is closed. Keeps no memory itself.
//!
//! SQLCipher can do this too (`PRAGMA cipher_memory_security`), but locks each piece into memory as well, which takes a
//! system call for each (decision 34).

// C's allocator is spoken to by pointers: there is no other way to stand between it and SQLite.
#![allow(unsafe_code)]

use std::ffi::{c_int, c_void};
use std::sync::OnceLock;

use rusqlite::ffi;

/// SQLite's own allocator, to which all goes on.
struct Own {
    allocate: unsafe extern "C" fn(c_int) -> *mut c_void,
    free: unsafe extern "C" fn(*mut c_void),
    size: unsafe extern "C" fn(*mut c_void) -> c_int,
}

static OWN: OnceLock<Own> = OnceLock::new();

/// Has SQLite wipe what it gives back, from its first connection on. Called before each opening of a connection; does its
/// work once.
///
/// # Errors
/// What SQLite says if it was used before: then nothing would be wiped, and no vault is opened.
pub(crate) fn wipe_what_is_given_back() -> rusqlite::Result<()> {
    static DONE: OnceLock<c_int> = OnceLock::new();
    match *DONE.get_or_init(install) {
        ffi::SQLITE_OK => Ok(()),
        code => Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)),
    }
}

fn install() -> c_int {
    let mut methods = ffi::sqlite3_mem_methods {
        xMalloc: None,
        xFree: None,
        xRealloc: None,
        xSize: None,
        xRoundup: None,
        xInit: None,
        xShutdown: None,
        pAppData: std::ptr::null_mut(),
    };
    // SAFETY: SQLite's documented way to fetch its allocator: it fills in the whole structure, which lives as long as the
    // call. One thread does this, and as every opening waits for it, none uses SQLite meanwhile.
    let fetched = unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_GETMALLOC, &raw mut methods) };
    if fetched != ffi::SQLITE_OK {
        return fetched;
    }
    let (Some(allocate), Some(free), Some(size)) = (methods.xMalloc, methods.xFree, methods.xSize) else {
        return ffi::SQLITE_MISUSE;
    };
    OWN.get_or_init(|| Own { allocate, free, size });
    methods.xFree = Some(wipe_and_free);
    methods.xRealloc = Some(reallocate);
    // SAFETY: the documented way to set it, before SQLite's first use, after which it would refuse. SQLite copies the
    // structure; the two functions are of the kinds that it asks for and go on to its own.
    unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &raw const methods) }
}

/// Wipes a piece of memory and gives it back.
///
/// # Safety
/// As SQLite calls it: with a pointer that its own allocator gave and that isn't used any more.
unsafe extern "C" fn wipe_and_free(memory: *mut c_void) {
    // Set before this function was.
    let Some(own) = OWN.get() else { return };
    // SAFETY: the pointer is one of the allocator's, which says how many bytes it gave; all of them may be written.
    unsafe {
        let length = usize::try_from((own.size)(memory)).unwrap_or_default();
        memory.cast::<u8>().write_bytes(0, length);
        // Or else a compiler could leave the writing out, since nothing reads it.
        std::hint::black_box(memory);
        (own.free)(memory);
    }
}

/// From how many bytes on a piece that grows gets room to grow into.
const GROWS: c_int = 1024;

/// Gives a piece of memory of another size with the same content, and wipes the earlier one. A piece that grows is copied,
/// and what grows by a few bytes at a time, as lists of the index of words do, would be copied over and over: so it gets half
/// as much again.
///
/// # Safety
/// As SQLite calls it: with a pointer that its own allocator gave and a size above 0.
unsafe extern "C" fn reallocate(memory: *mut c_void, wanted: c_int) -> *mut c_void {
    let Some(own) = OWN.get() else { return std::ptr::null_mut() };
    // SAFETY: as in `wipe_and_free`; the new piece is larger than the earlier one, and shares no byte with it.
    unsafe {
        let has = (own.size)(memory);
        if wanted <= has {
            return memory;
        }
        let roomy = if has < GROWS { wanted } else { wanted.saturating_add(wanted / 2) };
        let mut larger = (own.allocate)(roomy);
        if larger.is_null() && roomy > wanted {
            larger = (own.allocate)(wanted);
        }
        if !larger.is_null() {
            let length = usize::try_from(has).unwrap_or_default();
            larger.cast::<u8>().copy_from_nonoverlapping(memory.cast::<u8>(), length);
            wipe_and_free(memory);
        }
        larger
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_or_shrinks_keeps_its_content() {
        wipe_what_is_given_back().unwrap();
        // SAFETY: SQLite's allocator, used as documented; what is read was written before.
        unsafe {
            let memory = ffi::sqlite3_malloc(4000).cast::<u8>();
            memory.write_bytes(0xa7, 4000);
            let larger = ffi::sqlite3_realloc(memory.cast(), 90_000).cast::<u8>();
            assert!(std::slice::from_raw_parts(larger, 4000).iter().all(|byte| *byte == 0xa7));
            let smaller = ffi::sqlite3_realloc(larger.cast(), 100).cast::<u8>();
            assert!(std::slice::from_raw_parts(smaller, 100).iter().all(|byte| *byte == 0xa7));
            ffi::sqlite3_free(smaller.cast());
        }
    }

    #[test]
    fn what_grows_bit_by_bit_is_seldom_copied() {
        wipe_what_is_given_back().unwrap();
        let mut moved = 0;
        // SAFETY: as above.
        unsafe {
            let mut memory = ffi::sqlite3_malloc(1_000);
            for length in (1_000..1_000_000).step_by(64) {
                let grown = ffi::sqlite3_realloc(memory, length);
                assert!(!grown.is_null());
                moved += u32::from(grown != memory);
                memory = grown;
            }
            ffi::sqlite3_free(memory);
        }
        assert!(moved < 40, "copied {moved} times");
    }
}
