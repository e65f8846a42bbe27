//! Gaps on a sheet. What closes a gap (a retest, an accepted risk, the day since which the control operates) needs proof
//! that no cell can give: such a step has its own command, and so has reopening.

use model::gap::{AcceptanceCriterion, Cost, Gap, GapState};
use model::id::PersonId;
use model::sheet::gap::GapColumn as Col;
use model::sheet::noun::SheetNoun;
use model::sheet::value::{Fields, Value};
use vault::Reader;

use super::names::Names;
use super::record::{New, SheetRecord};
use super::row::{Broken, Filled, Row};
use crate::failure::Failure;

impl SheetRecord for Gap {
    type Column = Col;
    const OF: SheetNoun = SheetNoun::Gap;

    fn fields(&self, names: &Names) -> Fields<Col> {
        let acceptance: Vec<String> = self.acceptance.iter().map(|it| it.text.clone()).collect();
        let cost = self.cost.as_ref();
        let money = |amount| Value::Money { amount, currency: None };
        Filled::new()
            .put(Col::Reference, Value::Code(self.reference()))
            .text(Col::Title, &self.title)
            .text(Col::Description, &self.description)
            .choice(Col::Source, &self.source)
            .choice(Col::Kind, &self.kind)
            .put(Col::Criteria, Value::codes(&self.criteria))
            .ids(Col::Controls, &self.controls, &names.controls)
            .put(Col::Surfaces, Value::codes(&self.surfaces))
            .text(Col::RootCause, &self.root_cause)
            .whole(Col::Likelihood, self.severity.likelihood)
            .whole(Col::Impact, self.severity.impact)
            .choice(Col::Severity, &self.severity.level())
            .person(Col::Owner, self.owner, names)
            .day(Col::FoundOn, self.found_on)
            .day(Col::DueOn, self.due_on)
            .text(Col::Remedy, &self.remedy)
            .put(Col::Acceptance, Value::lines(&acceptance))
            .choice(Col::State, &self.state)
            .day(Col::FixedOn, self.fixed_on)
            .put(Col::EffortDays, self.effort_days.map(|days| Value::Whole(days.into())))
            .put(Col::CostLow, cost.map(|cost| money(cost.low)))
            .put(Col::CostHigh, cost.map(|cost| money(cost.high)))
            .optional_text(Col::Currency, cost.map(|cost| cost.currency.as_str()))
            .optional_text(Col::CostBasis, cost.map(|cost| cost.basis.as_str()))
            .text(Col::InternalNote, &self.internal_note)
            .done()
    }

    fn blank(new: &New<'_>, row: &Row<'_, Col>) -> Result<Self, Broken<Col>> {
        let mut gap = crate::gap::blank(new.id.into(), new.engagement.id, new.today);
        row.day(Col::FoundOn, &mut gap.found_on)?;
        Ok(gap)
    }

    fn with(mut self, row: &Row<'_, Col>, is_new: bool) -> Result<Self, Broken<Col>> {
        if row.gives(Col::FoundOn) && !is_new {
            return Err(Broken::at(Col::FoundOn, "can't change once the gap is recorded"));
        }
        row.text(Col::Title, &mut self.title)?;
        row.text(Col::Description, &mut self.description)?;
        row.choice(Col::Source, &mut self.source)?;
        row.choice(Col::Kind, &mut self.kind)?;
        row.codes(Col::Criteria, &mut self.criteria)?;
        row.ids(Col::Controls, &row.names.controls, &mut self.controls)?;
        row.codes(Col::Surfaces, &mut self.surfaces)?;
        row.text(Col::RootCause, &mut self.root_cause)?;
        row.whole(Col::Likelihood, &mut self.severity.likelihood)?;
        row.whole(Col::Impact, &mut self.severity.impact)?;
        row.person(Col::Owner, &mut self.owner)?;
        row.optional_day(Col::DueOn, &mut self.due_on)?;
        row.text(Col::Remedy, &mut self.remedy)?;
        row.optional_whole(Col::EffortDays, &mut self.effort_days)?;
        row.text(Col::InternalNote, &mut self.internal_note)?;
        accept_when(row, &mut self.acceptance)?;
        self.cost = cost(row, self.cost)?;
        step(row, &mut self)?;
        self.check().map_err(|invalid| match invalid.field {
            "cost" => Broken::at(Col::CostHigh, invalid.rule),
            "basis" => Broken::at(Col::CostBasis, invalid.rule),
            _ => invalid.into(),
        })?;
        Ok(self)
    }

    fn is_owned_by(&self, person: PersonId, _: &Names) -> bool {
        self.owner == Some(person)
    }

    /// An amount that names its currency says so in the column of currencies.
    fn settle(fields: &mut Fields<Col>) -> Result<(), Broken<Col>> {
        for own in [Col::CostLow, Col::CostHigh] {
            let Some(Value::Money { amount: _, currency }) = fields.get_mut(&own) else { continue };
            let Some(currency) = currency.take().map(Value::Text) else { continue };
            if *fields.entry(Col::Currency).or_insert_with(|| currency.clone()) != currency {
                return Err(Broken::at(own, "is in another currency than the rest of the row"));
            }
        }
        Ok(())
    }

    fn numbered(self, r: &Reader, engagement: &model::engagement::Engagement) -> Result<Self, Failure> {
        Ok(Self { number: r.next_number::<Self>(engagement.id)?, ..self })
    }
}

/// What must be true before the gap closes: a criterion whose text stays keeps what is known of it.
fn accept_when(row: &Row<'_, Col>, into: &mut Vec<AcceptanceCriterion>) -> Result<(), Broken<Col>> {
    if !row.gives(Col::Acceptance) {
        return Ok(());
    }
    let mut lines = Vec::new();
    row.lines(Col::Acceptance, &mut lines)?;
    let mut old = std::mem::take(into);
    for text in lines {
        let same = old.iter().position(|it| Value::lines([&it.text]) == Value::lines([&text]));
        into.push(match same {
            Some(at) => old.remove(at),
            None => AcceptanceCriterion { text, shown_by: String::new(), due_on: None, met: false },
        });
    }
    Ok(())
}

/// The cost, of which all four columns are given or none.
fn cost(row: &Row<'_, Col>, old: Option<Cost>) -> Result<Option<Cost>, Broken<Col>> {
    let columns = [Col::CostLow, Col::CostHigh, Col::Currency, Col::CostBasis];
    if !columns.iter().any(|own| row.gives(*own)) {
        return Ok(old);
    }
    let (mut low, mut high) = (old.as_ref().map(|it| it.low), old.as_ref().map(|it| it.high));
    let (mut currency, mut basis) = old.map(|it| (it.currency, it.basis)).unwrap_or_default();
    row.money(Col::CostLow, &mut low)?;
    row.money(Col::CostHigh, &mut high)?;
    row.text(Col::Currency, &mut currency)?;
    row.text(Col::CostBasis, &mut basis)?;
    match (low, high) {
        (None, None) if currency.is_empty() && basis.is_empty() => Ok(None),
        (Some(low), Some(high)) => Ok(Some(Cost { low, high, currency, basis })),
        (None, _) => Err(Broken::at(Col::CostLow, "must be given with the rest of the cost")),
        (_, None) => Err(Broken::at(Col::CostHigh, "must be given with the rest of the cost")),
    }
}

/// The steps that need no proof, by the same rule as the command.
fn step(row: &Row<'_, Col>, gap: &mut Gap) -> Result<(), Broken<Col>> {
    let mut next = gap.state;
    row.choice(Col::State, &mut next)?;
    if next == gap.state {
        return Ok(());
    }
    let needs = match next {
        GapState::Open | GapState::InProgress | GapState::FixedAwaitingProof => None,
        GapState::Retested => Some("a retest by another person, on evidence"),
        GapState::OperatingSince => Some("the day since which the control operates"),
        GapState::AcceptedRisk => Some("an approver, an end date and a reason"),
        GapState::Reopened => Some("a decision of its own"),
    };
    if let Some(needs) = needs {
        let reason = format!("can't become {} by a sheet: that needs {needs}", next.name());
        return Err(Broken::at(Col::State, reason));
    }
    if !gap.state.may_become(next) {
        let reason = format!("can't go from {} to {}", gap.state.name(), next.name());
        return Err(Broken::at(Col::State, reason));
    }
    gap.state = next;
    if next == GapState::FixedAwaitingProof {
        row.optional_day(Col::FixedOn, &mut gap.fixed_on)?;
    }
    Ok(())
}
