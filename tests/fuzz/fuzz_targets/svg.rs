//! The target `svg`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::svg(input));
