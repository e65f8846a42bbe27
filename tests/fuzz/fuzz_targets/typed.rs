//! The target `typed`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::typed(input));
