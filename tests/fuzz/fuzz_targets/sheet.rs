//! The target `sheet`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::sheet(input));
