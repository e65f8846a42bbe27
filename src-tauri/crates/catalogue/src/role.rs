//! Roles that the reference data names: owners of controls and tasks, senders, approvers and signers. Names no person.

use serde::{Deserialize, Serialize};

use crate::cell;

/// The part of an organisation in which a role usually stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleGroup {
    /// Answers for the whole company.
    Leadership,
    /// Law, contracts, personal data, records.
    LegalAndPrivacy,
    /// Controls, evidence, audit, vendors, training.
    Governance,
    /// Security.
    Security,
    /// Building the product.
    Engineering,
    /// Running services, sites and staff.
    Operations,
    /// What the product must do.
    Product,
    /// Sales and communication.
    Commercial,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    /// Name as printed; what other rows name it by.
    #[serde(deserialize_with = "cell::text")]
    pub name: String,
    /// Where it usually stands.
    pub group: RoleGroup,
    /// The role that decides when nobody holds this one; none for the last in the line.
    #[serde(deserialize_with = "cell::optional")]
    pub stands_in: Option<String>,
    /// What it answers for.
    #[serde(deserialize_with = "cell::text")]
    pub duty: String,
}
