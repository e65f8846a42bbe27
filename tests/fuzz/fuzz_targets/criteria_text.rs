//! The target `criteria_text`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::criteria_text(input));
