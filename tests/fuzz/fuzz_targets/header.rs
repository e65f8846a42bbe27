//! The target `header`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::header(input));
