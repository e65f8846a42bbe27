//! People on a sheet. A person is found by name, so a sheet never renames one.

use model::id::PersonId;
use model::person::{Person, Side};
use model::sheet::noun::SheetNoun;
use model::sheet::person::PersonColumn as Col;
use model::sheet::value::{Fields, Value};

use super::names::Names;
use super::record::{New, SheetRecord};
use super::row::{Broken, Filled, Row};

impl SheetRecord for Person {
    type Column = Col;
    const OF: SheetNoun = SheetNoun::Person;

    fn fields(&self, _: &Names) -> Fields<Col> {
        Filled::new()
            .put(Col::Name, Value::Person(self.name.clone()))
            .text(Col::Role, &self.role)
            .choice(Col::Side, &self.side)
            .optional_text(Col::Team, self.team.as_deref())
            .optional_text(Col::Email, self.email.as_deref())
            .done()
    }

    fn blank(new: &New<'_>, row: &Row<'_, Col>) -> Result<Self, Broken<Col>> {
        let mut name = String::new();
        row.text(Col::Name, &mut name)?;
        Ok(Self {
            id: new.id.into(),
            revision: 1,
            name,
            role: String::new(),
            side: Side::Client,
            team: None,
            email: None,
        })
    }

    fn with(mut self, row: &Row<'_, Col>, _: bool) -> Result<Self, Broken<Col>> {
        row.text(Col::Role, &mut self.role)?;
        row.choice(Col::Side, &mut self.side)?;
        row.optional_text(Col::Team, &mut self.team)?;
        row.optional_text(Col::Email, &mut self.email)?;
        self.check()?;
        Ok(self)
    }

    fn is_owned_by(&self, person: PersonId, _: &Names) -> bool {
        self.id == person
    }
}
