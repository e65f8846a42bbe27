//! The walkthrough: chosen controls as an auditor may see them, page by page. Reads only, and hands out nothing that an
//! auditor's packet wouldn't hold.

use std::collections::BTreeSet;

use model::control::{Control, ControlCode};
use model::criterion::CriterionCode;
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

/// Lists the controls that can be walked through.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListWalkthroughChoices {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// A control that can be walked through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughChoice {
    /// The control.
    pub control: ControlId,
    /// Code.
    pub code: ControlCode,
    /// Title.
    pub title: String,
    /// Its criteria that are in scope.
    pub criteria: Vec<CriterionCode>,
    /// Evidence items that its page would show.
    pub exhibits: u32,
    /// Live items that its page would only count, since the client hasn't released them.
    pub withheld: u32,
}

/// The controls that can be walked through, by code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughChoices {
    /// What stands around every page.
    pub frame: WalkthroughFrame,
    /// The controls.
    pub controls: Vec<WalkthroughChoice>,
}

pub(crate) fn choices(app: &mut App, request: ListWalkthroughChoices) -> Result<WalkthroughChoices, Failure> {
    let as_of = as_of(app);
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let walkthrough = Walkthrough::new(packet_source::of_controls(r, engagement.id, &[])?, as_of);
        let in_scope: BTreeSet<CriterionCode> = walkthrough.criteria_in_scope().collect();
        let figures = r.control_figures(engagement.id)?;
        let choice = |control: &Control| {
            let figures = figures.get(&control.id).copied().unwrap_or_default();
            WalkthroughChoice {
                control: control.id,
                code: control.code.clone(),
                title: control.title.clone(),
                criteria: control.criteria.iter().copied().filter(|code| in_scope.contains(code)).collect(),
                exhibits: figures.released,
                withheld: figures.received + figures.in_review + figures.accepted + figures.returned,
            }
        };
        Ok(WalkthroughChoices { frame: walkthrough.frame(), controls: walkthrough.controls().map(choice).collect() })
    })
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
    let (walkthrough, chosen) = read(app, request.engagement.as_deref(), &request.controls)?;
    Ok(WalkthroughPages { frame: walkthrough.frame(), pages: walkthrough.sheets(&chosen) })
}

/// What an auditor may see of the named controls now, and which they are; none named are all.
fn read(app: &App, engagement: Option<&str>, names: &[String]) -> Result<(Walkthrough, Vec<ControlId>), Failure> {
    let as_of = as_of(app);
    app.read(|r| {
        let engagement = find::engagement(r, engagement)?;
        let named: Vec<Control> = match names {
            [] => r.list_in(engagement.id)?,
            names => find::each(r, engagement.id, names)?,
        };
        let ids: Vec<ControlId> = named.iter().map(|control| control.id).collect();
        let walkthrough = Walkthrough::new(packet_source::of_controls(r, engagement.id, &ids)?, as_of);
        let can_be: BTreeSet<ControlId> = walkthrough.controls().map(|control| control.id).collect();
        if let Some(control) = named.iter().find(|control| !names.is_empty() && !can_be.contains(&control.id)) {
            let why = format!("{} is retired or out of scope and can't be walked through", control.code);
            return Err(Failure::new(Code::Refused, why).on("control"));
        }
        Ok((walkthrough, ids))
    })
}

fn as_of(app: &App) -> AsOf {
    AsOf { at: app.host().now().fixed_offset() }
}
