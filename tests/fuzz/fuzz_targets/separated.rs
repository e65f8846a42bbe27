//! The target `separated`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::separated(input));
