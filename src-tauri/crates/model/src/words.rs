//! The words that nothing written by the program may use, and where text uses them. Never changes a text.
//!
//! A SOC 2 examination ends in a report with an opinion. "Certified", "certification", "compliant" and "passed" claim
//! something else, and the marks of the AICPA belong to the AICPA.
//!
//! What counts, and what doesn't:
//! - Whole words in any case, with their plural and with `un` or `non` before them; a hyphen parts words, so
//!   `non-compliant` counts. `compliance`, `certificate`, `password`, `bypassed` and `recertify` are other words.
//! - Soft hyphens, zero-width characters and the `fi` ligature don't hide a word, nor does a hyphen at a line's end:
//!   text taken back out of a PDF has all of them.
//! - Marks: `AICPA`, `SOC for Service Organizations` in either spelling, and `SOC 1`, `SOC 2` or `SOC 3` with `®` or `™`.
//!   Plain `SOC 2` names the kind of examination and is allowed.
//! - Exception: a question quoted word for word. A scripted answer may print what a customer asks
//!   (“Are you SOC 2 certified?”): curly quotes, one sentence that ends in a question mark, at most 200 characters.
//!
//! Foreign text (file names, logs, an auditor's wording) isn't what the program writes: don't put it through here.

use std::ops::Range;

/// Longest quoted question that is exempt, in characters.
const LONGEST_QUESTION: usize = 200;

/// Single words, in small letters.
const WORDS: [&str; 9] = [
    "aicpa",
    "certified",
    "uncertified",
    "certification",
    "certifications",
    "compliant",
    "noncompliant",
    "uncompliant",
    "passed",
];

/// Marks of more than one token, in small letters; `®` and `™` are tokens of their own.
const MARKS: [(&str, &[&str]); 6] = [
    ("SOC for Service Organizations", &["soc", "for", "service", "organizations"]),
    ("SOC for Service Organizations", &["soc", "for", "service", "organisations"]),
    ("SOC n®", &["soc", "#", "®"]),
    ("SOC n®", &["soc#", "®"]),
    ("SOC n™", &["soc", "#", "™"]),
    ("SOC n™", &["soc#", "™"]),
];

/// A forbidden word or mark in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The word in small letters, or the mark; `SOC n®` stands for any of the numbered ones.
    pub word: &'static str,
    /// Byte at which it begins.
    pub start: usize,
    /// Byte after its end.
    pub end: usize,
}

/// Every forbidden word and mark in `text`, in the order of the text; empty when the text may be printed.
pub fn forbidden(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut found: Vec<Found> = single_words(text, &tokens);
    for (mark, pattern) in MARKS {
        let hits = tokens.windows(pattern.len()).filter(|window| window.iter().zip(pattern).all(|(t, p)| t.is(p)));
        found.extend(hits.map(|window| Found {
            word: mark,
            start: window[0].start,
            end: window[window.len() - 1].end,
        }));
    }
    let exempt = quoted_questions(text);
    found.retain(|hit| !exempt.iter().any(|range| range.contains(&hit.start) && hit.end <= range.end));
    found.sort_by_key(|hit| (hit.start, hit.end));
    found
}

/// A run of letters and digits, or a single sign of a mark.
struct Token {
    text: String,
    start: usize,
    end: usize,
}

impl Token {
    /// Whether the token is `pattern`, in which `#` stands for 1, 2 or 3.
    fn is(&self, pattern: &str) -> bool {
        match pattern.strip_suffix('#') {
            Some(before) => self.text.strip_prefix(before).is_some_and(|rest| matches!(rest, "1" | "2" | "3")),
            None => self.text == pattern,
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if is_invisible(character) {
            continue;
        }
        if !character.is_alphanumeric() {
            open = false;
            if matches!(character, '®' | '™') {
                tokens.push(Token { text: character.to_string(), start: at, end });
            }
            continue;
        }
        match tokens.last_mut().filter(|_| open) {
            Some(token) => token.end = end,
            None => tokens.push(Token { text: String::new(), start: at, end }),
        }
        open = true;
        if let Some(token) = tokens.last_mut() {
            match character {
                'ﬁ' => token.text.push_str("fi"),
                other => token.text.extend(other.to_lowercase()),
            }
        }
    }
    tokens
}

/// Characters that are drawn as nothing, so that they can't hide a word.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn single_words(text: &str, tokens: &[Token]) -> Vec<Found> {
    let listed = |word: &str| WORDS.into_iter().find(|known| *known == word);
    let mut found: Vec<Found> = Vec::new();
    for token in tokens {
        found.extend(listed(&token.text).map(|word| Found { word, start: token.start, end: token.end }));
    }
    for pair in tokens.windows(2) {
        if is_line_break(&text[pair[0].end..pair[1].start]) {
            let joined = format!("{}{}", pair[0].text, pair[1].text);
            let apart = listed(&pair[0].text).or_else(|| listed(&pair[1].text));
            let word = listed(&joined).filter(|_| apart.is_none());
            found.extend(word.map(|word| Found { word, start: pair[0].start, end: pair[1].end }));
        }
    }
    found
}

/// Whether what stands between two tokens is a hyphen at the end of a line.
fn is_line_break(between: &str) -> bool {
    let mut visible = between.chars();
    let hyphen = matches!(visible.next(), Some('-' | '\u{2010}' | '\u{ad}'));
    let rest = visible.as_str();
    hyphen && rest.contains('\n') && rest.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// The places of the exempt questions, without their quotes.
fn quoted_questions(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for (open, _) in text.match_indices('“') {
        let start = open + '“'.len_utf8();
        let Some(length) = text[start..].find(['”', '“']).filter(|&at| text[start + at..].starts_with('”'))
        else {
            continue;
        };
        let quoted = &text[start..start + length];
        let one_sentence = quoted.trim_end().strip_suffix('?').is_some_and(|body| !body.contains(['.', '?', '!', ';']));
        let one_paragraph = !quoted.contains("\n\n");
        if one_sentence && one_paragraph && quoted.chars().count() <= LONGEST_QUESTION {
            ranges.push(start..start + length);
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&'static str> {
        forbidden(text).into_iter().map(|found| found.word).collect()
    }

    #[test]
    fn finds_whole_words_in_any_case() {
        assert_eq!(words("We are SOC 2 Certified."), ["certified"]);
        assert_eq!(
            words("CERTIFICATION, certifications and compliant: passed!"),
            ["certification", "certifications", "compliant", "passed"]
        );
        assert_eq!(words("non-compliant, noncompliant, uncertified"), ["compliant", "noncompliant", "uncertified"]);
        assert_eq!(words("retest_passed"), ["passed"]);
    }

    #[test]
    fn leaves_other_words_alone() {
        let text = "compliance password bypassed surpassed recertify certificate certificates pass passes SOC 2 report \
                    trust services criteria incompliantly";
        assert_eq!(words(text), Vec::<&str>::new());
        assert_eq!(words(""), Vec::<&str>::new());
    }

    #[test]
    fn finds_marks() {
        assert_eq!(words("by the AICPA"), ["aicpa"]);
        assert_eq!(words("AICPA's guide"), ["aicpa"]);
        assert_eq!(words("SOC for Service\nOrganizations and SOC for Service Organisations").len(), 2);
        assert_eq!(words("a SOC 2® report, a SOC2® report, a SOC 1™ report"), ["SOC n®", "SOC n®", "SOC n™"]);
        assert_eq!(words("a SOC 2 report; Widget 2® and SOC 4®"), Vec::<&str>::new());
    }

    #[test]
    fn is_not_fooled_by_what_a_pdf_does_to_text() {
        assert_eq!(words("certi\u{ad}fied"), ["certified"]);
        assert_eq!(words("certi\u{200b}fication"), ["certification"]);
        assert_eq!(words("certiﬁed"), ["certified"]);
        assert_eq!(words("the firm is certi-\n    fied"), ["certified"]);
        assert_eq!(words("non-\ncompliant"), ["compliant"]);
        assert_eq!(words("by-\npassed"), ["passed"]);
        assert_eq!(words("a well-\nknown password"), Vec::<&str>::new());
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "Ümlaut – Passed, then compliant";
        let places: Vec<&str> = forbidden(text).iter().map(|found| &text[found.start..found.end]).collect();
        assert_eq!(places, ["Passed", "compliant"]);
    }

    #[test]
    fn a_quoted_question_may_hold_one_and_nothing_else_may() {
        assert_eq!(words("“Are you SOC 2 certified?” We have a report."), Vec::<&str>::new());
        assert_eq!(words("“Are you SOC 2\ncertified?”"), Vec::<&str>::new());
        assert_eq!(words("“We are certified.”"), ["certified"]);
        assert_eq!(words("“We are certified. Anything else?”"), ["certified"]);
        assert_eq!(words("\"Are you certified?\""), ["certified"]);
        assert_eq!(words("Are you certified?"), ["certified"]);
        assert_eq!(words("“Are you” certified? “Yes?”"), ["certified"]);
        assert_eq!(words("“Open quote, certified?"), ["certified"]);
        assert_eq!(words("“Are you certified?” Yes, certified."), ["certified"]);
        assert_eq!(words(&format!("“{} certified?”", "very ".repeat(60))), ["certified"]);
    }

    #[test]
    fn the_models_own_names_and_rules_use_none() {
        use crate::communication::MessageState;
        use crate::control::{ControlState, Frequency, Nature};
        use crate::criterion::Category;
        use crate::engagement::{EngagementState, Opinion, Trigger};
        use crate::evidence::EvidenceState;
        use crate::gap::{GapSource, GapState};
        use crate::packet::Section;
        use crate::rating::{OperatingBasis, RatingValue};
        let names = [
            Section::ALL.map(Section::name).join(", "),
            Category::ALL.map(Category::name).join(", "),
            [Opinion::Unmodified, Opinion::Qualified, Opinion::Adverse, Opinion::Disclaimer]
                .map(Opinion::name)
                .join(", "),
            [Trigger::LapsedReport, Trigger::QualifiedOrAdverseReport, Trigger::Planned].map(Trigger::name).join(", "),
            [EngagementState::Reported, EngagementState::Bridging].map(EngagementState::name).join(", "),
            [RatingValue::Effective, RatingValue::Partly, RatingValue::Deficient].map(RatingValue::name).join(", "),
            [OperatingBasis::OverTime, OperatingBasis::ConfigurationAndHistory, OperatingBasis::DocumentInForce]
                .map(OperatingBasis::name)
                .join(", "),
            [GapState::Retested, GapState::OperatingSince].map(GapState::name).join(", "),
            [GapSource::PriorReport, GapSource::Auditor].map(GapSource::name).join(", "),
            [MessageState::Approved, MessageState::Sent].map(MessageState::name).join(", "),
            [Nature::Automated, Nature::ItDependentManual].map(Nature::name).join(", "),
            [Frequency::SemiAnnual, Frequency::PerEvent].map(Frequency::name).join(", "),
            EvidenceState::Accepted.name().to_owned(),
            ControlState::InPlace.name().to_owned(),
        ];
        for name in names {
            assert_eq!(words(&name), Vec::<&str>::new(), "{name}");
        }
        // "Exception" in a report is a deviation that a test found; nothing else may be called so.
        for basis in [OperatingBasis::ConfigurationAndHistory, OperatingBasis::DocumentInForce] {
            assert!(!basis.name().contains("exception"));
        }
    }
}
