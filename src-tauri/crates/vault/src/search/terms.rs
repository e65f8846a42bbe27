//! What somebody typed, as a question to the index: every word quoted, so that none of it is an operator, a column or a
//! wildcard of the index's language.

/// Words of a question, at most; more than anybody looks for, and each costs a look into the index.
const WORDS: usize = 16;
/// Characters of a question, at most.
const CHARS: usize = 400;

/// A question.
pub(super) struct Terms {
    whole: String,
    all: String,
}

impl Terms {
    /// The question that a text asks; none where it has no word.
    pub(super) fn of(text: &str) -> Option<Self> {
        let whole: String = text.trim().chars().filter(|c| !c.is_control()).take(CHARS).collect();
        // Control characters part words, as they do where they are searched.
        let bare: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(CHARS).collect();
        let words = bare.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).take(WORDS);
        let words: Vec<&str> = words.collect();
        let last = words.last()?;
        let mut all = words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ");
        // One letter begins a word of nearly every record.
        if last.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
            all.push_str(" *");
        }
        Some(Self { whole, all })
    }

    /// What was typed.
    pub(super) fn whole(&self) -> String {
        self.whole.clone()
    }

    /// All words, anywhere.
    pub(super) fn all(&self) -> &str {
        &self.all
    }

    /// All words in a reference or title.
    pub(super) fn in_title(&self) -> String {
        format!("{{reference title}} : ({})", self.all)
    }
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Option<String> {
        Terms::of(text).map(|terms| terms.all().to_owned())
    }

    #[test]
    fn every_word_is_quoted_and_the_last_may_go_on() {
        assert_eq!(asked("user access rev").as_deref(), Some("\"user\" \"access\" \"rev\" *"));
        assert_eq!(asked("a NEAR(b OR c) title:x*").as_deref(), Some("\"a\" \"NEAR(b\" \"OR\" \"c)\" \"title:x*\" *"));
        assert_eq!(asked("say \"no").as_deref(), Some("\"say\" \"\"\"no\" *"));
        assert_eq!(asked("plan b").as_deref(), Some("\"plan\" \"b\""));
        assert_eq!(asked("a\0b\u{2}").as_deref(), Some("\"a\" \"b\""));
    }

    #[test]
    fn without_a_word_nothing_is_asked() {
        for text in ["", "  ", "\"", "***", "- ( ) :", "\0", "🙂"] {
            assert_eq!(asked(text), None, "{text:?}");
        }
    }
}
