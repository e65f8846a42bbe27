//! The cover, and the facts that every page bears.

use std::collections::BTreeMap;

use model::client::Logo;
use model::criterion::Category;
use model::evidence::EvidenceState;
use model::packet::{AudienceProfile, Section};
use model::time::Span;
use serde_json::{Value, json};

use crate::context::Context;
use crate::volumes::Placed;
use crate::{audience, print};

/// Room for the client's logo and for the firm's, in mm: width and height.
const CLIENT_LOGO_MM: (f64, f64) = (110.0, 16.0);
const FIRM_LOGO_MM: (f64, f64) = (80.0, 12.0);

/// The facts that every page of a volume uses: what its running lines say, and where exhibits stand that aren't in it.
pub(crate) fn packet(context: &Context<'_>, placed: &Placed) -> Value {
    let Placed { number, of, volumes, elsewhere } = placed;
    let (source, options) = (context.source, context.options);
    let client = &source.client.legal_name;
    let title = &source.engagement.title;
    let look = options.presentation;
    let draft = if look.draft { ", draft" } else { "" };
    json!({
        "number": options.number,
        "volume": format!("volume {number} of {of}"),
        "volume_number": number,
        "volumes": volumes,
        "elsewhere": elsewhere,
        "client": client,
        "engagement": title,
        "firm": source.engagement.preparer_firm,
        "title": format!("{client}: {title}, packet {}{}{draft}", options.number, of_several(*number, *of)),
        "description": if *number == 1 { description(context) } else { exhibits_only(context) },
        "profile": options.profile.name(),
        "form": options.form.name(),
        "added": audience::added(options),
        "part": audience::part(options),
        "as_of": print::long_instant(options.as_of.at),
        "as_of_short": print::instant(options.as_of.at),
        "log_row": print::count(source.up_to()),
        "bates_prefix": source.client.short_code,
        "bates_from": options.bates_from,
        "signed_by": options.signed_by.map(|key| key.fingerprint().grouped()),
        "paper": look.paper.name(),
        "mark": look.confidentiality.words(),
        "draft": look.draft,
        "accent": source.engagement.firm_colour,
        "footer": source.engagement.firm_footer,
    })
}

/// For whom the packet is, and the titles of its sections.
fn description(context: &Context<'_>) -> String {
    let plain = [Section::HowToRead, Section::OpenPoints, Section::CheckRecord];
    let sections = context.options.sections().into_iter().filter(|section| !plain.contains(section));
    let titles: Vec<String> = sections.map(|section| section.name().to_lowercase()).collect();
    let part = audience::part(context.options).map(|part| format!(" ({part})")).unwrap_or_default();
    format!("Readiness packet for {}{part}: {}", context.options.profile.audience(), print::list(&titles))
}

/// Which volume it is, where there are several.
fn of_several(number: u32, of: u32) -> String {
    if of == 1 { String::new() } else { format!(", volume {number} of {of}") }
}

/// What a later volume holds.
fn exhibits_only(context: &Context<'_>) -> String {
    format!("Exhibits of a readiness packet for {}", context.options.profile.audience())
}

/// The cover.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let (source, options) = (context.source, context.options);
    let engagement = &source.engagement;
    let categories: Vec<String> =
        engagement.categories.iter().map(|category: &Category| category.name().to_owned()).collect();
    let auditor = engagement.auditor_firm.as_deref().map(|firm| format!(", for {firm}")).unwrap_or_default();
    let kind = print::capital(engagement.kind.name());
    json!({
        "subtitle": format!("{} packet", engagement.title),
        "system": source.system.name,
        "span": period_line(context),
        "logo": source.client.logo.as_ref().and_then(|logo| on_paper(logo, CLIENT_LOGO_MM)),
        "firm_logo": engagement.firm_logo.as_ref().and_then(|logo| on_paper(logo, FIRM_LOGO_MM)),
        "open_points": context.points.len(),
        "facts": [["Engagement", format!("{kind}{auditor}; {}", categories.join(", "))]],
        "client_profile": context.is_client(),
        "holds": audience::holds(options.profile),
        "part": audience::part(options),
        "of_part": !options.part.is_whole(),
        "added": audience::added(options),
        "caution": audience::caution(options, &source.client.legal_name),
        "exhibits": context.has(Section::Exhibits),
        "state": format!("{}, log row {}", print::long_instant(options.as_of.at), print::count(source.up_to())),
        "prepared": prepared(context),
        "reviewed": reviewed(context),
        "released": released(context),
        "log_head": source.log_head().to_string(),
    })
}

/// Width and height of a logo in mm, as large as the room lets it be; none where its head states no size.
fn on_paper(logo: &Logo, room: (f64, f64)) -> Option<[f64; 2]> {
    let (width, height) = logo.size().filter(|(width, height)| *width > 0 && *height > 0)?;
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (room.0 / width).min(room.1 / height);
    Some([width * scale, height * scale])
}

/// The audit period, or the date, in words.
fn period_line(context: &Context<'_>) -> String {
    use model::engagement::EngagementKind;
    match context.source.engagement.kind {
        EngagementKind::Readiness { period: None } => "No audit period is set yet".to_owned(),
        EngagementKind::Readiness { period: Some(period) } => format!("Period aimed at: {}", print::span(period)),
        EngagementKind::TypeI { as_of } => format!("As of {}", print::day(as_of)),
        EngagementKind::TypeIi { period } => format!("Period {}", print::span(period)),
    }
}

/// Who reviewed the packet; for procurement that somebody did, since no person is named there.
fn reviewed(context: &Context<'_>) -> Option<String> {
    let by = context.options.reviewed_by.clone()?;
    Some(match context.options.profile {
        AudienceProfile::Procurement => "a second person, not named in this packet".to_owned(),
        AudienceProfile::Auditor | AudienceProfile::Client | AudienceProfile::Board => by,
    })
}

fn prepared(context: &Context<'_>) -> String {
    let (person, firm) = (&context.source.prepared_by, &context.source.engagement.preparer_firm);
    match (person.is_empty(), firm.is_empty()) {
        (false, false) => format!("{person}, {firm}"),
        (false, true) => person.clone(),
        (true, _) => firm.clone(),
    }
}

/// Who of the client released the exhibits, each with the days from the first release to the last.
fn released(context: &Context<'_>) -> Vec<String> {
    let zone = context.options.as_of.at;
    let mut people: BTreeMap<String, Span> = BTreeMap::new();
    for item in &context.source.evidence {
        if let EvidenceState::Released { by, at } = item.state {
            let day = print::in_zone(at, zone).date_naive();
            let span = people.entry(context.person_with_role(by)).or_insert(Span { from: day, to: day });
            *span = Span { from: span.from.min(day), to: span.to.max(day) };
        }
    }
    let days = |span: Span| if span.from == span.to { print::day(span.from) } else { print::span(span) };
    people.into_iter().map(|(name, span)| format!("{name}, {}", days(span))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{at, options, sample};

    #[test]
    fn the_cover_spans_the_days_of_all_releases() {
        let (mut source, _) = sample(6);
        let options = options(model::packet::AudienceProfile::Auditor);
        let said = |source: &model::packet::PacketSource| {
            released(&Context { source, options: &options, exhibits: &[], points: &[] })
        };
        let name = "Priya Raman, Chief information security officer";
        assert_eq!(said(&source), [format!("{name}, 7 October 2026")]);
        for (item, day) in source.evidence.iter_mut().zip(["2026-10-20T09:00:00Z", "2026-03-02T09:00:00Z"]) {
            if let EvidenceState::Released { at: released, .. } = &mut item.state {
                *released = at(day);
            }
        }
        assert_eq!(said(&source), [format!("{name}, 2 March 2026 to 20 October 2026")]);
    }
}
