//! The texts of the reference data, embedded in the program. Reads no file.

/// One file of the reference data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// Its name below `reference/`.
    pub name: &'a str,
    /// Its whole text.
    pub text: &'a str,
}

/// All files of the reference data. [`Sources::EMBEDDED`] is what the program uses; others exist in tests alone.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The 61 criteria.
    pub criteria: Source<'a>,
    /// Surfaces.
    pub surfaces: Source<'a>,
    /// Controls of all packs.
    pub controls: Source<'a>,
    /// Mappings to other frameworks.
    pub mappings: Source<'a>,
    /// Identifiers of those frameworks.
    pub framework_ids: Source<'a>,
    /// Pairs of the two Annex A editions.
    pub iso_transition: Source<'a>,
    /// The request list.
    pub evidence_requests: Source<'a>,
    /// Failure patterns.
    pub failure_patterns: Source<'a>,
    /// Sampling rules.
    pub sampling: Source<'a>,
    /// Notification clocks.
    pub deadlines: Source<'a>,
    /// Tabletop exercises.
    pub exercises: Source<'a>,
    /// Roles.
    pub roles: Source<'a>,
    /// Merge fields of the templates.
    pub merge_fields: Source<'a>,
    /// Preparation plans and recurring tasks.
    pub timeline: Source<'a>,
    /// Communication scenarios.
    pub scenarios: Source<'a>,
    /// Profiles.
    pub profiles: Source<'a>,
    /// Communication templates.
    pub templates: &'a [Source<'a>],
}

macro_rules! source {
    ($name:literal) => {
        Source { name: $name, text: include_str!(concat!("../reference/", $name)) }
    };
}

impl Sources<'static> {
    /// The files of `reference/`, as they were when the program was built.
    pub const EMBEDDED: Self = Self {
        criteria: source!("criteria.csv"),
        surfaces: source!("surfaces.csv"),
        controls: source!("controls.csv"),
        mappings: source!("mappings.csv"),
        framework_ids: source!("framework_ids.csv"),
        iso_transition: source!("iso_transition.csv"),
        evidence_requests: source!("evidence_requests.csv"),
        failure_patterns: source!("failure_patterns.csv"),
        sampling: source!("sampling.csv"),
        deadlines: source!("deadlines.csv"),
        exercises: source!("exercises.csv"),
        roles: source!("roles.csv"),
        merge_fields: source!("merge_fields.csv"),
        timeline: source!("timeline_template.toml"),
        scenarios: source!("scenarios.toml"),
        profiles: source!("profiles.toml"),
        templates: &[
            source!("communication_templates/internal_alignment.md"),
            source!("communication_templates/executive_weekly_briefing.md"),
            source!("communication_templates/daily_standup_note.md"),
            source!("communication_templates/enterprise_customer_notice.md"),
            source!("communication_templates/prospect_procurement_response.md"),
            source!("communication_templates/sales_scripted_qa.md"),
            source!("communication_templates/regulator_notification.md"),
            source!("communication_templates/auditor_management_response.md"),
            source!("communication_templates/board_summary.md"),
            source!("communication_templates/status_page_text.md"),
            source!("communication_templates/security_questionnaire_answers.md"),
            source!("communication_templates/vendor_subservice_inquiry.md"),
            source!("communication_templates/post_remediation_closure_letter.md"),
            source!("communication_templates/bridge_letter.md"),
            source!("communication_templates/individual_breach_notice.md"),
            source!("communication_templates/holding_statement.md"),
            source!("communication_templates/contract_suspension_reply.md"),
            source!("communication_templates/all_staff_note.md"),
            source!("communication_templates/reactive_press_line.md"),
            source!("communication_templates/control_owner_request.md"),
            source!("communication_templates/regulator_supplement.md"),
            source!("communication_templates/decision_not_to_notify.md"),
            source!("communication_templates/auditor_note.md"),
            source!("communication_templates/customer_incident_notice.md"),
        ],
    };
}

impl<'a> Sources<'a> {
    /// Every file, templates last.
    pub fn all(&self) -> Vec<Source<'a>> {
        let Self {
            criteria,
            surfaces,
            controls,
            mappings,
            framework_ids,
            iso_transition,
            evidence_requests,
            failure_patterns,
            sampling,
            deadlines,
            exercises,
            roles,
            merge_fields,
            timeline,
            scenarios,
            profiles,
            templates,
        } = *self;
        let mut all = vec![
            criteria,
            surfaces,
            controls,
            mappings,
            framework_ids,
            iso_transition,
            evidence_requests,
            failure_patterns,
            sampling,
            deadlines,
            exercises,
            roles,
            merge_fields,
            timeline,
            scenarios,
            profiles,
        ];
        all.extend_from_slice(templates);
        all
    }
}
