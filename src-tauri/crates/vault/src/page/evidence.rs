//! Pages of evidence items: found over the narrow table that is derived from them.

use model::evidence::EvidenceItem;
use model::id::EngagementId;
use model::page::{EvidenceColumn, EvidenceLine, EvidencePage, PageQuery};
use model::record::Noun;

use super::names::Names;
use super::{Form, Grid, GridColumn, find, records, words};
use crate::access::Reader;
use crate::error::Result;

pub(super) const GRID: Grid = Grid {
    table: "derived_evidence",
    from: "derived_evidence n",
    id: "n.evidence",
    tie: "n.number",
    engagement: Some("n.engagement"),
    many: true,
    order: ("reference", false),
    text: &["n.title", "n.reference"],
    column,
};

const CONTROLS: &str = "SELECT e.evidence AS id, c.code AS value FROM control c CROSS JOIN evidence_control e \
                        ON e.control = c.id";

fn column(name: &str) -> Result<GridColumn> {
    use EvidenceColumn as C;
    let shown = |column: &str| format!("(SELECT e.{column} FROM evidence e WHERE e.id = n.evidence)");
    Ok(match C::named(name)? {
        C::Reference => {
            GridColumn::one("n.reference", Form::Folded).sorted_by("n.number").shown_as("format('EV-%04d', n.number)")
        }
        C::Title => GridColumn::one("n.title", Form::Folded).shown_as(shown("title")),
        C::Kind => GridColumn::one("n.kind", words::evidence_kind()),
        C::State => GridColumn::one("n.state", words::evidence_state()),
        C::Classification => GridColumn::one("n.classification", words::classification()),
        C::CoversFrom => GridColumn::one("n.covers_from", Form::Time),
        C::CoversTo => GridColumn::one("n.covers_to", Form::Time),
        C::CapturedAt => GridColumn::one("n.captured_at", Form::Time),
        C::ReceivedAt => GridColumn::one("n.received_at", Form::Time),
        C::SourceSystem => GridColumn::one("n.source_system", Form::Folded).shown_as(shown("source_system")),
        C::CollectedBy => GridColumn::one("n.collected_by", Form::Folded).shown_as(shown("collected_by")),
        C::Controls => GridColumn::each(CONTROLS, "n.evidence", Form::Text).sorted_by("n.controls"),
        C::Files => GridColumn::one("n.files", Form::Number),
        C::Size => GridColumn::one("n.size", Form::Number),
        C::Missing => GridColumn::one("n.missing", Form::Number),
        C::Version => GridColumn::one("n.version", Form::Number),
    })
}

impl Reader<'_> {
    /// A page of an engagement's evidence items.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an unknown column or test, or a limit out of bounds.
    pub fn page_evidence(&self, engagement: EngagementId, query: &PageQuery) -> Result<EvidencePage> {
        let found = find(self, &GRID, engagement, query)?;
        let items: Vec<EvidenceItem> = records(self, &found)?;
        let controls = items.iter().flat_map(|item| &item.controls).map(|id| id.uuid());
        let controls = Names::of(self.connection(), Noun::Control, controls)?;
        let rows = items.into_iter().map(|item| line(item, &controls)).collect();
        Ok(EvidencePage { total: found.total, all: found.all, offset: query.offset, rows })
    }
}

fn line(item: EvidenceItem, controls: &Names) -> EvidenceLine {
    EvidenceLine {
        id: item.id,
        revision: item.revision,
        number: item.number,
        reference: item.reference(),
        controls: controls.sorted(item.controls.iter().map(|id| id.uuid())),
        files: item.files.len().try_into().unwrap_or(u32::MAX),
        size: item.files.iter().map(|file| file.size).sum(),
        missing: item.missing().len().try_into().unwrap_or(u32::MAX),
        title: item.title,
        kind: item.kind,
        state: item.state,
        classification: item.classification,
        covers: item.covers,
        captured_at: item.captured_at,
        received_at: item.received_at,
        source_system: item.source_system,
        collected_by: item.collected_by,
        version: item.version,
        list_only: item.list_only,
    }
}
