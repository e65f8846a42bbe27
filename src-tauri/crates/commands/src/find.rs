//! Finds records by what a person calls them: a control by `CORE-24`, an evidence item by `EV-0012`, a person by name;
//! an id does as well.

use model::commitment::Commitment;
use model::communication::{Message, PlanRow};
use model::control::Control;
use model::criterion::Criterion;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::finding::Finding;
use model::follow_up::FollowUp;
use model::gap::Gap;
use model::holiday::Holiday;
use model::id::EngagementId;
use model::occurrence::Occurrence;
use model::organisation::Organisation;
use model::person::Person;
use model::population::Population;
use model::request::EvidenceRequest;
use model::sheet_mapping::SheetMapping;
use model::surface::Surface;
use model::task::Task;
use model::team::Team;
use model::user_control::UserControl;
use uuid::Uuid;
use vault::{Reader, Table};

use crate::failure::{Code, Failure};

/// A noun that people can name.
pub(crate) trait Named: Table<Id: From<Uuid>> {
    /// The word for it in a message.
    const WORD: &'static str;

    /// Whether `name` is what people call it, case ignored.
    fn is_called(&self, name: &str) -> bool;

    /// The engagement that it belongs to; none when it belongs to the vault.
    fn home(&self) -> Option<EngagementId>;

    /// Records among which is every one of that name, of an engagement or of all.
    fn of_name(reader: &Reader, _engagement: Option<EngagementId>, _name: &str) -> Result<Vec<Self>, Failure> {
        Ok(reader.list::<Self>()?)
    }
}

macro_rules! named {
    ($($noun:ty, $word:literal, |$record:ident| $call:expr, $engagement:expr);+ $(;)?) => {$(
        impl Named for $noun {
            const WORD: &'static str = $word;

            fn is_called(&self, name: &str) -> bool {
                let $record = self;
                $call.eq_ignore_ascii_case(name)
            }

            fn home(&self) -> Option<EngagementId> {
                let $record = self;
                $engagement
            }
        }
    )+};
}

named! {
    Control, "control", |it| it.code.as_str(), Some(it.engagement);
    Criterion, "criterion", |it| it.code.to_string(), Some(it.engagement);
    Gap, "gap", |it| it.reference(), Some(it.engagement);
    Message, "message", |it| it.reference(), Some(it.engagement);
    PlanRow, "row of the communication plan", |it| it.number.to_string(), Some(it.engagement);
    Task, "task", |it| it.code.as_str(), Some(it.engagement);
    Organisation, "subservice organisation", |it| it.name, Some(it.engagement);
    UserControl, "user entity control", |it| it.code.as_str(), Some(it.engagement);
    Commitment, "commitment or requirement", |it| it.reference(), Some(it.engagement);
    FollowUp, "follow-up", |it| it.reference(), Some(it.engagement);
    Occurrence, "occurrence", |it| it.key.to_string(), Some(it.engagement);
    Population, "population", |it| it.name, Some(it.engagement);
    Holiday, "holiday", |it| it.day.to_string(), vault_wide(it);
    Team, "team", |it| it.name, vault_wide(it);
    Person, "person", |it| it.name, vault_wide(it);
    SheetMapping, "saved mapping", |it| it.name, vault_wide(it);
    Surface, "surface", |it| it.code.as_str(), vault_wide(it);
    Engagement, "engagement", |it| it.title, vault_wide(it);
}

impl Named for EvidenceItem {
    const WORD: &'static str = "evidence item";

    fn is_called(&self, name: &str) -> bool {
        self.reference().eq_ignore_ascii_case(name)
    }

    fn home(&self) -> Option<EngagementId> {
        Some(self.engagement)
    }

    /// A vault may hold tens of thousands of them, and the reference says the number.
    fn of_name(reader: &Reader, engagement: Option<EngagementId>, name: &str) -> Result<Vec<Self>, Failure> {
        let number = name.rsplit('-').next().and_then(|digits| digits.parse().ok());
        let Some(number) = number else { return Ok(Vec::new()) };
        let homes = match engagement {
            Some(engagement) => vec![engagement],
            None => reader.list::<Engagement>()?.into_iter().map(|engagement| engagement.id).collect(),
        };
        let numbered = |home| match reader.numbered(home, number) {
            Ok(item) => Ok(Some(item)),
            Err(vault::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        };
        homes.into_iter().filter_map(|home| numbered(home).transpose()).collect()
    }
}

impl Named for EvidenceRequest {
    const WORD: &'static str = "evidence request";

    /// The auditor's own id does as well as our number.
    fn is_called(&self, name: &str) -> bool {
        let theirs = self.auditor_id.as_ref().is_some_and(|id| id.trim().eq_ignore_ascii_case(name));
        theirs || self.reference().eq_ignore_ascii_case(name)
    }

    fn home(&self) -> Option<EngagementId> {
        Some(self.engagement)
    }
}

impl Named for Finding {
    const WORD: &'static str = "finding";

    /// The reference of whoever raised it does as well as our number.
    fn is_called(&self, name: &str) -> bool {
        let theirs = self.auditor_reference.as_ref().is_some_and(|it| it.trim().eq_ignore_ascii_case(name));
        theirs || self.reference().eq_ignore_ascii_case(name)
    }

    fn home(&self) -> Option<EngagementId> {
        Some(self.engagement)
    }
}

/// The home of a noun that belongs to the whole vault.
const fn vault_wide<R>(_: &R) -> Option<EngagementId> {
    None
}

/// The record that `name` means, in `engagement` where the noun belongs to one.
pub(crate) fn one<R: Named>(reader: &Reader, engagement: Option<EngagementId>, name: &str) -> Result<R, Failure> {
    let name = name.trim();
    if let Ok(id) = Uuid::parse_str(name) {
        return Ok(reader.get::<R>(R::Id::from(id))?);
    }
    let mut found = R::of_name(reader, engagement, name)?
        .into_iter()
        .filter(|record| engagement.is_none() || record.home().is_none() || record.home() == engagement)
        .filter(|record| record.is_called(name));
    let first = found.next().ok_or_else(|| Failure::not_found(R::WORD, name))?;
    if found.next().is_some() {
        let message = format!("more than one {} is called {name}; name it by its id", R::WORD);
        return Err(Failure::new(Code::Invalid, message).on("name"));
    }
    Ok(first)
}

/// The engagement of that title or id; without a name the only one, or the one whose record is newest.
pub(crate) fn engagement(reader: &Reader, name: Option<&str>) -> Result<Engagement, Failure> {
    match name {
        Some(name) => one(reader, None, name),
        None => reader
            .list::<Engagement>()?
            .into_iter()
            .max_by_key(|engagement| engagement.id)
            .ok_or_else(|| Failure::new(Code::NotFound, "this vault has no engagement yet")),
    }
}

/// The records that `names` mean, in that order.
pub(crate) fn each<R: Named>(reader: &Reader, engagement: EngagementId, names: &[String]) -> Result<Vec<R>, Failure> {
    names.iter().map(|name| one(reader, Some(engagement), name)).collect()
}

/// All records of a noun in one engagement, in the order of the vault.
pub(crate) fn all<R: Named>(reader: &Reader, engagement: EngagementId) -> Result<Vec<R>, Failure> {
    let records = reader.list::<R>()?;
    Ok(records.into_iter().filter(|record| record.home().is_none_or(|of| of == engagement)).collect())
}
