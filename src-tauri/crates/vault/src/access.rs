//! Reading and changing: a query takes a [`Reader`], a change takes a [`Writer`]. A Writer can read, a Reader can't
//! write, and neither leaves the transaction that it was made for.

mod fixed;
mod reader;
mod writer;

pub(crate) use fixed::number_of_any;
pub use reader::Reader;
pub use writer::Writer;
pub(crate) use writer::{Occasion, change};
