//! Text made alike for comparing: what people write in many ways and mean as one. Never what is shown or kept.

use unicode_normalization::UnicodeNormalization;

/// Letters and digits in small letters, compatible forms alike; `#` and `№` read as `no`, `&` as `and`, `%` as
/// `percent`. Everything else is dropped.
pub(crate) fn fold(text: &str) -> String {
    let spelt = text.replace(['#', '№'], " no ").replace('&', " and ").replace('%', " percent ");
    spelt.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The ways to read a heading: whole, and without a remark in brackets at its end.
pub(crate) fn folds(text: &str) -> Vec<String> {
    let whole = fold(text);
    let bare = text.find(['(', '[', '{']).map(|at| fold(&text[..at]));
    [Some(whole), bare].into_iter().flatten().filter(|form| !form.is_empty()).collect()
}

/// A file name made alike: composed and decomposed letters, case and kinds of slash don't count.
pub(crate) fn fold_name(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).map(|c| if c == '\\' { '/' } else { c }).collect()
}

/// A key made alike: case, and blanks at the ends and in rows, don't count.
pub fn fold_key(key: &str) -> String {
    key.nfc().flat_map(char::to_lowercase).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_fold_to_letters_and_digits() {
        assert_eq!(fold(" Control # "), "controlno");
        assert_eq!(fold("Cost & basis"), "costandbasis");
        assert_eq!(fold("\u{feff}Due‐Date\u{a0}*"), "duedate");
        assert_eq!(folds("Due (YYYY-MM-DD)"), ["dueyyyymmdd", "due"]);
        assert_eq!(folds("(draft)"), ["draft"]);
        assert!(folds(" – ").is_empty());
    }

    #[test]
    fn names_of_files_fold_however_a_system_composes_them() {
        assert_eq!(fold_name("Pru\u{308}fung\\A.PDF"), fold_name("pr\u{fc}fung/a.pdf"));
        assert_eq!(fold_key("  Ann \t Lee"), "ann lee");
    }
}
