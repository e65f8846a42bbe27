//! Whole stories through the commands, as a person would live them: each makes a vault of its own and closes it again.

mod engagement;
mod evidence;
mod fault;
mod finding;
mod gap;
mod kill;
mod message;
mod occurrence;
mod packet;
mod rating;
mod request;
mod roll_forward;
mod scope;
mod secrecy;
mod stage;
mod task;
mod vault;
mod verify;
