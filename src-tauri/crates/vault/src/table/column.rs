//! How values of the model stand in columns, both ways. A value that no writing of ours can have put there is damage.

use chrono::{DateTime, SecondsFormat, Utc};
use model::activity::Action;
use model::code::{TaskCode, UserControlCode};
use model::colour::Colour;
use model::commitment::{CommitmentKind, CommitmentSource};
use model::communication::{Decision, MessageState, Track};
use model::control::{ControlCode, ControlType, Frequency, Nature, QuarterRule, Relation};
use model::coverage::CoverageState;
use model::criterion::{Category, CriterionCode};
use model::custody::CustodyKind;
use model::engagement::{EngagementState, Opinion, Trigger};
use model::evidence::{Classification, Digest, EvidenceKind};
use model::exhibit::FileType;
use model::finding::{FindingSource, FindingState};
use model::gap::{GapKind, GapSource, GapState, Level};
use model::id::{
    ClientId, CommitmentId, ControlId, CriterionId, CustodyId, EngagementId, EvidenceId, FileId, FindingId, FollowUpId,
    GapId, HolidayId, MessageId, OccurrenceId, OrganisationId, PacketId, PersonId, PlanRowId, PopulationId, RatingId,
    RequestId, SheetMappingId, SurfaceId, SystemId, TaskId, TeamId, UserControlId,
};
use model::occurrence::{OccurrenceKey, OccurrenceState};
use model::organisation::{ReportKind, SubserviceMethod};
use model::packet::{AudienceProfile, PacketForm, Paper};
use model::person::Side;
use model::rating::{Aspect, RatingValue};
use model::record::Noun;
use model::request::{AuditorStatus, PopulationKind};
use model::sheet::noun::SheetNoun;
use model::signing_key::PublicKey;
use model::surface::SurfaceCode;
use model::task::{Wait, WorkTrack};
use model::time::{Day, Instant, ZonedInstant};
use rusqlite::ffi;
use rusqlite::types::{Value, ValueRef};
use serde::de::IntoDeserializer;
use serde::de::value::{Error as Unreadable, StrDeserializer};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use super::fields::Fields;
use crate::error::Error;

/// Columns of one row with their values, in the order in which they are written.
pub type Columns = Vec<(&'static str, Value)>;

/// A value as it stands in one column.
pub trait Column: Sized {
    /// The stored value.
    fn to_value(&self) -> Value;

    /// The value as read; none for anything that [`Column::to_value`] never gives.
    fn from_value(value: ValueRef<'_>) -> Option<Self>;
}

/// For `map_err` on `vault.db`. A value of another type than its column has is damage.
pub(crate) fn vault_db(doing: &'static str) -> impl Fn(rusqlite::Error) -> Error {
    move |source| match source {
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => Error::damaged(format!("vault.db, while {doing}")),
        other if is_unreadable_page(&other) => Error::damaged(format!("vault.db, while {doing}")),
        other => Error::sqlite(doing, "vault.db")(other),
    }
}

/// Whether the cipher met a page whose authentication code doesn't hold. It has no code of its own for that: the database
/// then answers with its most general fault, and once the cipher has failed, that there is no memory for the page.
fn is_unreadable_page(source: &rusqlite::Error) -> bool {
    let rusqlite::Error::SqliteFailure(fault, told) = source else { return false };
    match fault.extended_code {
        ffi::SQLITE_ERROR => told.as_deref().is_none_or(|told| told == "SQL logic error"),
        ffi::SQLITE_NOMEM => true,
        _ => false,
    }
}

/// A list as one JSON text.
pub(crate) fn json<T: Serialize>(list: &T) -> Value {
    Value::Text(serde_json::to_string(list).expect("a list of text serializes"))
}

/// The name of a part of a tagged enum.
pub(crate) fn word(name: &'static str) -> Value {
    Value::Text(name.to_owned())
}

impl Column for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok().map(str::to_owned)
    }
}

impl<T: Column> Column for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Column::to_value)
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        if value == ValueRef::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}

impl Column for bool {
    fn to_value(&self) -> Value {
        Value::Integer((*self).into())
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        match value.as_i64().ok()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

macro_rules! small_integers {
    ($($type:ty),+) => {$(
        impl Column for $type {
            fn to_value(&self) -> Value {
                Value::Integer((*self).into())
            }

            fn from_value(value: ValueRef<'_>) -> Option<Self> {
                value.as_i64().ok()?.try_into().ok()
            }
        }
    )+};
}

small_integers!(u8, u16, u32);

impl Column for u64 {
    /// The same 64 bits; only numbers that nobody counts to come out negative.
    fn to_value(&self) -> Value {
        Value::Integer(self.cast_signed())
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok().map(i64::cast_unsigned)
    }
}

impl<const N: usize> Column for [u8; N] {
    fn to_value(&self) -> Value {
        Value::Blob(self.to_vec())
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        value.as_blob().ok()?.try_into().ok()
    }
}

impl Column for Vec<u8> {
    fn to_value(&self) -> Value {
        Value::Blob(self.clone())
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        value.as_blob().ok().map(<[u8]>::to_vec)
    }
}

impl Column for Digest {
    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        Column::from_value(value).map(Self)
    }
}

impl Column for PublicKey {
    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        Column::from_value(value).map(Self)
    }
}

impl Column for Uuid {
    fn to_value(&self) -> Value {
        self.as_bytes().to_value()
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        Column::from_value(value).map(Self::from_bytes)
    }
}

macro_rules! ids {
    ($($type:ty),+ $(,)?) => {$(
        impl Column for $type {
            fn to_value(&self) -> Value {
                self.uuid().to_value()
            }

            fn from_value(value: ValueRef<'_>) -> Option<Self> {
                Uuid::from_value(value).map(Self::from)
            }
        }
    )+};
}

ids!(
    ClientId,
    SystemId,
    EngagementId,
    PersonId,
    SurfaceId,
    CriterionId,
    ControlId,
    EvidenceId,
    FileId,
    CustodyId,
    RatingId,
    GapId,
    PlanRowId,
    MessageId,
    PacketId,
    RequestId,
    FindingId,
    TaskId,
    OrganisationId,
    UserControlId,
    CommitmentId,
    TeamId,
    OccurrenceId,
    PopulationId,
    SheetMappingId,
    HolidayId,
    FollowUpId,
);

impl Column for Instant {
    fn to_value(&self) -> Value {
        Value::Text(self.to_rfc3339_opts(SecondsFormat::Millis, true))
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        let text = value.as_str().ok()?;
        let at = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
        is_spelled(text, "Z").then_some(at)
    }
}

impl Column for ZonedInstant {
    fn to_value(&self) -> Value {
        Value::Text(self.to_rfc3339_opts(SecondsFormat::Millis, false))
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        let text = value.as_str().ok()?;
        let at = DateTime::parse_from_rfc3339(text).ok()?;
        is_spelled(text, &text[text.len().saturating_sub(6)..]).then_some(at).filter(|_| !text.ends_with("-00:00"))
    }
}

impl Column for Day {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        let text = value.as_str().ok()?;
        text.parse::<Self>().ok().filter(|day| day.to_string() == text)
    }
}

impl Column for Colour {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(value: ValueRef<'_>) -> Option<Self> {
        let text = value.as_str().ok()?;
        Self::read(text).ok().filter(|colour| colour.to_string() == text)
    }
}

/// Whether an instant is spelled as it is written. The log's hash covers whole milliseconds: what it can't tell apart must
/// not stand here in two ways.
fn is_spelled(text: &str, zone: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 23 + zone.len() && bytes[10] == b'T' && bytes[19] == b'.' && text.ends_with(zone)
}

macro_rules! named {
    ($($type:ty),+ $(,)?) => {$(
        impl Column for $type {
            fn to_value(&self) -> Value {
                name_of(self)
            }

            fn from_value(value: ValueRef<'_>) -> Option<Self> {
                let name: StrDeserializer<'_, Unreadable> = value.as_str().ok()?.into_deserializer();
                Self::deserialize(name).ok()
            }
        }
    )+};
}

named!(
    Action,
    Aspect,
    AudienceProfile,
    AuditorStatus,
    Category,
    Classification,
    CommitmentKind,
    CommitmentSource,
    ControlCode,
    ControlType,
    CoverageState,
    CriterionCode,
    CustodyKind,
    Decision,
    EngagementState,
    EvidenceKind,
    FileType,
    FindingSource,
    FindingState,
    Frequency,
    GapKind,
    GapSource,
    GapState,
    Level,
    MessageState,
    Nature,
    Noun,
    OccurrenceKey,
    OccurrenceState,
    Opinion,
    PacketForm,
    Paper,
    PopulationKind,
    QuarterRule,
    RatingValue,
    Relation,
    ReportKind,
    SheetNoun,
    Side,
    SubserviceMethod,
    SurfaceCode,
    TaskCode,
    Track,
    Trigger,
    UserControlCode,
    Wait,
    WorkTrack,
);

/// The name under which a value serializes.
fn name_of<T: Serialize>(value: &T) -> Value {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Value::Text(name),
        other => unreachable!("a name serializes as text, not as {other:?}"),
    }
}

/// Columns by the names of the variables that hold their values; `name = value` gives one that stands otherwise.
macro_rules! columns {
    (@value $name:ident = $value:expr) => { $value };
    (@value $name:ident) => { $crate::table::column::Column::to_value($name) };
    ($($name:ident $(= $value:expr)?),* $(,)?) => {
        vec![$((stringify!($name), $crate::table::column::columns!(@value $name $(= $value)?))),*]
    };
}

pub(crate) use columns;

#[cfg(test)]
mod tests;
