//! Packets.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use commands::packet::{ExportPacket, Exported, ListPackets, Verified, VerifyPacket};
use model::exhibit::ShowLimits;
use model::packet::{AudienceProfile, ExportedPacket, Section};
use model::signing_key::Fingerprint;
use model::time::AsOf;

use super::Session;
use crate::args::PacketVerb;
use crate::failure::Problem;
use crate::output::{counted, minute, table};

/// Bytes of a file with a public key that are read, at most.
const MOST_KEY: u64 = 2_000;

/// Verbs of packets that need a vault.
pub fn packet(session: &mut Session, verb: PacketVerb) -> Result<ExitCode, Problem> {
    match verb {
        PacketVerb::Verify { file, key } => return verify(session, &file, key),
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
                        it.signed_by.map_or_else(
                            || "–".to_owned(),
                            |key| key.fingerprint().to_string().chars().take(16).collect(),
                        ),
                        it.volumes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
                    ]
                };
                table(
                    &["Packet", "Profile", "Exported (UTC)", "Pages", "Exhibits", "Log row", "Signed by", "SHA-256"],
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
            unsigned,
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
                unsigned,
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
    text.push_str(&match &it.fingerprint {
        Some(fingerprint) => format!("\nSigned by the key {fingerprint}"),
        None => "\nNot signed: nothing in it shows who made it.".to_owned(),
    });
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
pub fn verify(session: &mut Session, file: &Path, key: Option<String>) -> Result<ExitCode, Problem> {
    let key = key.map(named_key).transpose()?;
    let held = session.app.hold(file);
    let verified = session.app.call(VerifyPacket { file: held, key })?;
    session.out.show(&verified, verified_lines)?;
    Ok(if verified.holds { ExitCode::SUCCESS } else { ExitCode::from(7) })
}

/// The key that was named: a fingerprint as it is, else what the file of that name holds.
fn named_key(named: String) -> Result<String, Problem> {
    if Fingerprint::read(&named).is_ok() {
        return Ok(named);
    }
    let mut text = String::new();
    let read = File::open(&named).and_then(|file| file.take(MOST_KEY).read_to_string(&mut text));
    let told = "the key must be a fingerprint of 64 hexadecimal digits, or a file that can be read";
    read.map(|_| text).map_err(|error| Problem::Usage(format!("{told}: {error}")))
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
    text.push(match &it.signed_by {
        _ if !it.holds => "This packet does not verify. Do not rely on it.".to_owned(),
        None => "Unaltered since export. Not signed: nothing in it shows who made it.".to_owned(),
        Some(signed) if signed.expected => "Unaltered since export, and signed by the key that was asked for.".to_owned(),
        Some(signed) => format!(
            "Unaltered since it was signed by the key\n{}\nCompare this fingerprint with its owner over another channel; to \
             have it compared, name it with --key.",
            signed.fingerprint
        ),
    });
    text.join("\n")
}
