//! Evidence in rows and lines: extracts, logs, exports, mails. Each maker writes one file and says how many records it
//! holds. Nothing here opens a file.

mod access;
mod change;
mod emergency;
mod governance;
mod integration;
mod operation;
mod text;

pub(crate) use access::{SALESFORCE, last_logins};
pub(crate) use integration::app_change_rows;

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use crate::shop::Shop;

/// Writes one file and says how many records (rows, lines, events) it holds.
pub(crate) type Maker = fn(&Shop, &mut dyn Write) -> io::Result<u64>;

/// The maker of the file of that name, if it is one of rows or lines.
pub(crate) fn maker(file: &str) -> Option<Maker> {
    let maker: Maker = match file {
        "security-training-completion-2026.csv" => governance::training,
        "speak-up-case-register-2026.csv" => governance::speak_up,
        "deficiency-register-2026.csv" => governance::deficiencies,
        "incident-register-2026.csv" => governance::incidents,
        "badge-holders-2026-05-19.csv" => access::badges,
        "lodestar-users-2026-09-30.csv" => access::users,
        "user-access-review-2026-Q3.csv" => access::review,
        "access-grants-2026.csv" => access::grants,
        "leavers-2026.csv" => access::leavers,
        "account-deactivations-2026.jsonl" => access::deactivations,
        "privileged-role-holders-2026-11-02.json" => access::privileged,
        "privilege-elevations-2026.csv" => access::elevations,
        "lodestar-sign-ins-2026-09.log" => access::sign_ins,
        "sign-in-policy-history-2026.csv" => access::policy_history,
        "emergency-revocation-drill-2026-06-09.json" => access::drill,
        "emergency-account-uses-2026-H1.csv" => emergency::first_half,
        "emergency-account-uses-2026-07-to-10.csv" => emergency::autumn,
        "production-deployments-2026.csv" => change::deployments,
        "change-tickets-2026.csv" => change::tickets,
        "branch-protection-history-2026.jsonl" => change::branch_history,
        "rollback-rehearsal-2026-09-22.txt" => change::rollback,
        "backup-jobs-2026.csv" => operation::backups,
        "vulnerability-findings-2026.csv" => operation::findings,
        "alert-triage-2026.csv" => operation::alerts,
        "configuration-drift-2026-Q3.log" => operation::drift,
        "edge-ruleset-2026-11-04.json" => operation::edge_rules,
        "order-changes-not-carried-2026-03.csv" => integration::lost_changes,
        "order-sync-reconciliation-2026.csv" => integration::reconciliation,
        "salesforce-api-consumption-2026.csv" => integration::calls,
        "admin-console-events-2026-10.jsonl" => integration::console_events,
        "integration-credentials-2026-11-10.csv" => integration::credentials,
        "connected-app-changes-2026.csv" => integration::app_changes,
        _ => return text::maker(file),
    };
    Some(maker)
}

/// A table as one system writes it: its separator, its line ends, its columns and rows.
fn table<R, C>(to: &mut dyn Write, separator: u8, crlf: bool, head: &[&str], rows: R) -> io::Result<u64>
where
    R: IntoIterator<Item = C>,
    C: IntoIterator,
    C::Item: AsRef<[u8]>,
{
    let terminator = if crlf { Terminator::CRLF } else { Terminator::Any(b'\n') };
    let mut writer: Writer<&mut dyn Write> =
        WriterBuilder::new().delimiter(separator).terminator(terminator).from_writer(to);
    writer.write_record(head)?;
    let mut count = 0;
    for row in rows {
        writer.write_record(row)?;
        count += 1;
    }
    writer.flush()?;
    Ok(count)
}

/// A JSON value on a line of its own.
fn json_line(to: &mut dyn Write, value: &serde_json::Value) -> io::Result<()> {
    serde_json::to_writer(&mut *to, value)?;
    to.write_all(b"\n")
}
