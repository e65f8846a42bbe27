//! What compression works on is evidence content: its memory has to come from the program's allocator, which wipes what it
//! is given back (decision 34), and not from C's.

// Standing in for the allocator is what it takes to see who asks it.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Bytes asked for since the beginning, by whatever thread.
static ASKED: AtomicUsize = AtomicUsize::new(0);

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

// SAFETY: all goes on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ASKED.fetch_add(layout.size(), Ordering::SeqCst);
        // SAFETY: as above.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }
}

/// Bytes that some work asks the allocator for.
fn asked(work: impl FnOnce()) -> usize {
    let before = ASKED.load(Ordering::SeqCst);
    work();
    ASKED.load(Ordering::SeqCst) - before
}

#[test]
fn compression_takes_its_memory_from_the_programs_allocator() {
    let plain: Vec<u8> = (0..500_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect();
    let mut packed = vec![0; zstd::zstd_safe::compress_bound(plain.len())];
    let mut length = 0;
    let packing = asked(|| {
        let mut packer = zstd::bulk::Compressor::new(3).expect("there is memory");
        length = packer.compress_to_buffer(&plain, &mut packed[..]).expect("it fits");
    });
    // Its tables and the literals of a block; the content and what is made of it lie in memory that was there.
    assert!(packing > 200_000, "{packing} bytes to pack");
    let mut again = vec![0; plain.len()];
    let unpacking = asked(|| {
        zstd::bulk::decompress_to_buffer(&packed[..length], &mut again[..]).expect("it was packed");
    });
    assert!(unpacking > 50_000, "{unpacking} bytes to unpack");
    assert_eq!(plain, again);
}
