//! Mails and notes whose words stand in `text/`. Mails get the line ends of their format here.

use std::io::{self, Write};

use super::Maker;
use crate::shop::Shop;

macro_rules! texts {
    ($($file:literal = $name:ident, $form:ident;)+) => {
        /// The maker of the mail or note of that name.
        pub(super) fn maker(file: &str) -> Option<Maker> {
            match file {
                $($file => Some($name),)+
                _ => None,
            }
        }

        $(fn $name(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
            $form(include_str!(concat!("../../text/", $file)), to)
        })+
    };
}

texts! {
    "organisation-chart-2026-approval.eml" = organisation_chart, mail;
    "removal-q-lim-reminder.eml" = reminder, mail;
    "coordinated-release-2026.08.eml" = release, mail;
    "change-of-terms-notice-2026-03.eml" = terms, mail;
    "corvane-bridge-letter-reply.eml" = bridge, mail;
    "emergency-account-log-2026.txt" = emergency, note;
    "queue-replay-test-2026-11-18.txt" = replay, note;
    "tabletop-exercise-2026-11-18-notes.txt" = tabletop, note;
}

/// A mail ends its lines in CR LF.
fn mail(text: &str, to: &mut dyn Write) -> io::Result<u64> {
    for line in text.lines() {
        to.write_all(line.as_bytes())?;
        to.write_all(b"\r\n")?;
    }
    Ok(1)
}

fn note(text: &str, to: &mut dyn Write) -> io::Result<u64> {
    to.write_all(text.as_bytes())?;
    Ok(text.lines().count() as u64)
}
