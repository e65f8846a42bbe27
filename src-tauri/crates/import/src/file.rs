//! Names of evidence files. A name from outside never decides where anything is written.

/// Bytes of a file name, at most: what the usual file systems allow.
const MOST_BYTES: usize = 200;

/// The name under which a file is kept and later attached: the last part of the path, without control characters and
/// the characters that some file system forbids (each becomes `_`), without leading or trailing dots and spaces, at most
/// 200 bytes with its extension kept, and never empty or a reserved device name.
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let forbidden = |c: char| c.is_control() || "<>:\"|?*".contains(c) || is_invisible(c);
    let cleaned: String = last.chars().map(|c| if forbidden(c) { '_' } else { c }).collect();
    let trimmed = cleaned.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let named = if trimmed.is_empty() { "unnamed" } else { trimmed };
    let stem = named.split('.').next().unwrap_or_default();
    let prefixed = if is_reserved(stem) { format!("_{named}") } else { named.to_owned() };
    shorten(&prefixed)
}

/// Characters that change how a name is read without being seen: bidi controls, zero-width, byte order mark.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_reserved(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    let numbered =
        |prefix: &str| stem.strip_prefix(prefix).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

fn shorten(name: &str) -> String {
    if name.len() <= MOST_BYTES {
        return name.to_owned();
    }
    let extension = name.rfind('.').map(|at| &name[at..]).filter(|extension| extension.len() <= 16).unwrap_or_default();
    let mut end = MOST_BYTES - extension.len();
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let stem = name[..end].trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    format!("{stem}{extension}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keeps_an_ordinary_name() {
        assert_eq!(safe_name("user-access-review-2026-Q3.csv"), "user-access-review-2026-Q3.csv");
        assert_eq!(safe_name("Überprüfung Q1 (final).pdf"), "Überprüfung Q1 (final).pdf");
    }

    #[test]
    fn drops_folders_of_either_kind() {
        assert_eq!(safe_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_name("C:\\Users\\x\\report.pdf"), "report.pdf");
        assert_eq!(safe_name(".."), "unnamed");
        assert_eq!(safe_name(""), "unnamed");
    }

    #[test]
    fn disarms_device_names_and_hidden_direction() {
        assert_eq!(safe_name("con.txt"), "_con.txt");
        assert_eq!(safe_name("LPT1"), "_LPT1");
        assert_eq!(safe_name("invoice\u{202e}fdp.exe"), "invoice_fdp.exe");
    }

    #[test]
    fn a_shortened_name_does_not_end_in_dots_or_blanks() {
        let name = format!("{} .{}", "x".repeat(MOST_BYTES - 2), "a long ending after the dot");
        assert_eq!(safe_name(&name), "x".repeat(MOST_BYTES - 2));
    }

    #[test]
    fn shortens_but_keeps_the_extension() {
        let name = safe_name(&format!("{}.pdf", "ä".repeat(300)));
        assert!(name.len() <= MOST_BYTES && name.ends_with(".pdf"), "{name}");
    }

    proptest! {
        #[test]
        fn any_name_becomes_one_plain_part(name in "\\PC{0,400}|[\\x00-\\xff]{0,60}") {
            let safe = safe_name(&name);
            prop_assert!(!safe.is_empty() && safe.len() <= MOST_BYTES + 1);
            prop_assert!(!safe.contains(['/', '\\', '\0']) && safe != "." && safe != "..");
            prop_assert_eq!(safe_name(&safe), safe);
        }
    }
}
