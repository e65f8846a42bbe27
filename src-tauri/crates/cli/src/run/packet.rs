//! Packets.

use std::path::Path;
use std::process::ExitCode;

use commands::packet::{ExportPacket, Exported, ListPackets, Verified, VerifyPacket};
use model::exhibit::ShowLimits;
use model::packet::{AudienceProfile, ExportedPacket, Section};
use model::time::AsOf;

use super::Session;
use crate::args::PacketVerb;
use crate::failure::Problem;
use crate::output::{counted, minute, table};

/// Verbs of packets that need a vault.
pub fn packet(session: &mut Session, verb: PacketVerb) -> Result<ExitCode, Problem> {
    match verb {
        PacketVerb::Verify { file } => return verify(session, &file),
        PacketVerb::List => {
            let list = session.app.call(ListPackets {})?;
            session.out.show(&list, |list| {
                let row = |it: &ExportedPacket| {
                    vec![
                        it.number.clone(),
                        it.profile.name().to_owned(),
                        minute(it.at),
                        it.pages.to_string(),
                        it.exhibits.to_string(),
                        it.up_to.to_string(),
                        it.volumes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
                    ]
                };
                table(
                    &["Packet", "Profile", "Exported (UTC)", "Pages", "Exhibits", "Log row", "SHA-256"],
                    list.iter().map(row),
                )
            })?;
        }
        PacketVerb::Export {
            file,
            profile,
            with,
            number,
            reviewed_by,
            as_of,
            up_to,
            pages,
            rows,
            lines,
            embed_limit,
        } => {
            let request = ExportPacket {
                engagement: session.engagement.clone(),
                file: session.hold_new(&file)?,
                profile: audience(&profile)?,
                also: with.iter().map(|name| section(name)).collect::<Result<_, _>>()?,
                number,
                reviewed_by,
                as_of: as_of.map(|at| AsOf { at }),
                up_to,
                limits: ShowLimits { pages, rows, lines, ..ShowLimits::default() },
                embed_limit: embed_limit.saturating_mul(1_000_000),
                list_only: Vec::new(),
            };
            let exported = session.app.call(request)?;
            let file = super::shown(&file);
            session.out.show(&exported, |it| exported_lines(it, &file))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn audience(text: &str) -> Result<AudienceProfile, Problem> {
    AudienceProfile::ALL
        .into_iter()
        .find(|profile| profile.name() == text)
        .ok_or_else(|| Problem::Usage("the profile must be auditor, client, procurement or board".to_owned()))
}

fn section(text: &str) -> Result<Section, Problem> {
    Section::from_name(text).ok_or_else(|| {
        let names: Vec<&str> = Section::ALL.iter().map(|section| section.short_name()).collect();
        Problem::Usage(format!("there is no section {text}; sections are {}", names.join(", ")))
    })
}

/// What an export brought, in lines.
pub fn exported_lines(it: &Exported, file: &str) -> String {
    let mut text = format!(
        "Exported {} for {}: {}, {}, {}, {}.\n{file}",
        it.packet.number,
        it.packet.profile.audience(),
        counted(it.packet.pages, "page"),
        counted(it.packet.exhibits, "exhibit"),
        counted(it.open_points, "open point"),
        counted(it.slip_sheets, "slip sheet")
    );
    for digest in &it.packet.volumes {
        text.push_str(&format!("\nSHA-256 {digest}"));
    }
    for name in it.names.iter().skip(it.packet.volumes.len()) {
        text.push_str(&format!("\nBeside it: {name}"));
    }
    if it.packet.profile == AudienceProfile::Procurement && it.packet.exhibits > 0 {
        text.push_str(
            "\nLook before you send it: exhibits are shown as they are and may name persons, whatever they are marked.",
        );
    }
    if !it.sensitive.is_empty() {
        text.push_str(&format!(
            "\nLook before you send it: marked personal or restricted, and shown, are {}. To list an item without \
             showing it: vouchsafe evidence edit ITEM --set list_only=REASON",
            it.sensitive.join(", ")
        ));
    }
    text
}

/// Verifies a packet without any vault.
pub fn verify(session: &mut Session, file: &Path) -> Result<ExitCode, Problem> {
    let held = session.app.hold(file);
    let verified = session.app.call(VerifyPacket { file: held })?;
    session.out.show(&verified, verified_lines)?;
    Ok(if verified.holds { ExitCode::SUCCESS } else { ExitCode::from(7) })
}

/// What a verification found, in lines.
pub fn verified_lines(it: &Verified) -> String {
    let mark = |holds: Option<bool>| match holds {
        Some(true) => "holds      ",
        Some(false) => "FAILS      ",
        None => "not checked",
    };
    let mut text: Vec<_> = it.checks.iter().map(|check| format!("{} {}", mark(check.holds), check.text)).collect();
    text.push(format!("SHA-256 of the file: {}", it.sha256));
    text.push(
        if it.holds { "Unaltered since export." } else { "This packet does not verify. Do not rely on it." }.to_owned(),
    );
    text.join("\n")
}
