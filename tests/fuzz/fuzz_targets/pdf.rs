//! The target `pdf`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::pdf(input));
