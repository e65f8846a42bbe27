//! The client, the system, people and surfaces; and what starts an engagement.

use commands::{client, engagement, logo, person, surface};
use model::client::Logo;
use model::engagement::EngagementKind;
use model::person::Person;
use model::system::System;

use super::Session;
use crate::args::StartArgs;
use crate::args::{ClientVerb, LogoArgs, PersonVerb, SurfaceVerb, SystemVerb, facts};
use crate::failure::Problem;
use crate::output::{counted, facts as lines, joined, or_empty, table};

/// The request that starts an engagement.
pub fn start_request(args: StartArgs) -> engagement::StartEngagement {
    let kind = match (args.period, args.as_of) {
        (Some(period), _) => EngagementKind::TypeIi { period },
        (None, Some(as_of)) => EngagementKind::TypeI { as_of },
        (None, None) => EngagementKind::Readiness { period: None },
    };
    engagement::StartEngagement {
        profile: args.profile,
        title: args.title,
        system: args.system,
        kind,
        categories: (!args.categories.is_empty()).then(|| args.categories.into_iter().collect()),
        preparer_firm: args.firm,
        auditor_firm: args.auditor,
        trigger: args.trigger,
        triggered_on: args.triggered_on,
    }
}

/// How much an engagement began with.
pub fn started_words(it: &engagement::Started) -> String {
    let numbers = [(it.surfaces, "surface"), (it.criteria, "criterion"), (it.controls, "control")];
    joined(numbers.map(|(count, what)| counted(count, what)))
}

/// Verbs of the client.
pub fn client(session: &mut Session, verb: ClientVerb) -> Result<(), Problem> {
    let client = match verb {
        ClientVerb::Show => session.app.call(client::ShowClient {})?,
        ClientVerb::Edit(set) => session.app.call(client::EditClient { facts: facts(&set.facts) })?,
        ClientVerb::Logo(LogoArgs { file: Some(file), .. }) => {
            let file = session.app.hold(&file);
            session.app.call(logo::SetClientLogo { file })?
        }
        ClientVerb::Logo(LogoArgs { file: None, .. }) => session.app.call(logo::RemoveClientLogo {})?,
    };
    session.out.show(&client, |client| {
        lines(&[
            ("Legal name", client.legal_name.clone()),
            ("Short code", client.short_code.clone()),
            ("Industry", client.industry.clone()),
            ("Sector", client.sector.clone()),
            ("Jurisdictions", joined(&client.jurisdictions)),
            ("Logo", logo_words(client.logo.as_ref())),
        ])
    })
}

/// How large a logo is; empty for none.
pub fn logo_words(logo: Option<&Logo>) -> String {
    let words = |logo: &Logo| match logo.size() {
        Some((width, height)) => format!("{width} by {height} pixels"),
        None => "not readable".to_owned(),
    };
    logo.map(words).unwrap_or_default()
}

/// Verbs of the system.
pub fn system(session: &mut Session, verb: SystemVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    let system = match verb {
        SystemVerb::Show => session.app.call(engagement::ShowEngagement { engagement })?.system,
        SystemVerb::Edit(set) => session.app.call(client::EditSystem { engagement, facts: facts(&set.facts) })?,
    };
    session.out.show(&system, system_lines)
}

fn system_lines(system: &System) -> String {
    let [infrastructure, software, people, procedures, data] =
        system.components.kinds().map(|(_, list)| list.join("\n"));
    lines(&[
        ("Name", system.name.clone()),
        ("Services", system.services.join("\n")),
        ("Boundaries", system.boundaries.clone()),
        ("Infrastructure", infrastructure),
        ("Software", software),
        ("People", people),
        ("Procedures", procedures),
        ("Data", data),
    ])
}

/// Verbs of people.
pub fn person(session: &mut Session, verb: PersonVerb) -> Result<(), Problem> {
    match verb {
        PersonVerb::List => {
            let list = session.app.call(person::ListPeople {})?;
            session.out.show(&list, |list| people_table(list))
        }
        PersonVerb::Add { name, role, side, team, email } => {
            let added = session.app.call(person::AddPerson { name, role, side, team, email })?;
            session.out.show(&added, |it| format!("Added {}.", it.name))
        }
        PersonVerb::Edit { person, set } => {
            let changed = session.app.call(person::EditPerson { person, facts: facts(&set.facts) })?;
            session.out.show(&changed, |it| format!("Changed {}.", it.name))
        }
        PersonVerb::Remove { person } => {
            session.app.call(person::RemovePerson { person: person.clone() })?;
            session.out.show(&person, |name| format!("Removed {name}."))
        }
    }
}

/// The people; with the ids of those who share a name, since only the id tells them apart.
fn people_table(list: &[Person]) -> String {
    let shares = |it: &Person| list.iter().filter(|other| other.name.eq_ignore_ascii_case(&it.name)).count() > 1;
    let any = list.iter().any(shares);
    let row = |it: &Person| {
        let mut cells = vec![
            it.name.clone(),
            it.role.clone(),
            format!("{:?}", it.side).to_lowercase(),
            or_empty(it.team.clone()),
            or_empty(it.email.clone()),
        ];
        if any {
            cells.push(if shares(it) { it.id.to_string() } else { String::new() });
        }
        cells
    };
    let heads = ["Name", "Role", "Side", "Team", "E-mail", "Id, where a name is shared"];
    table(if any { &heads } else { &heads[..5] }, list.iter().map(row))
}

/// Verbs of surfaces.
pub fn surface(session: &mut Session, verb: SurfaceVerb) -> Result<(), Problem> {
    match verb {
        SurfaceVerb::List => {
            let list = session.app.call(surface::ListSurfaces {})?;
            session.out.show(&list, |list| {
                let row = |it: &model::surface::Surface| {
                    vec![
                        it.code.to_string(),
                        it.name.clone(),
                        it.owner_role.clone(),
                        it.trust_boundary.clone(),
                        joined(&it.primary_criteria),
                    ]
                };
                table(&["Short name", "Name", "Owner", "Trust boundary", "Criteria"], list.iter().map(row))
            })
        }
        SurfaceVerb::Add { code, name, description, owner_role, trust_boundary, criteria } => {
            let request =
                surface::AddSurface { code, name, description, owner_role, trust_boundary, primary_criteria: criteria };
            let added = session.app.call(request)?;
            session.out.show(&added, |it| format!("Added {}.", it.code))
        }
        SurfaceVerb::Edit { surface, set } => {
            let changed = session.app.call(surface::EditSurface { surface, facts: facts(&set.facts) })?;
            session.out.show(&changed, |it| format!("Changed {}.", it.code))
        }
        SurfaceVerb::Remove { surface } => {
            session.app.call(surface::RemoveSurface { surface: surface.clone() })?;
            session.out.show(&surface, |code| format!("Removed {code}."))
        }
    }
}
