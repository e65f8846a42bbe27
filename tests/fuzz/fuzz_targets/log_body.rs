//! The target `log_body`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::log_body(input));
