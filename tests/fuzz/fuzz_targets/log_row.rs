//! The target `log_row`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::log_row(input));
