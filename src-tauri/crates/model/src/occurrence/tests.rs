//! Tests of what holds for every schedule, period and set of facts. Cases worked by hand stand in
//! `tests/time-cases.csv`.

mod detail;
mod property;
