//! What `reference/README.md` promises about plans, requests, roles and profiles.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use catalogue::request::Timing;
use catalogue::timeline::{Plan, PlanTask};
use catalogue::{Catalogue, Profile};
use model::business_day::BusinessDays;
use model::control::Frequency;
use model::criterion::Category;
use model::evidence::EvidenceKind;
use model::task::{MOST_WORKING_DAYS, TaskCode, WorkTrack};
use model::time::Day;
use support::{codes_of, dangling, none, unique};

fn plans() -> &'static [Plan] {
    &Catalogue::embedded().timeline.plans
}

#[test]
fn plans_have_their_names_and_say_what_they_cannot_give() {
    let timeline = &Catalogue::embedded().timeline;
    let codes: Vec<&str> = plans().iter().map(|plan| plan.code.as_str()).collect();
    assert_eq!(codes, ["12-week", "60-day", "30-day"]);
    assert_eq!(plans().iter().map(|plan| plan.length_days).collect::<Vec<_>>(), [84, 60, 30]);
    let recurring = timeline.recurring.iter().map(|task| task.code.to_string());
    let steps = plans().iter().flat_map(|plan| {
        let phases = plan.phases.iter().map(|phase| &phase.code);
        let freezes = plan.freezes.iter().map(|freeze| &freeze.code);
        phases.chain(freezes).chain(plan.tasks.iter().map(|task| &task.code)).map(ToString::to_string)
    });
    none(unique("steps", recurring.chain(steps)).1);
    for plan in plans() {
        assert!(plan.limits.len() >= 5, "{}", plan.code);
        assert!(plan.limits.iter().all(|limit| limit.ends_with('.')), "{}", plan.code);
    }
    let short = &Catalogue::embedded().plan("30-day").expect("is there").limits;
    assert!(short[0].starts_with("No operating evidence for a period can be made in 30 days."));
}

#[test]
fn tasks_refer_to_what_exists() {
    let c = Catalogue::embedded();
    let controls = codes_of(c.controls.iter().map(|entry| &entry.code));
    let patterns = codes_of(c.patterns.iter().map(|entry| &entry.code));
    let surfaces = codes_of(c.surfaces.iter().map(|entry| &entry.code));
    let roles: BTreeSet<String> = c.roles.iter().map(|entry| entry.name.clone()).collect();
    let mut problems = Vec::new();
    for plan in plans() {
        let phases = codes_of(plan.phases.iter().map(|phase| &phase.code));
        let freezes = codes_of(plan.freezes.iter().map(|freeze| &freeze.code));
        let tasks = codes_of(plan.tasks.iter().map(|task| &task.code));
        for task in &plan.tasks {
            let waits: Vec<_> = task.depends_on.iter().map(|dependency| &dependency.step).collect();
            problems.extend(dangling(&task.code, &waits, &tasks));
            problems.extend(dangling(&task.code, &[&task.phase], &phases));
            problems.extend(dangling(&task.code, &task.controls, &controls));
            problems.extend(dangling(&task.code, &task.patterns, &patterns));
            problems.extend(dangling(&task.code, &task.keeps_clear_of, &freezes));
            problems.extend(dangling(&task.code, &[&task.owner_role], &roles));
            assert!(!task.controls.is_empty() && !task.done_when.is_empty(), "{}", task.code);
            // The code of a task that begins from the template, numbered within its step.
            let code = format!("{}.01", task.code.as_str().to_ascii_uppercase());
            assert!(code.parse::<TaskCode>().is_ok(), "{code}");
        }
        for freeze in &plan.freezes {
            problems.extend(dangling(&freeze.code, &freeze.surfaces, &surfaces));
            assert!(!freeze.surfaces.is_empty(), "{}", freeze.code);
        }
        for phase in &plan.phases {
            assert!(plan.phase_days(&phase.code).is_some(), "{} has no task", phase.code);
            assert!(!phase.exit_criteria.is_empty(), "{}", phase.code);
        }
        let tracks: BTreeSet<WorkTrack> = plan.tasks.iter().map(|task| task.track).collect();
        assert_eq!(tracks.len(), 5, "{}: every track", plan.code);
    }
    for task in &c.timeline.recurring {
        problems.extend(dangling(&task.code, &task.controls, &controls));
    }
    none(problems);
}

#[test]
fn tasks_wait_as_they_say_end_in_time_and_keep_clear_of_freezes() {
    for plan in plans() {
        let starts: Vec<u16> = plan.tasks.iter().map(|task| task.start_day).collect();
        assert!(starts.is_sorted(), "{}: in the order of first days", plan.code);
        for task in &plan.tasks {
            assert!(task.start_day >= 1 && (1..=MOST_WORKING_DAYS).contains(&task.working_days), "{}", task.code);
            assert!(task.last_day() <= plan.working_days, "{} ends late", task.code);
            for dependency in &task.depends_on {
                let other = plan.task(&dependency.step).expect("exists");
                let met = dependency.is_met(other.start_day, other.last_day(), task.start_day);
                assert!(met, "{} begins too early for {}", task.code, other.code);
            }
            for code in &task.keeps_clear_of {
                let freeze = plan.freezes.iter().find(|freeze| freeze.code == *code).expect("exists");
                let clear = task.last_day() < freeze.start_day || freeze.last_day() < task.start_day;
                assert!(clear, "{} runs into {code}", task.code);
            }
            if let Some(usual) = task.usual_days {
                assert!((usual.min..=usual.max).contains(&task.working_days), "{}", task.code);
            }
        }
        assert!(plan.freezes.iter().all(|freeze| freeze.last_day() <= plan.working_days), "{}", plan.code);
        assert_eq!(plan.tasks.iter().map(PlanTask::last_day).max(), Some(plan.working_days), "{}", plan.code);
        let last: Vec<u16> =
            plan.phases.iter().filter_map(|phase| plan.phase_days(&phase.code)).map(|(_, last)| last).collect();
        assert!(last.is_sorted(), "{}: phases end in their order", plan.code);
    }
}

#[test]
fn no_task_waits_for_itself() {
    for plan in plans() {
        let mut open: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for task in &plan.tasks {
            open.insert(&task.code, task.depends_on.iter().map(|dependency| &dependency.step).collect());
        }
        while !open.is_empty() {
            let free: Vec<_> = open.iter().filter(|(_, waits)| waits.is_empty()).map(|(code, _)| *code).collect();
            assert!(!free.is_empty(), "{}: a circle among {:?}", plan.code, open.keys().collect::<Vec<_>>());
            for code in free {
                open.remove(code);
                open.values_mut().for_each(|waits| {
                    waits.remove(code);
                });
            }
        }
    }
}

#[test]
fn a_plan_has_its_length_whatever_weekday_it_starts_on() {
    let monday: Day = "2026-03-02".parse().expect("is a day");
    for plan in plans() {
        for start in monday.iter_days().take(7) {
            let days = BusinessDays::default();
            let first = days.on_or_after(start).expect("is on the calendar");
            for task in &plan.tasks {
                let span = task.span(start, &days).expect("is on the calendar");
                assert_eq!(days.count(span), usize::from(task.working_days), "{} from {start}", task.code);
                let ends_after = (span.to - first).num_days() + 1;
                assert!(ends_after <= i64::from(plan.length_days), "{} from {start}", task.code);
            }
        }
    }
}

#[test]
fn requests_say_what_they_ask_for_and_what_waits_for_them() {
    let c = Catalogue::embedded();
    let requests = codes_of(c.requests.iter().map(|entry| &entry.code));
    let mut problems = Vec::new();
    for entry in &c.requests {
        let code = &entry.code;
        problems.extend(dangling(code, &entry.drawn_from, &requests));
        assert_eq!(entry.population.is_some(), entry.kind == EvidenceKind::Population, "{code}");
        for from in entry.drawn_from.iter().filter_map(|from| c.request(from.as_str())) {
            assert!(from.blocks_testing() && from.population.is_some(), "{code} is drawn from {}", from.code);
            assert!(from.drawn_from.is_empty() && from.timing == Timing::PeriodBased, "{code}: {}", from.code);
        }
        assert!((2..=10).contains(&entry.due_business_days), "{code}");
        assert!(!entry.blocks_testing() || entry.due_business_days <= 3, "{code} holds others up");
        assert!(!c.request_criteria(entry).is_empty(), "{code}");
    }
    none(problems);
    let first = c.request("PBC-030").expect("is there");
    assert_eq!(c.request_criteria(first).iter().map(ToString::to_string).collect::<Vec<_>>(), ["CC6.2", "CC6.3"]);
    assert!(c.requests.iter().filter(|entry| entry.blocks_testing()).count() >= 20);
}

#[test]
fn every_role_is_in_the_table_and_every_row_of_it_is_named() {
    let c = Catalogue::embedded();
    let (roles, mut problems) = unique("roles", c.roles.iter().map(|entry| entry.name.as_str()));
    let mut used: BTreeSet<&str> = c.controls.iter().map(|entry| entry.owner_role.as_str()).collect();
    used.extend(c.surfaces.iter().map(|entry| entry.owner_role.as_str()));
    used.extend(c.templates.iter().flat_map(|it| it.approvals_needed.iter().chain(&it.signed_by)).map(String::as_str));
    used.extend(plans().iter().flat_map(|plan| &plan.tasks).map(|task| task.owner_role.as_str()));
    let rows = c.scenarios.iter().flat_map(|entry| &entry.rows);
    used.extend(rows.flat_map(|row| [row.owner_role.as_str(), row.sender_role.as_str()]));
    problems.extend(dangling("roles used", &used.iter().collect::<Vec<_>>(), &roles));
    used.extend(c.roles.iter().filter_map(|entry| entry.stands_in.as_deref()));
    problems.extend(roles.iter().filter(|name| !used.contains(name.as_str())).map(|name| format!("{name} is unused")));
    none(problems);
    for entry in &c.roles {
        let mut role = entry;
        for _ in 0..c.roles.len() {
            let Some(next) = &role.stands_in else { break };
            role = c.role(next).unwrap_or_else(|| panic!("{}: no {next}", role.name));
        }
        assert_eq!(role.stands_in, None, "{}: nobody is the last to stand in", entry.name);
    }
}

#[test]
fn profiles_take_only_what_they_can_use() {
    let c = Catalogue::embedded();
    let surfaces = codes_of(c.surfaces.iter().map(|entry| &entry.code));
    let templates = codes_of(c.templates.iter().map(|entry| &entry.code));
    let plans = codes_of(c.timeline.plans.iter().map(|entry| &entry.code));
    for profile in Profile::ALL {
        let entry = c.profile(profile);
        assert_eq!(profile.code().parse(), Ok(profile));
        let taken = codes_of(c.profile_controls(profile).map(|control| &control.code));
        let mut problems = dangling(profile, &entry.controls, &taken);
        problems.extend(dangling(profile, &entry.surfaces, &surfaces));
        problems.extend(dangling(profile, &entry.templates, &templates));
        problems.extend(dangling(profile, &entry.plans, &plans));
        let own: BTreeSet<String> = codes_of(&entry.surfaces);
        for control in c.profile_controls(profile) {
            problems.extend(dangling(&control.code, &control.surfaces, &own));
        }
        for code in &entry.controls {
            let control = c.control(code.as_str()).expect("exists");
            assert!(!entry.packs.contains(&control.pack), "{profile}: {code} comes with its pack");
        }
        for code in &entry.patterns {
            let pattern = c.pattern(code.as_str()).unwrap_or_else(|| panic!("{profile}: {code} does not exist"));
            problems.extend(dangling(format!("{profile} {code}"), &pattern.controls, &taken));
            assert!(pattern.surfaces.iter().any(|s| own.contains(s.as_str())), "{profile}: {code} has no surface");
        }
        for code in &entry.exercises {
            let exercise = c.exercise(code.as_str()).unwrap_or_else(|| panic!("{profile}: {code} does not exist"));
            problems.extend(dangling(format!("{profile} {code}"), &exercise.controls, &taken));
        }
        none(problems);
        none(unique("patterns", &entry.patterns).1);
    }
}

#[test]
fn profiles_are_whole() {
    let c = Catalogue::embedded();
    for profile in Profile::ALL {
        let entry = c.profile(profile);
        assert_eq!(entry.categories.first(), Some(&Category::Security), "{profile}");
        let all: BTreeSet<Category> = entry.categories.iter().chain(&entry.consider).copied().collect();
        assert_eq!(all.len(), entry.categories.len() + entry.consider.len(), "{profile}: a category stands twice");
        assert_eq!(c.profile_uncovered(profile), entry.uncovered, "{profile}");
        let proposed = |code: &model::criterion::CriterionCode| entry.categories.contains(&code.category());
        assert!(!entry.uncovered.iter().any(proposed), "{profile}: a proposed category has controls for all of it");
        for surface in &entry.surfaces {
            let acts = c.profile_controls(profile).any(|control| control.surfaces.contains(surface));
            assert!(acts, "{profile}: no control on {surface}");
        }
        let asked = codes_of(c.profile_requests(profile).flat_map(|request| &request.controls));
        for control in c.profile_controls(profile) {
            assert!(asked.contains(control.code.as_str()), "{profile}: {} is never asked for", control.code);
        }
        for from in c.profile_requests(profile).flat_map(|request| &request.drawn_from) {
            let there = c.profile_requests(profile).any(|request| request.code == *from);
            assert!(there, "{profile}: a sample is drawn from {from}, which isn't asked for");
        }
        assert_eq!(entry.scenarios, catalogue::scenario::SCENARIOS, "{profile}");
        for scenario in &entry.scenarios {
            let scenario = c.scenario(*scenario);
            for code in scenario.rows.iter().flat_map(|row| &row.templates) {
                assert!(entry.templates.contains(code), "{profile}: {} starts {code}", scenario.name);
            }
            assert!(scenario.plans.iter().all(|plan| entry.plans.contains(plan)), "{profile}: {}", scenario.name);
            let rehearsed = scenario.rehearsed_by.iter().any(|code| entry.exercises.contains(code));
            assert!(rehearsed, "{profile}: {} is never rehearsed", scenario.name);
        }
        assert_eq!(entry.plans.len(), 3, "{profile}");
    }
}

#[test]
fn profiles_start_with_so_many_controls_and_requests() {
    let c = Catalogue::embedded();
    let counts =
        Profile::ALL.map(|profile| (profile, c.profile_controls(profile).count(), c.profile_requests(profile).count()));
    let expected = [
        (Profile::EcommerceCrm, 106, 109),
        (Profile::EnterpriseSaas, 88, 99),
        (Profile::EmergencyManagement, 104, 110),
    ];
    assert_eq!(counts, expected);
    let shop: BTreeSet<Frequency> =
        c.profile_controls(Profile::EcommerceCrm).map(|control| control.frequency).collect();
    assert_eq!(shop.len(), 8, "every frequency");
}

#[test]
fn emergency_management_adds_its_own_surface() {
    let c = Catalogue::embedded();
    let alerting = |profile| c.profile(profile).surfaces.iter().any(|surface| surface.as_str() == "emergency_alerting");
    assert_eq!(Profile::ALL.map(alerting), [false, false, true]);
    let entry = c.profile(Profile::EmergencyManagement);
    let on_it = c.patterns_on("emergency_alerting").filter(|pattern| entry.patterns.contains(&pattern.code));
    assert!(on_it.count() >= 6);
    let exercised = entry.exercises.iter().filter_map(|code| c.exercise(code.as_str()));
    assert!(exercised.flat_map(|exercise| &exercise.surfaces).any(|surface| surface.as_str() == "emergency_alerting"));
}
