//! The world behind the evidence: workers, accounts, tickets, deployments, runs. Made once, so that every file tells
//! the same story. Holds no file formats.

mod calendar;
mod change;
mod integration;
mod operation;
mod staff;

pub(crate) use calendar::{day, days, is_working_day, london, stamp, year_to_october};
pub(crate) use change::{Change, Deployment, changes, deployments};
pub(crate) use integration::{
    APPS, Call, Credential, LostChange, Reconciliation, calls, credentials, lost_changes, reconciliations,
};
pub(crate) use operation::{Alert, Backup, Finding, alerts, backups, findings};
pub(crate) use staff::{Elevation, Grant, Leaving, Worker, elevations, grants, workers};

/// All of it.
pub(crate) struct Shop {
    /// Everyone who worked here at any time from 1 January to 31 October 2026.
    pub(crate) workers: Vec<Worker>,
    /// Grants of access.
    pub(crate) grants: Vec<Grant>,
    /// Elevations of privilege.
    pub(crate) elevations: Vec<Elevation>,
    /// Change tickets.
    pub(crate) changes: Vec<Change>,
    /// Production deployments.
    pub(crate) deployments: Vec<Deployment>,
    /// Findings of the scanner.
    pub(crate) findings: Vec<Finding>,
    /// Alerts with their triage.
    pub(crate) alerts: Vec<Alert>,
    /// Backup runs.
    pub(crate) backups: Vec<Backup>,
    /// Results of the reconciliation.
    pub(crate) reconciliations: Vec<Reconciliation>,
    /// Salesforce calls by day.
    pub(crate) calls: Vec<Call>,
    /// Order changes that were not carried in March.
    pub(crate) lost_changes: Vec<LostChange>,
    /// Integration credentials.
    pub(crate) credentials: Vec<Credential>,
}

impl Shop {
    /// Makes the world. The same each time.
    pub(crate) fn new() -> Self {
        let workers = workers();
        let changes = changes();
        Self {
            grants: grants(&workers),
            elevations: elevations(),
            deployments: deployments(&changes),
            changes,
            findings: findings(),
            alerts: alerts(),
            backups: backups(),
            reconciliations: reconciliations(),
            calls: calls(),
            lost_changes: lost_changes(),
            credentials: credentials(),
            workers,
        }
    }

    /// Who left, by last day.
    pub(crate) fn leavers(&self) -> Vec<(&Worker, &Leaving)> {
        let mut leavers: Vec<_> =
            self.workers.iter().filter_map(|it| it.left.as_ref().map(|left| (it, left))).collect();
        leavers.sort_by_key(|(worker, left)| (left.on, worker.account.as_str()));
        leavers
    }

    /// Who worked here on a day.
    pub(crate) fn active_on(&self, day: chrono::NaiveDate) -> impl Iterator<Item = &Worker> {
        self.workers.iter().filter(move |it| it.joined <= day && it.left.as_ref().is_none_or(|left| left.on >= day))
    }
}
