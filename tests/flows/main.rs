//! Whole stories through the commands, as a person would live them: each makes a vault of its own and closes it again.

mod engagement;
mod evidence;
mod evidence_import;
mod fault;
mod finding;
mod gap;
mod holiday;
mod kill;
mod message;
mod occurrence;
mod packet;
mod rating;
mod readiness;
mod request;
mod roll_forward;
mod scenario;
mod scope;
mod secrecy;
mod sheet;
mod stage;
mod task;
mod vault;
mod verify;
