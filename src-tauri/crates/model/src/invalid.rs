//! The one way in which a value can break a rule of the domain. Never holds the offending text itself.

/// A rule that a field breaks. The rule is a whole sentence for the user: what is asked, not what was typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {rule}")]
pub struct Invalid {
    /// The field, by its name in the model (`due_on`).
    pub field: &'static str,
    /// What the field must be.
    pub rule: String,
}

impl Invalid {
    /// A broken rule on `field`.
    pub fn new(field: &'static str, rule: impl Into<String>) -> Self {
        Self { field, rule: rule.into() }
    }

    /// `Err` with the rule unless `holds`.
    pub fn unless(holds: bool, field: &'static str, rule: impl Into<String>) -> Result<(), Self> {
        if holds { Ok(()) } else { Err(Self::new(field, rule)) }
    }

    /// `Err` unless `text` has a visible character and at most `most` characters.
    pub fn text(field: &'static str, text: &str, most: usize) -> Result<(), Self> {
        Self::unless(has_visible(text), field, "must not be empty")?;
        Self::most(field, text, most)
    }

    /// `Err` unless `text` gives a reason: a visible character, at most [`PROSE`] characters.
    pub fn reason(field: &'static str, text: &str) -> Result<(), Self> {
        Self::unless(has_visible(text), field, "must give the reason in words")?;
        Self::most(field, text, PROSE)
    }

    /// `Err` unless each of `lines` has a visible character and at most `most` characters; no line at all is allowed.
    pub fn lines(field: &'static str, lines: &[String], most: usize) -> Result<(), Self> {
        Self::unless(lines.iter().all(|line| has_visible(line)), field, "must not hold an empty line")?;
        let fits = lines.iter().all(|line| line.chars().count() <= most);
        Self::unless(fits, field, format!("must have at most {most} characters in each line"))
    }

    /// `Err` unless `may`: the step between two states exists. The rule says which steps do, by the words in `steps`.
    pub fn step(may: bool, field: &'static str, from: &str, to: &str, steps: &[&str]) -> Result<(), Self> {
        if may { Ok(()) } else { Err(Self::new(field, no_step(from, to, steps))) }
    }

    /// `Err` if `text` has more than `most` characters; empty is allowed.
    pub fn most(field: &'static str, text: &str, most: usize) -> Result<(), Self> {
        Self::unless(text.chars().count() <= most, field, format!("must have at most {most} characters"))
    }
}

/// Says that no step leads from one state to another, and to which states one does.
pub fn no_step(from: &str, to: &str, steps: &[&str]) -> String {
    // Some states' words have a comma of their own.
    let quoted: Vec<String> = steps.iter().map(|step| format!("“{step}”")).collect();
    let open = match quoted.as_slice() {
        [] => "no step leads on from here".to_owned(),
        [only] => format!("the one step from here is to {only}"),
        [before @ .., last] => format!("from here the steps are to {} or {last}", before.join(", ")),
    };
    format!("can't go from {from} to {to}; {open}")
}

/// Whether a reader would see anything of `text`: blanks, controls and characters drawn as nothing don't count.
pub fn has_visible(text: &str) -> bool {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
            || matches!(c, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
            || matches!(c, '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
    };
    !text.chars().all(is_unseen)
}

/// Characters of a name or title, at most.
pub const NAME: usize = 300;
/// Characters of a statement, note or rationale, at most.
pub const PROSE: usize = 20_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_must_have_something_to_see() {
        for empty in ["", "   ", "\n\t", "\u{200b}", "\u{feff} \u{2060}", "\u{ad}", "\u{3164}", "\u{202e}", "\0"] {
            assert!(Invalid::text("title", empty, NAME).is_err(), "{empty:?}");
            assert!(Invalid::reason("reason", empty).is_err(), "{empty:?}");
            assert!(Invalid::lines("services", &["a".to_owned(), empty.to_owned()], NAME).is_err(), "{empty:?}");
        }
        for seen in ["a", " é ", "字", "\u{200b}.", "🙂"] {
            assert_eq!(Invalid::text("title", seen, NAME), Ok(()), "{seen:?}");
        }
        assert_eq!(Invalid::lines("services", &[], NAME), Ok(()));
    }

    #[test]
    fn length_counts_characters_and_the_limit_itself_is_allowed() {
        assert_eq!(Invalid::text("title", &"é".repeat(NAME), NAME), Ok(()));
        assert!(Invalid::text("title", &"é".repeat(NAME + 1), NAME).is_err());
        assert_eq!(Invalid::most("summary", "", 0), Ok(()));
        assert!(Invalid::reason("reason", &"x".repeat(PROSE + 1)).is_err());
        assert!(Invalid::lines("services", &["x".repeat(4)], 3).is_err());
    }

    #[test]
    fn a_refused_step_says_which_steps_there_are() {
        let said = |steps: &[&str]| Invalid::step(false, "state", "open", "ready", steps).unwrap_err().rule;
        assert_eq!(said(&[]), "can't go from open to ready; no step leads on from here");
        assert_eq!(said(&["a"]), "can't go from open to ready; the one step from here is to “a”");
        assert_eq!(said(&["a", "b", "c"]), "can't go from open to ready; from here the steps are to “a”, “b” or “c”");
        assert_eq!(Invalid::step(true, "state", "open", "ready", &[]), Ok(()));
    }

    #[test]
    fn a_message_names_field_and_rule_and_never_the_text() {
        let invalid = Invalid::text("title", &"secret ".repeat(100), NAME).unwrap_err();
        assert_eq!(invalid.to_string(), "title: must have at most 300 characters");
        assert_eq!(Invalid::reason("reason", " ").unwrap_err().to_string(), "reason: must give the reason in words");
    }
}
