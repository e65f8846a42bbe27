//! What `reference/README.md` promises about the data, held by tests: nothing dangles, nothing is said twice, nothing is
//! left uncovered, and no text claims what a SOC 2 report doesn't.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::path::Path;

use catalogue::deadline::ClockUnit;
use catalogue::mapping::Framework;
use catalogue::merge_field::{FieldKind, FieldSource};
use catalogue::profile::Profile;
use catalogue::sampling::Sampled;
use catalogue::{Catalogue, Error, Source, Sources};
use model::control::Frequency;
use model::criterion::Category;
use model::evidence::Needs;
use model::gap::Level;
use model::words::forbidden;

/// Everything of `used` that isn't in `known`, and everything that `used` holds twice.
fn dangling<T: Display>(at: impl Display, used: &[T], known: &BTreeSet<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for reference in used.iter().map(ToString::to_string) {
        if !known.contains(&reference) {
            problems.push(format!("{at}: {reference} does not exist"));
        }
        if !seen.insert(reference.clone()) {
            problems.push(format!("{at}: {reference} stands twice"));
        }
    }
    problems
}

/// The codes as a set, and a problem for each that isn't the only one of its name.
fn unique<T: Display>(what: &str, codes: impl IntoIterator<Item = T>) -> (BTreeSet<String>, Vec<String>) {
    let mut set = BTreeSet::new();
    let mut problems = Vec::new();
    for code in codes.into_iter().map(|code| code.to_string()) {
        if !set.insert(code.clone()) {
            problems.push(format!("{what}: {code} stands twice"));
        }
    }
    (set, problems)
}

/// What a file may not hold, whatever it is.
fn offences(name: &str, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for root in ["/home/", "/work/", "/tmp/", "/root/", "/usr/", "/var/", "/Users/", ":\\"] {
        if text.contains(root) {
            problems.push(format!("{name}: a machine path"));
        }
    }
    if text.contains('\r') {
        problems.push(format!("{name}: a carriage return"));
    }
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != ',');
    for word in words {
        let lower = word.to_lowercase();
        if lower.starts_with("seed") || ["000", "001", "002", "003", "004"].contains(&lower.as_str()) {
            problems.push(format!("{name}: {word} speaks of working papers that the project doesn't have"));
        }
    }
    // The provenance note alone may name whose criteria these are: it is never printed.
    let (note, printed) = if text.starts_with('#') { text.split_once('\n').unwrap_or((text, "")) } else { ("", text) };
    let in_note = forbidden(note).into_iter().filter(|found| found.word != "aicpa");
    problems.extend(in_note.chain(forbidden(printed)).map(|found| format!("{name}: the word {}", found.word)));
    problems
}

fn codes_of<'a, T: Display + 'a>(items: impl IntoIterator<Item = &'a T>) -> BTreeSet<String> {
    items.into_iter().map(ToString::to_string).collect()
}

fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{} problem(s)\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn the_checks_find_what_they_look_for() {
    let known = BTreeSet::from(["a".to_owned(), "b".to_owned()]);
    assert!(dangling("x", &["a", "b"], &known).is_empty());
    assert_eq!(dangling("x", &["a", "c"], &known), ["x: c does not exist"]);
    assert_eq!(dangling("x", &["a", "a"], &known), ["x: a stands twice"]);
    assert_eq!(unique("x", ["a", "b", "a"]).1, ["x: a stands twice"]);
    for bad in
        ["see /home/me/x", "a\r\nb", "the seed says", "(003)", "is certified", "# by AICPA, certified\nx", "a\nAICPA"]
    {
        assert_eq!(offences("x", bad).len(), 1, "{bad:?}");
    }
    for good in ["# by AICPA\nx", "PBC-003", "1,000,000", "compliance", "w/ and and/or", "succeed"] {
        assert_eq!(offences("x", good), Vec::<String>::new());
    }
}

#[test]
fn the_embedded_data_reads_and_is_the_folder() {
    let catalogue = Catalogue::embedded();
    assert_eq!(catalogue, &Catalogue::read(&Sources::EMBEDDED).expect("reads"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference");
    let mut on_disk = BTreeSet::new();
    for directory in ["", "communication_templates"] {
        for entry in std::fs::read_dir(folder.join(directory)).expect("the folder is there") {
            let path = entry.expect("can be listed").path();
            if path.is_file() {
                let name = path.strip_prefix(&folder).expect("lies below").to_string_lossy().into_owned();
                on_disk.insert(name);
            }
        }
    }
    on_disk.remove("README.md");
    let (embedded, problems) = unique("sources", Sources::EMBEDDED.all().iter().map(|source| source.name));
    none(problems);
    assert_eq!(embedded, on_disk, "every file of the folder is embedded, and no other");
}

#[test]
fn damaged_data_is_refused_by_name() {
    let sources = Sources::EMBEDDED;
    let broken = sources.controls.text.replacen("preventive", "hopeful", 1);
    let error = Catalogue::read(&Sources { controls: Source { name: "controls.csv", text: &broken }, ..sources });
    assert!(matches!(error, Err(Error::Row { line: 3, .. })), "{error:?}");
    let broken = sources.timeline.text.replacen("start_day", "begin_day", 1);
    let error = Catalogue::read(&Sources { timeline: Source { name: "timeline.toml", text: &broken }, ..sources });
    assert!(matches!(error, Err(Error::Toml { .. })), "{error:?}");
    let broken = sources.profiles.text.split("[[profiles]]").take(3).collect::<Vec<_>>().join("[[profiles]]");
    let error = Catalogue::read(&Sources { profiles: Source { name: "profiles.toml", text: &broken }, ..sources });
    assert!(matches!(error, Err(Error::ProfileMissing { profile: Profile::EmergencyManagement })), "{error:?}");
}

#[test]
fn tables_have_plain_heads_full_cells_and_one_row_a_code() {
    let mut problems = Vec::new();
    for source in Sources::EMBEDDED.all().into_iter().filter(|source| source.name.ends_with(".csv")) {
        let (note, table) = source.text.split_once('\n').expect("has a note and a table");
        assert!(note.starts_with("# provenance: "), "{}", source.name);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let head = reader.headers().expect("has a header").clone();
        let plain = |key: &str| key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        problems.extend(head.iter().filter(|key| !plain(key)).map(|key| format!("{}: header {key}", source.name)));
        let mut keys = Vec::new();
        for (index, row) in reader.records().enumerate() {
            let row = row.expect("has as many cells as the header");
            for (key, cell) in head.iter().zip(&row) {
                if cell.is_empty() || cell != cell.trim() {
                    problems.push(format!("{}:{}: {key} is empty or has space around it", source.name, index + 3));
                }
            }
            let key_cells = if source.name == "framework_ids.csv" { 2 } else { 1 };
            keys.push(row.iter().take(key_cells).collect::<Vec<_>>().join(" "));
        }
        assert!(!keys.is_empty(), "{} has no rows", source.name);
        problems.extend(unique(source.name, keys).1);
    }
    none(problems);
}

#[test]
fn no_text_holds_a_path_a_claim_or_a_dropped_origin() {
    let mut problems: Vec<String> =
        Sources::EMBEDDED.all().iter().flat_map(|source| offences(source.name, source.text)).collect();
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference/README.md");
    let readme = std::fs::read_to_string(readme).expect("is beside the data");
    problems.extend(offences("README.md", &readme).into_iter().filter(|line| !line.contains("the word")));
    none(problems);
}

#[test]
fn the_criteria_are_the_61() {
    let mut expected = Vec::new();
    for (prefix, counts) in [
        ("CC", &[5, 3, 4, 2, 3, 8, 5, 1, 2][..]),
        ("A", &[3]),
        ("C", &[2]),
        ("PI", &[5]),
        ("P", &[1, 1, 2, 3, 2, 7, 1, 1]),
    ] {
        for (series, count) in counts.iter().enumerate() {
            expected.extend((1..=*count).map(|number| format!("{prefix}{}.{number}", series + 1)));
        }
    }
    let catalogue = Catalogue::embedded();
    let codes: Vec<String> = catalogue.criteria.iter().map(|entry| entry.code.to_string()).collect();
    assert_eq!(codes.len(), 61);
    assert_eq!(codes, expected, "in the order of a report");
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in &catalogue.criteria {
        assert_eq!(entry.category, entry.code.category(), "{}", entry.code);
        assert_eq!(entry.series, entry.code.series(), "{}", entry.code);
        assert_eq!(entry.in_every_report, entry.category == Category::Security, "{}", entry.code);
        assert_eq!(*titles.entry(&entry.series).or_insert(&entry.series_title), entry.series_title, "{}", entry.code);
    }
    let mut principles: Vec<u8> = catalogue.criteria.iter().filter_map(|entry| entry.coso_principle).collect();
    principles.sort_unstable();
    assert_eq!(principles, (1..=17).collect::<Vec<u8>>());
}

#[test]
fn every_reference_exists() {
    let c = Catalogue::embedded();
    let (criteria, mut problems) = unique("criteria", c.criteria.iter().map(|entry| entry.code));
    let surfaces = codes_of(c.surfaces.iter().map(|entry| &entry.code));
    let controls = codes_of(c.controls.iter().map(|entry| &entry.code));
    for entry in &c.surfaces {
        problems.extend(dangling(&entry.code, &entry.primary_criteria, &criteria));
    }
    for entry in &c.controls {
        problems.extend(dangling(&entry.code, &entry.criteria, &criteria));
        problems.extend(dangling(&entry.code, &entry.surfaces, &surfaces));
    }
    for entry in &c.requests {
        problems.extend(dangling(&entry.code, &entry.controls, &controls));
        problems.extend(dangling(&entry.code, &entry.surfaces, &surfaces));
    }
    for entry in &c.patterns {
        problems.extend(dangling(&entry.code, &entry.criteria, &criteria));
        problems.extend(dangling(&entry.code, &entry.surfaces, &surfaces));
        problems.extend(dangling(&entry.code, &entry.controls, &controls));
    }
    for entry in &c.scenarios {
        problems.extend(dangling(&entry.code, &entry.controls, &controls));
        problems.extend(dangling(&entry.code, &entry.surfaces, &surfaces));
    }
    for task in &c.timeline.recurring {
        problems.extend(dangling(&task.code, &task.controls, &controls));
    }
    none(problems);
}

#[test]
fn every_criterion_has_a_control_and_every_control_a_request() {
    let catalogue = Catalogue::embedded();
    for entry in &catalogue.criteria {
        assert!(catalogue.controls_for(entry.code).next().is_some(), "{} has no control", entry.code);
    }
    for control in &catalogue.controls {
        assert!(catalogue.requests_for(control.code.as_str()).next().is_some(), "{} is never asked for", control.code);
        assert!(!control.criteria.is_empty() && !control.surfaces.is_empty(), "{}", control.code);
        assert!(!control.typical_evidence.is_empty(), "{}", control.code);
    }
    none(unique("statements", catalogue.controls.iter().map(|control| &control.statement)).1);
    none(unique("titles", catalogue.controls.iter().map(|control| &control.title)).1);
}

#[test]
fn every_mapping_has_a_target_and_every_criterion_its_frameworks() {
    let catalogue = Catalogue::embedded();
    let target_name = |framework: Framework, target: &str| format!("{} {target}", framework.code());
    let (targets, problems) =
        unique("targets", catalogue.framework_targets.iter().map(|t| target_name(t.framework, &t.target)));
    none(problems);
    let mapped: Vec<String> = catalogue.mappings.iter().map(|m| target_name(m.framework, &m.target)).collect();
    none(mapped.iter().filter(|target| !targets.contains(*target)).map(|t| format!("{t} does not exist")).collect());
    let rows = catalogue.mappings.iter().map(|m| format!("{} {}", m.criterion, target_name(m.framework, &m.target)));
    none(unique("mappings", rows).1);
    for entry in &catalogue.criteria {
        for framework in [Framework::Iso27001Of2013, Framework::Iso27001Of2022, Framework::NistCsf2] {
            let has = catalogue.mappings_of(entry.code).any(|mapping| mapping.framework == framework);
            assert!(has, "{} has no target in {}", entry.code, framework.name());
        }
    }
    for entry in &catalogue.transitions {
        assert!(targets.contains(&target_name(Framework::Iso27001Of2013, &entry.iso27001_2013)), "{}", entry.code);
        assert!(targets.contains(&target_name(Framework::Iso27001Of2022, &entry.iso27001_2022)), "{}", entry.code);
    }
    assert_eq!(catalogue.framework_targets.iter().filter(|t| t.framework == Framework::Iso27001Of2022).count(), 93);
    assert_eq!(catalogue.framework_targets.iter().filter(|t| t.framework == Framework::Iso27001Of2013).count(), 114);
    assert_eq!(catalogue.framework_targets.iter().filter(|t| t.framework == Framework::NistCsf2).count(), 106);
    for framework in Framework::ALL {
        assert!(catalogue.mappings.iter().any(|mapping| mapping.framework == framework), "{}", framework.name());
    }
}

#[test]
fn a_request_for_what_no_system_made_asks_for_no_completeness_card() {
    for entry in &Catalogue::embedded().requests {
        if entry.completeness.starts_with("Not system generated") {
            assert_ne!(entry.kind.needs(), Needs::IpeCard, "{}", entry.code);
        }
        assert!((1..=730).contains(&entry.freshness_days), "{}", entry.code);
    }
}

#[test]
fn a_pattern_starts_a_gap_that_holds() {
    for entry in &Catalogue::embedded().patterns {
        let code = &entry.code;
        assert!((1..=5).contains(&entry.likelihood) && (1..=5).contains(&entry.impact), "{code}");
        assert!(entry.severity().level() >= Level::Medium, "{code}");
        assert!(!entry.criteria.is_empty() && !entry.controls.is_empty() && !entry.surfaces.is_empty(), "{code}");
        assert!((2..=3).contains(&entry.acceptance_criteria.len()), "{code}");
        assert!(entry.typical_effort_days > 0, "{code}");
        match (entry.cost_usd_min, entry.cost_usd_max) {
            (None, None) => assert!(entry.cost_basis.is_none() && !entry.cost_open_ended, "{code}"),
            (Some(low), Some(high)) => {
                assert!(low <= high, "{code}");
                let basis = entry.cost_basis.as_deref().expect("a range says of what it speaks");
                assert!(basis.contains("not for this pattern alone"), "{code}");
            }
            (Some(_), None) | (None, Some(_)) => panic!("{code}: half a range"),
        }
    }
}

#[test]
fn sampling_numbers_are_in_order_and_never_overlap() {
    let catalogue = Catalogue::embedded();
    for rule in &catalogue.sampling_rules {
        assert!(rule.population_min <= rule.population_max, "{}", rule.code);
        assert!(rule.sample_low_risk <= rule.sample_typical, "{}", rule.code);
        assert!(rule.sample_typical <= rule.sample_high_risk, "{}", rule.code);
        let overlapping = catalogue.sampling_rules.iter().filter(|other| {
            matches!(other.frequency, Sampled::Control(_))
                && other.frequency == rule.frequency
                && other.population_min <= rule.population_max
                && rule.population_min <= other.population_max
        });
        assert!(overlapping.count() <= 1, "{} overlaps", rule.code);
    }
    for (frequency, population, code) in [
        (Frequency::Annual, 1, "SMP-01"),
        (Frequency::Quarterly, 4, "SMP-03"),
        (Frequency::Daily, 365, "SMP-06"),
        (Frequency::Daily, 30, "SMP-14"),
        (Frequency::PerEvent, 0, "SMP-16"),
        (Frequency::PerEvent, 50, "SMP-10"),
        (Frequency::PerEvent, 51, "SMP-11"),
    ] {
        let rule = catalogue.sampling_rule(frequency, population).expect("fits");
        assert_eq!(rule.code.as_str(), code);
    }
    assert!(catalogue.sampling_rule(Frequency::Quarterly, 2).is_none());
}

#[test]
fn clocks_without_delay_have_no_number_and_others_have_one() {
    for entry in &Catalogue::embedded().deadlines {
        assert_eq!(entry.clock_unit == ClockUnit::Immediate, entry.clock_value == 0, "{}", entry.code);
    }
}

#[test]
fn injects_have_a_time_and_scenarios_someone_to_play() {
    for entry in &Catalogue::embedded().scenarios {
        for inject in &entry.injects {
            let time = inject.strip_prefix("T+").and_then(|rest| rest.split_once(' ')).map(|(time, _)| time);
            let number = time.map(|time| time.trim_end_matches(['h', 'd']));
            assert!(number.is_some_and(|n| n.parse::<u32>().is_ok()), "{}: {inject}", entry.code);
        }
        assert!(entry.participants.len() >= 2 && entry.expected_procedure.len() >= 3, "{}", entry.code);
    }
}

#[test]
fn plans_wait_for_steps_that_exist_and_end_in_time() {
    let timeline = &Catalogue::embedded().timeline;
    let controls = codes_of(Catalogue::embedded().controls.iter().map(|entry| &entry.code));
    let recurring = timeline.recurring.iter().map(|task| task.code.to_string());
    let phases = timeline.plans.iter().flat_map(|plan| &plan.phases).map(|phase| phase.code.to_string());
    let critical = timeline.plans.iter().flat_map(|plan| &plan.critical_path).map(|item| item.code.to_string());
    none(unique("steps", recurring.chain(phases).chain(critical)).1);
    none(unique("plans", timeline.plans.iter().map(|plan| &plan.code)).1);
    for plan in &timeline.plans {
        let mut steps = codes_of(plan.phases.iter().map(|phase| &phase.code));
        steps.extend(codes_of(plan.critical_path.iter().map(|item| &item.code)));
        let mut problems = Vec::new();
        for phase in &plan.phases {
            let waits: Vec<_> = phase.depends_on.iter().map(|dependency| &dependency.step).collect();
            problems.extend(dangling(&phase.code, &waits, &steps));
            problems.extend(dangling(&phase.code, &phase.controls, &controls));
            assert!(1 <= phase.start_day && phase.start_day <= phase.end_day, "{}", phase.code);
            assert!(phase.end_day <= plan.length_days, "{}", phase.code);
            assert!(!phase.tracks.is_empty() && !phase.tasks.is_empty(), "{}", phase.code);
            assert!(!phase.exit_criteria.is_empty(), "{}", phase.code);
        }
        for item in &plan.critical_path {
            let waits: Vec<_> = item.depends_on.iter().map(|dependency| &dependency.step).collect();
            problems.extend(dangling(&item.code, &waits, &steps));
            problems.extend(dangling(&item.code, &item.blocks, &steps));
            problems.extend(dangling(&item.code, &item.controls, &controls));
            assert!(item.days_min <= item.days_max, "{}", item.code);
            assert!(item.earliest_day + item.days_max <= plan.length_days, "{}", item.code);
        }
        none(problems);
        assert_eq!(plan.phases.iter().map(|phase| phase.end_day).max(), Some(plan.length_days), "{}", plan.code);
    }
}

#[test]
fn every_merge_field_is_in_the_table_and_in_a_template() {
    let catalogue = Catalogue::embedded();
    let used = codes_of(catalogue.templates.iter().flat_map(|template| &template.fields));
    let listed = codes_of(catalogue.merge_fields.iter().map(|field| &field.name));
    assert_eq!(used, listed);
    none(unique("templates", catalogue.templates.iter().map(|template| &template.code)).1);
    for field in &catalogue.merge_fields {
        let name = field.name.as_str();
        let person = field.source == FieldSource::PersonName;
        assert!(!person || (field.kind == FieldKind::Person && name.ends_with("_name")), "{name}");
        assert!(
            field.kind != FieldKind::Person || matches!(field.source, FieldSource::PersonName | FieldSource::Typed)
        );
        if matches!(field.source, FieldSource::PersonRole | FieldSource::PersonEmail) {
            let (stem, _) = name.rsplit_once('_').expect("has a stem");
            let of = catalogue.merge_field(&format!("{stem}_name")).expect("follows a person");
            assert_eq!(of.source, FieldSource::PersonName, "{name}");
            for template in catalogue.templates.iter().filter(|t| t.fields.contains(&field.name)) {
                assert!(template.fields.contains(&of.name), "{}: {name} without its person", template.code);
            }
        }
    }
}

#[test]
fn a_repeating_line_repeats_whole() {
    let catalogue = Catalogue::embedded();
    for template in &catalogue.templates {
        for line in template.body.lines() {
            let fields = template.fields.iter().filter(|name| line.contains(&format!("{{{{ {name} }}}}")));
            let kinds: Vec<_> =
                fields.map(|name| catalogue.merge_field(name.as_str()).expect("is listed").row_of).collect();
            let first = kinds.first().copied().flatten();
            assert!(kinds.iter().all(|kind| *kind == first), "{}: {line}", template.code);
        }
    }
}

#[test]
fn front_matter_is_full_and_holds_no_merge_field() {
    for template in &Catalogue::embedded().templates {
        let Some(source) = Sources::EMBEDDED.templates.iter().find(|s| s.text.ends_with(&template.body)) else {
            panic!("{} comes from a file", template.code)
        };
        let front = &source.text[..source.text.len() - template.body.len()];
        assert!(!front.contains("{{"), "{}", template.code);
        for text in [&template.title, &template.audience, &template.trigger, &template.cadence] {
            assert!(!text.trim().is_empty(), "{}", template.code);
        }
        assert!(!template.approvals_needed.is_empty(), "{}", template.code);
        none(unique(template.code.as_str(), &template.approvals_needed).1);
    }
}

#[test]
fn a_bridge_letter_is_signed_at_the_top_and_approved_by_counsel() {
    let letter = Catalogue::embedded().template("COMM-14").expect("is there");
    assert_eq!(letter.title, "Bridge letter");
    assert_eq!(letter.approvals_needed, ["General counsel"]);
    assert_eq!(letter.signed_by, ["Chief executive", "Chief financial officer"]);
    let fields: BTreeSet<&str> = letter.fields.iter().map(|name| name.as_str()).collect();
    for needed in ["auditor_firm", "period_start", "period_end", "gap_start", "gap_end", "material_changes"] {
        assert!(fields.contains(needed), "{needed}");
    }
    for needed in ["continued_operation_statement", "exception_status", "signatory_name", "signatory_title"] {
        assert!(fields.contains(needed), "{needed}");
    }
}

#[test]
fn the_one_quoted_claim_is_a_question() {
    let script = Catalogue::embedded().template("COMM-06").expect("is there");
    assert!(script.body.contains("“Are you SOC 2 certified?”"));
    assert!(!forbidden(&script.body.replace(['“', '”'], "")).is_empty(), "only its quotes allow it");
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
        for code in &entry.scenarios {
            let scenario = c.scenario(code.as_str()).unwrap_or_else(|| panic!("{profile}: {code} does not exist"));
            problems.extend(dangling(format!("{profile} {code}"), &scenario.controls, &taken));
        }
        none(problems);
        none(unique("patterns", &entry.patterns).1);
        assert_eq!(entry.categories.first(), Some(&Category::Security), "{profile}");
        let all: BTreeSet<Category> = entry.categories.iter().chain(&entry.consider).copied().collect();
        assert_eq!(all.len(), entry.categories.len() + entry.consider.len(), "{profile}: a category stands twice");
        for criterion in c.criteria.iter().filter(|criterion| entry.categories.contains(&criterion.category)) {
            let met = c.controls_for(criterion.code).any(|control| entry.takes(control));
            assert!(met, "{profile}: no control for {}", criterion.code);
        }
    }
}

#[test]
fn the_shop_profile_starts_with_over_a_hundred_controls_of_all_kinds() {
    let catalogue = Catalogue::embedded();
    let controls: Vec<_> = catalogue.profile_controls(Profile::EcommerceCrm).collect();
    assert!(controls.len() > 100, "{}", controls.len());
    let frequencies: BTreeSet<Frequency> = controls.iter().map(|control| control.frequency).collect();
    assert_eq!(frequencies.len(), 8, "every frequency");
    assert!(catalogue.profile_requests(Profile::EcommerceCrm).count() > 100);
    let alerting = |profile| catalogue.profile(profile).surfaces.iter().any(|s| s.as_str() == "emergency_alerting");
    assert!(alerting(Profile::EmergencyManagement) && !alerting(Profile::EcommerceCrm));
    assert!(catalogue.patterns_on("emergency_alerting").count() >= 2);
}
