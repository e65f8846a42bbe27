//! Surfaces: adding, listing, editing and removing the parts of the system where things break.

use model::activity::Action;
use model::criterion::CriterionCode;
use model::surface::{Surface, SurfaceCode};
use serde::{Deserialize, Serialize};

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::Failure;
use crate::find;

/// Adds a surface of the client's own.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddSurface {
    /// Short name.
    pub code: SurfaceCode,
    /// Name as printed.
    pub name: String,
    /// What of it is in scope.
    pub description: String,
    /// Role that answers for it.
    pub owner_role: String,
    /// Between whom its trust boundary runs.
    pub trust_boundary: String,
    /// Criteria that it bears on most.
    pub primary_criteria: Vec<CriterionCode>,
}

pub(crate) fn add(app: &mut App, request: AddSurface) -> Result<Surface, Failure> {
    app.write(Action::AddSurface, |w, moment| {
        let AddSurface { code, name, description, owner_role, trust_boundary, primary_criteria } = request;
        let surface = Surface {
            id: moment.id(),
            revision: 1,
            code,
            name,
            description,
            assets: Vec::new(),
            data_classes: Vec::new(),
            owner_role,
            owner: None,
            trust_boundary,
            primary_criteria,
        };
        w.insert(&surface)?;
        Ok(surface)
    })
}

/// Lists the surfaces.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListSurfaces {}

pub(crate) fn list(app: &mut App, _: ListSurfaces) -> Result<Vec<Surface>, Failure> {
    app.read(|r| Ok(r.list::<Surface>()?))
}

/// Edits a surface's facts.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditSurface {
    /// Short name or id.
    pub surface: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, request: EditSurface) -> Result<Surface, Failure> {
    app.write(Action::EditSurface, |w, _| {
        let surface: Surface = find::one(w, None, &request.surface)?;
        w.revise(edited(&surface, &request.facts)?)
    })
}

/// Removes a surface that no control or gap names.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveSurface {
    /// Short name or id.
    pub surface: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveSurface) -> Result<(), Failure> {
    app.write(Action::RemoveSurface, |w, _| {
        let surface: Surface = find::one(w, None, &request.surface)?;
        Ok(w.remove::<Surface>(surface.id)?)
    })
}
