//! The subject of a message's text: the line that names it for its reader, and the rest of the text. Reads the text as it
//! was written, before its merge fields are filled in, so that no value can pass for a subject.

/// Lines with words among which a subject is looked for: a letter's date may stand before it.
const LOOKED_AT: usize = 2;

/// A text's subject and its body. The subject is a line `Subject: …` among the first two lines with words, or else the
/// heading `# …` with which the text opens; it leaves the body, and its bold signs go. None when the text has neither: the
/// body is then the whole text.
pub fn subject_and_body(text: &str) -> (Option<String>, String) {
    let mut with_words =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).take(LOOKED_AT).peekable();
    let first = with_words.peek().copied();
    let found = with_words
        .find_map(|(at, line)| Some((at, labelled(line)?)))
        .or_else(|| first.and_then(|(at, line)| Some((at, heading(line)?))));
    let Some((at, subject)) = found else { return (None, text.to_owned()) };
    let before = text.lines().take(at);
    let mut after = text.lines().skip(at + 1).peekable();
    // The blank line that followed it goes with it.
    after.next_if(|line| line.trim().is_empty());
    let body: Vec<&str> = before.chain(after).collect();
    (Some(subject), body.join("\n").trim_matches('\n').to_owned())
}

/// The words behind `Subject:`.
fn labelled(line: &str) -> Option<String> {
    let line = plain(line);
    let (label, words) = line.split_once(':')?;
    (label.trim().eq_ignore_ascii_case("subject"))
        .then_some(words.trim())
        .filter(|words| !words.is_empty())
        .map(str::to_owned)
}

/// The words of a heading of the first level.
fn heading(line: &str) -> Option<String> {
    let words = line.trim().strip_prefix("# ").map(|words| plain(words).trim().to_owned());
    words.filter(|words| !words.is_empty())
}

fn plain(line: &str) -> String {
    line.replace("**", "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> (Option<String>, String) {
        subject_and_body(text)
    }

    fn some(subject: &str, body: &str) -> (Option<String>, String) {
        (Some(subject.to_owned()), body.to_owned())
    }

    #[test]
    fn the_subject_line_leaves_the_body() {
        assert_eq!(
            of("Subject: Update on {{ a }}\n\nDear {{ b }},\n\nWords."),
            some("Update on {{ a }}", "Dear {{ b }},\n\nWords.")
        );
        assert_eq!(
            of("{{ letter_date }}\n\nsubject: **Your** notice\n\nDear"),
            some("Your notice", "{{ letter_date }}\n\nDear")
        );
        assert_eq!(of("\n**Subject:** A: b\nDear"), some("A: b", "Dear"));
        assert_eq!(of("Subject: alone"), some("alone", ""));
    }

    #[test]
    fn an_opening_heading_is_the_subject_where_no_line_names_one() {
        assert_eq!(of("# Standup {{ day }}\n\nPresent"), some("Standup {{ day }}", "Present"));
        assert_eq!(of("# Title\n\nSubject: Real\n\nText"), some("Real", "# Title\n\nText"));
    }

    #[test]
    fn other_texts_stay_whole() {
        for text in [
            "",
            "Dear\n\nall\n\nSubject: too late",
            "Subject:\n\nText",
            "## Second level\n\nText",
            "The subject: x",
            "Words\n\n# Later",
        ] {
            assert_eq!(of(text), (None, text.to_owned()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_words_are_lost(text in "(Subject: |# |[a-z]{1,4}|\\*\\*| |\n){0,30}") {
            let (subject, body) = subject_and_body(&text);
            let letters = |text: &str| text.chars().filter(|c| c.is_ascii_lowercase()).collect::<String>().len();
            let told = subject.as_deref().map_or(0, letters);
            prop_assert!(letters(&body) + told <= letters(&text));
            if let Some(own) = &subject {
                prop_assert!(!own.trim().is_empty() && !own.contains('\n'));
                // What is gone is the label and nothing else.
                let gone = letters(&text) - letters(&body) - told;
                prop_assert!(gone == 0 || gone == "ubject".len());
            } else {
                prop_assert_eq!(body, text);
            }
        }
    }
}
