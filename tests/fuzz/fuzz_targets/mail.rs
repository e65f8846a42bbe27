//! The target `mail`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::mail(input));
