//! Packets.

mod verify;

pub use verify::{verified_lines, verify};

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use commands::packet::{
    ChosenPart, Container, ExportPacket, Exported, ListPackets, ListedOnly, Preflight, PreflightExhibit,
    PreflightPacket, PreflightPlace, PreflightSection,
};
use model::exhibit::ShowLimits;
use model::packet::{AudienceProfile, ExportedPacket, PacketForm, Section, VolumeLimits};
use model::time::AsOf;

use super::Session;
use crate::args::{ContainerArgs, ExportPacketArgs, PacketArgs, PacketVerb, PartArgs, PresentationArgs};
use crate::failure::Problem;
use crate::output::{agreed, counted, minute, printable, table, table_or, tell};
use crate::secret;

/// Verbs of packets that need a vault.
pub fn packet(session: &mut Session, verb: PacketVerb) -> Result<ExitCode, Problem> {
    match verb {
        PacketVerb::Verify { files, key } => return verify(session, &files, key),
        PacketVerb::List => {
            let list = session.app.call(ListPackets {})?;
            session.out.show(&list, |list| {
                let row = |it: &ExportedPacket| {
                    vec![
                        it.number.clone(),
                        it.profile.name().to_owned(),
                        it.form.name().to_owned(),
                        minute(it.at),
                        it.pages.to_string(),
                        it.exhibits.to_string(),
                        it.up_to.to_string(),
                        it.signed_by.map_or_else(
                            || "–".to_owned(),
                            |key| key.fingerprint().to_string().chars().take(16).collect(),
                        ),
                        digests(it).join("\n"),
                    ]
                };
                table(
                    &[
                        "Packet",
                        "Profile",
                        "Form",
                        "Exported (UTC)",
                        "Pages",
                        "Exhibits",
                        "Log row",
                        "Signed by",
                        "SHA-256",
                    ],
                    list.iter().map(row),
                )
            })?;
        }
        PacketVerb::Export(args) => export(session, *args)?,
        PacketVerb::Preflight(args) => {
            let asked = choice(session, *args)?;
            let profile = asked.profile;
            let foreseen = session.app.call(asked)?;
            session.out.show(&foreseen, |it| preflight_lines(it, profile))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn export(session: &mut Session, args: ExportPacketArgs) -> Result<(), Problem> {
    let ExportPacketArgs {
        file,
        packet,
        form,
        number,
        include_restricted,
        container,
        pages,
        rows,
        lines,
        embed_limit,
        volume_pages,
        volume_mb,
        unsigned,
        presentation: PresentationArgs { paper, confidentiality, draft },
    } = args;
    require_ending(&file, &container)?;
    require_reader(&container)?;
    let form = packet_form(&form)?;
    let held = session.hold_new(&file)?;
    let asked = choice(session, packet)?;
    let show_sensitive = include_restricted || agreed_to_sensitive(session, asked.clone())?;
    let PreflightPacket { engagement, profile, also, part, marked, up_to, as_of, reviewed_by, list_only } = asked;
    let request = ExportPacket {
        engagement,
        file: held,
        form,
        profile,
        also,
        part,
        marked,
        number,
        reviewed_by,
        as_of,
        up_to,
        limits: ShowLimits { pages, rows, lines, ..ShowLimits::default() },
        embed_limit: embed_limit.saturating_mul(1_000_000),
        volume: VolumeLimits {
            pages: volume_pages.unwrap_or(VolumeLimits::usual(form).pages),
            bytes: volume_mb.saturating_mul(1_000_000),
        },
        list_only,
        show_sensitive,
        container: self::container(&container)?,
        unsigned,
        paper,
        confidentiality,
        draft,
    };
    let exported = session.app.call(request)?;
    let file = super::shown(&file);
    let draft =
        if draft { "\nA draft: not for reliance. Each page bears the word, and the manifest says so." } else { "" };
    session.out.show(&exported, |it| exported_lines(it, &file) + draft)
}

/// The packet's files with their digests, each of several volumes with its name and length.
fn files(it: &Exported) -> String {
    let mut text = String::new();
    let several = it.packet.volumes.len() > 1 && it.packet.container.is_none();
    for (place, digest) in digests(&it.packet).into_iter().enumerate() {
        let named = it.names.get(place).zip(it.sizes.get(place)).filter(|_| several);
        if let Some((name, size)) = named {
            text.push_str(&format!("\nVolume {} of {}: {name}, {}", place + 1, it.sizes.len(), counted(*size, "byte")));
        }
        text.push_str(&format!("\nSHA-256 {digest}"));
    }
    text
}

/// What the packet is to hold.
fn choice(session: &Session, args: PacketArgs) -> Result<PreflightPacket, Problem> {
    let PacketArgs { profile, with, part, marked, reviewed_by, as_of, up_to, list_only } = args;
    let listed = |(evidence, reason)| ListedOnly { evidence, reason };
    Ok(PreflightPacket {
        engagement: session.engagement.clone(),
        profile: audience(&profile)?,
        also: with.iter().map(|name| section(name)).collect::<Result<_, _>>()?,
        part: chosen_part(part),
        marked: marked.into_iter().collect(),
        up_to,
        as_of: as_of.map(|at| AsOf { at }),
        reviewed_by,
        list_only: list_only.into_iter().map(listed).collect(),
    })
}

/// The one part that was named; the command line takes no two.
fn chosen_part(args: PartArgs) -> ChosenPart {
    type Named = (Vec<String>, fn(Vec<String>) -> ChosenPart);
    let PartArgs { criterion, control, surface, request, gap_report } = args;
    let named: [Named; 4] = [
        (criterion, ChosenPart::Criteria),
        (control, ChosenPart::Controls),
        (surface, ChosenPart::Surfaces),
        (request, ChosenPart::Requests),
    ];
    let part = named.into_iter().find(|(names, _)| !names.is_empty()).map(|(names, part)| part(names));
    part.unwrap_or(if gap_report { ChosenPart::GapReport } else { ChosenPart::Whole })
}

/// What a packet would hold and leave open, in lines.
fn preflight_lines(it: &Preflight, profile: AudienceProfile) -> String {
    let mut text = format!("{} for {}, as of log row {}.", it.number, profile.audience(), it.up_to);
    if let Some(part) = &it.part {
        text.push_str(&format!("\nA part only: {part}."));
    }
    let included = it.sections.iter().filter(|section| section.included);
    let rows = included.map(|it| vec![it.title.clone(), held(it)]);
    text.push_str(&format!("\n\n{}", table(&["Section", "Holds"], rows)));
    let exhibits = it.exhibits.iter().filter(|exhibit| exhibit.place != PreflightPlace::NotPart);
    let rows = exhibits.map(|it| {
        let mark = if it.sensitive { format!("{}, shown", it.classification.name()) } else { String::new() };
        vec![it.evidence.clone(), it.title.clone(), place(it).to_owned(), it.why.clone(), mark]
    });
    text.push_str(&format!("\n\n{}", table(&["Item", "Title", "In this packet", "Why", "Look at it"], rows)));
    let rows = it
        .open_points
        .iter()
        .map(|it| vec![it.kind.clone(), it.words.clone(), it.cure.clone(), it.reference.clone().unwrap_or_default()]);
    let ready = "No open point is known. What only reading the originals can tell comes with the export.";
    text.push_str("\n\n");
    text.push_str(&table_or(&["Open point", "What", "Can it be cured?", "Where"], rows, ready));
    text
}

fn held(section: &PreflightSection) -> String {
    section.rows.map(|rows| format!("{rows} {}", section.what)).unwrap_or_default()
}

const fn place(exhibit: &PreflightExhibit) -> &'static str {
    match exhibit.place {
        PreflightPlace::Shown => "shown",
        PreflightPlace::ListedOnly => "listed only",
        PreflightPlace::Unreleased => "not released",
        PreflightPlace::Withheld => "withheld",
        PreflightPlace::NotPart => "not part of it",
    }
}

/// A container is a ZIP file and a packet isn't: a name that says otherwise would mislead whoever gets it.
fn require_ending(file: &Path, container: &ContainerArgs) -> Result<(), Problem> {
    let is_pdf = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if container.container && is_pdf {
        return Err(Problem::Usage("a container is a ZIP file: name it NAME.zip".to_owned()));
    }
    Ok(())
}

/// A passphrase that is made goes to whoever reads it, or to the file that was named: elsewhere it would be kept unseen.
fn require_reader(container: &ContainerArgs) -> Result<(), Problem> {
    if container.make_passphrase && container.passphrase_to.is_none() && !std::io::stderr().is_terminal() {
        let told = "nothing was exported: there is no terminal to show the passphrase on; name a new file for it with \
                    --passphrase-to FILE";
        return Err(Problem::Usage(told.to_owned()));
    }
    Ok(())
}

/// Names the exhibits marked personal or restricted, if there are any, and asks whether they go out. Where nobody can be
/// asked, the export ends.
fn agreed_to_sensitive(session: &mut Session, asked: PreflightPacket) -> Result<bool, Problem> {
    let foreseen = session.app.call(asked)?;
    let sensitive: Vec<_> = foreseen.exhibits.iter().filter(|exhibit| exhibit.sensitive).collect();
    let Some(first) = sensitive.first() else { return Ok(false) };
    tell("This packet would show what is marked personal or restricted:");
    for exhibit in &sensitive {
        let line = format!("  {}  {} ({})", exhibit.evidence, exhibit.title, exhibit.classification.name());
        tell(&printable(&line));
    }
    if !std::io::stdin().is_terminal() || session.out.json {
        return Err(Problem::Usage(format!(
            "nothing was exported: say --include-restricted to show them, or --list-only {}=REASON to list one without \
             showing it",
            first.evidence
        )));
    }
    if agreed("Show them?")? { Ok(true) } else { Err(Problem::Declined) }
}

/// The container that the packet goes into. How hard its passphrase is to guess the export judges, which knows the names that
/// anybody would try.
fn container(args: &ContainerArgs) -> Result<Option<Container>, Problem> {
    if !args.container {
        return Ok(None);
    }
    if args.make_passphrase {
        return Ok(Some(Container::Made));
    }
    let passphrase = secret::new_passphrase(args.container_passphrase_file.as_deref())?;
    Ok(Some(Container::Chosen(passphrase)))
}

fn audience(text: &str) -> Result<AudienceProfile, Problem> {
    AudienceProfile::ALL
        .into_iter()
        .find(|profile| profile.name() == text)
        .ok_or_else(|| Problem::Usage("the profile must be auditor, client, procurement or board".to_owned()))
}

fn packet_form(text: &str) -> Result<PacketForm, Problem> {
    PacketForm::ALL
        .into_iter()
        .find(|form| form.name() == text)
        .ok_or_else(|| Problem::Usage("the form must be archive or binder".to_owned()))
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
    if it.open_points == 0 && it.packet.profile == AudienceProfile::Auditor {
        text.push_str("\nNothing is open in it.");
    }
    text.push_str(&files(it));
    text.push_str(&match &it.fingerprint {
        Some(fingerprint) => format!("\nSigned by the key {fingerprint}"),
        None => "\nNot signed: nothing in it shows who made it.".to_owned(),
    });
    let beside = if it.packet.container.is_some() { it.names.len() } else { it.packet.volumes.len() };
    for name in it.names.iter().skip(beside) {
        text.push_str(&format!("\nBeside it: {name}"));
    }
    if it.packet.container.is_some() {
        text.push_str(
            "\nThe receiver opens it with a program such as 7-Zip and the passphrase, which you tell them by another way, and \
             finds packet.pdf in it. The names and lengths of what is in it can be read by anyone.",
        );
        if it.packet.volumes.len() > 1 {
            text.push_str("\nIts later volumes are packet-vol2.pdf and so on.");
        }
    }
    if it.packet.profile == AudienceProfile::Procurement && it.packet.exhibits > 0 {
        text.push_str(
            "\nLook before you send it: exhibits are shown as they are and may name persons, whatever they are marked.",
        );
    }
    if !it.sensitive.is_empty() {
        text.push_str(&format!(
            "\nMarked personal or restricted, and shown: {}. To list an item without showing it: --list-only \
             ITEM=REASON, or for all packets vouchsafe evidence edit ITEM --set list_only=REASON",
            it.sensitive.join(", ")
        ));
    }
    text
}

/// The digests by which a packet is known: of its volumes, and of the container that they left in.
fn digests(it: &ExportedPacket) -> Vec<String> {
    let wrapped = it.container.map(|digest| format!("{digest} (container)"));
    it.volumes.iter().map(ToString::to_string).chain(wrapped).collect()
}
