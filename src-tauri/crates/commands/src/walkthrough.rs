//! The walkthrough: chosen controls as an auditor may see them, page by page. Reads only, and hands out nothing that an
//! auditor's packet wouldn't hold.

use model::control::Control;
use model::id::ControlId;
use model::time::AsOf;
use model::walkthrough::{Walkthrough, WalkthroughFrame, WalkthroughSheet};
use serde::{Deserialize, Serialize};
use vault::packet_source;

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;

/// Shows one control as an auditor may see it, placed among all that can be walked through.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowWalkthrough {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id of the control.
    pub control: String,
}

/// Shows chosen controls as an auditor may see them, in the order in which they are named.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListWalkthrough {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Codes or ids of the controls; none named takes all, by code.
    pub controls: Vec<String>,
}

/// What is walked through.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughPages {
    /// What stands around every page.
    pub frame: WalkthroughFrame,
    /// A page for each control.
    pub pages: Vec<WalkthroughSheet>,
}

pub(crate) fn show(app: &mut App, request: ShowWalkthrough) -> Result<WalkthroughPages, Failure> {
    let (walkthrough, chosen) = read(app, request.engagement.as_deref(), std::slice::from_ref(&request.control))?;
    let all: Vec<ControlId> = walkthrough.controls().map(|control| control.id).collect();
    let place = |id: &ControlId| all.iter().position(|own| own == id).map_or(0, |at| at + 1);
    let pages = walkthrough.sheets(&chosen).into_iter();
    let pages = pages.map(|page| WalkthroughSheet { position: place(&page.control), count: all.len(), ..page });
    Ok(WalkthroughPages { frame: walkthrough.frame(), pages: pages.collect() })
}

pub(crate) fn list(app: &mut App, request: ListWalkthrough) -> Result<WalkthroughPages, Failure> {
    let (walkthrough, mut chosen) = read(app, request.engagement.as_deref(), &request.controls)?;
    if request.controls.is_empty() {
        chosen = walkthrough.controls().map(|control| control.id).collect();
    }
    Ok(WalkthroughPages { frame: walkthrough.frame(), pages: walkthrough.sheets(&chosen) })
}

/// The engagement as an auditor may see it now, read once for all pages, and the controls that were named.
fn read(app: &App, engagement: Option<&str>, names: &[String]) -> Result<(Walkthrough, Vec<ControlId>), Failure> {
    let as_of = AsOf { at: app.host().now().fixed_offset() };
    app.read(|r| {
        let engagement = find::engagement(r, engagement)?;
        let named: Vec<Control> = find::each(r, engagement.id, names)?;
        let walkthrough = Walkthrough::new(packet_source::load(r, engagement.id, None)?, as_of);
        for control in &named {
            if !walkthrough.controls().any(|own| own.id == control.id) {
                let why = format!("{} is retired or out of scope and can't be walked through", control.code);
                return Err(Failure::new(Code::Refused, why).on("control"));
            }
        }
        Ok((walkthrough, named.iter().map(|control| control.id).collect()))
    })
}
