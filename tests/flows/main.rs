//! Whole stories through the commands, as a person would live them: each makes a vault of its own and closes it again.

mod engagement;
mod evidence;
mod fault;
mod gap;
mod kill;
mod message;
mod packet;
mod rating;
mod secrecy;
mod stage;
mod vault;
mod verify;
