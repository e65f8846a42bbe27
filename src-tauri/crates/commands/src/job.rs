//! Long work: cancelling it. A program that runs one command at a time is asked by a signal instead.

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::Failure;

/// Cancels the work that runs; does nothing when none does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CancelJob {}

pub(crate) fn cancel(app: &mut App, _: CancelJob) -> Result<(), Failure> {
    app.host().cancel();
    Ok(())
}

/// Says that a person is at work, so that the vault isn't locked for want of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct StayActive {}

pub(crate) fn active(app: &mut App, _: StayActive) -> Result<(), Failure> {
    app.host().stay_active();
    Ok(())
}
