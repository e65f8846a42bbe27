//! What a change of a control's schedule, or of the engagement's period, would do to its occurrences. Changes nothing.

use model::control::{Control, ControlChange};
use model::engagement::Engagement;
use model::occurrence::{Schedule, SchedulePreview};
use model::time::Span;
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::{period, supports};
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;

/// Shows what changes of one control, a new period, or both would do to occurrences.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PreviewOccurrences {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id of the control; none looks at all live ones.
    pub control: Option<String>,
    /// Changes of that control.
    pub changes: Vec<ControlChange>,
    /// A new audit period.
    pub period: Option<Span>,
}

/// What would happen to the occurrences of one control.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ControlPreview {
    /// Code.
    pub control: String,
    /// The difference.
    pub preview: SchedulePreview,
}

pub(crate) fn preview(app: &mut App, request: PreviewOccurrences) -> Result<Vec<ControlPreview>, Failure> {
    if request.control.is_none() && !request.changes.is_empty() {
        return Err(Failure::new(Code::Invalid, "must name the control that the changes are of").on("control"));
    }
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut controls: Vec<Control> = match &request.control {
            Some(name) => vec![find::one(r, Some(engagement.id), name)?],
            None => find::all(r, engagement.id)?,
        };
        controls.sort_by(|a, b| a.code.cmp(&b.code));
        let mut previews = Vec::new();
        for control in controls {
            let preview = of_control(r, &engagement, &control, &request)?;
            if !preview.is_empty() || request.control.is_some() {
                previews.push(ControlPreview { control: control.code.to_string(), preview });
            }
        }
        Ok(previews)
    })
}

fn of_control(
    r: &Reader,
    engagement: &Engagement,
    control: &Control,
    request: &PreviewOccurrences,
) -> Result<SchedulePreview, Failure> {
    let changed = request.changes.iter().cloned().try_fold(control.clone(), Control::apply)?;
    // An engagement that has no period yet has no occurrences either: all that the new one gives is added.
    let (before, after) = match (engagement.kind.period(), request.period) {
        (None, Some(new)) => ((None, new), (Schedule::of(&changed), new)),
        (_, new) => {
            let now = period(engagement)?;
            ((Schedule::of(control), now), (Schedule::of(&changed), new.unwrap_or(now)))
        }
    };
    let records = r.occurrences_of_control(control.id)?;
    Ok(model::occurrence::preview(before, after, &supports(r, control)?, &records)?)
}
