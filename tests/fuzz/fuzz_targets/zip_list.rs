//! The target `zip_list`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::zip_list(input));
