//! The target `packet`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::packet(input));
