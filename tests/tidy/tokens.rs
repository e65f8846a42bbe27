//! Rust source as a flat row of tokens with their lines: enough to tell code from comments and texts, and the
//! program from its tests. It doesn't understand syntax beyond that.

use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its line, the first being 1.
    pub line: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// An identifier or keyword.
    Word(String),
    /// One character of punctuation.
    Mark(char),
    /// What stands between the quotes of a text literal, escapes as written.
    Text(String),
    /// Any other literal.
    Value,
    /// `(`, `[` or `{`.
    Open(char),
    /// `)`, `]` or `}`.
    Close(char),
}

impl Token {
    /// Whether this is the given word.
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(own) if own == word)
    }

    /// Whether this is the given punctuation.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// Reads Rust source. Comments are left out, those for the documentation too.
pub fn read(text: &str) -> Result<Vec<Token>, String> {
    let stream = TokenStream::from_str(text).map_err(|error| error.to_string())?;
    let mut tokens = Vec::new();
    flatten(stream, &mut tokens);
    Ok(tokens)
}

/// The row as words and signs parted by spaces, texts left out: what a sequence of code is looked for in.
pub fn spelled(tokens: &[Token]) -> String {
    let words: Vec<String> = tokens
        .iter()
        .map(|token| match &token.kind {
            Kind::Word(word) => word.clone(),
            Kind::Mark(sign) | Kind::Open(sign) | Kind::Close(sign) => sign.to_string(),
            Kind::Text(_) | Kind::Value => "_".to_owned(),
        })
        .collect();
    words.join(" ")
}

/// Leaves out every item that stands under `#[cfg(test)]` or a `#[cfg(all(test, …))]`.
pub fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        if opens_test_attribute(&tokens[place..]) {
            place = end_of_item(&tokens, place);
        } else {
            kept.push(tokens[place].clone());
            place += 1;
        }
    }
    kept
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    for tree in stream {
        let line = tree.span().start().line;
        match tree {
            TokenTree::Ident(word) => tokens.push(Token { line, kind: Kind::Word(word.to_string()) }),
            TokenTree::Punct(sign) => tokens.push(Token { line, kind: Kind::Mark(sign.as_char()) }),
            TokenTree::Literal(literal) => tokens.push(Token { line, kind: literal_kind(&literal.to_string()) }),
            TokenTree::Group(group) if is_documentation(&group) && follows_attribute_sign(tokens) => {
                while tokens.last().is_some_and(|token| token.is_mark('#') || token.is_mark('!')) {
                    tokens.pop();
                }
            }
            TokenTree::Group(group) => {
                let signs = signs(group.delimiter());
                tokens.extend(signs.map(|(open, _)| Token { line, kind: Kind::Open(open) }));
                let end = group.span_close().start().line;
                flatten(group.stream(), tokens);
                tokens.extend(signs.map(|(_, close)| Token { line: end, kind: Kind::Close(close) }));
            }
        }
    }
}

fn literal_kind(written: &str) -> Kind {
    match (written.find('"'), written.rfind('"')) {
        (Some(start), Some(end)) if start < end => Kind::Text(written[start + 1..end].to_owned()),
        _ => Kind::Value,
    }
}

fn signs(delimiter: Delimiter) -> Option<(char, char)> {
    match delimiter {
        Delimiter::Parenthesis => Some(('(', ')')),
        Delimiter::Brace => Some(('{', '}')),
        Delimiter::Bracket => Some(('[', ']')),
        Delimiter::None => None,
    }
}

/// A comment for the documentation reaches us as the attribute `[doc = "…"]`.
fn is_documentation(group: &proc_macro2::Group) -> bool {
    let mut trees = group.stream().into_iter();
    group.delimiter() == Delimiter::Bracket
        && matches!(trees.next(), Some(TokenTree::Ident(word)) if word == "doc")
        && matches!(trees.next(), Some(TokenTree::Punct(sign)) if sign.as_char() == '=')
}

fn follows_attribute_sign(tokens: &[Token]) -> bool {
    tokens.iter().rev().find(|token| !token.is_mark('!')).is_some_and(|token| token.is_mark('#'))
}

fn opens_test_attribute(tokens: &[Token]) -> bool {
    let start = spelled(&tokens[..tokens.len().min(8)]);
    start.starts_with("# [ cfg ( test )") || start.starts_with("# [ cfg ( all ( test ,")
}

/// The place after the item that begins with the attribute at `start`: after its `;` or its closing `}`.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(start) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(sign) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && sign == '}' {
                    return place + 1;
                }
            }
            Kind::Mark(';') if depth == 0 => return place + 1,
            _ => {}
        }
    }
    tokens.len()
}

#[test]
fn comments_and_documentation_are_left_out() {
    let tokens = read("//! SELECT\n/// todo!()\nfn a() {} // dbg!()\n/* unimplemented!() */").unwrap();
    assert_eq!(spelled(&tokens), "fn a ( ) { }");
    assert_eq!(tokens[0].line, 3);
}

#[test]
fn texts_are_kept_apart_from_words() {
    let tokens = read("let a = r#\"drop \"it\"\"#; let b = b\"x\"; let c = '\"';").unwrap();
    let texts: Vec<&Kind> =
        tokens.iter().map(|token| &token.kind).filter(|kind| matches!(kind, Kind::Text(_))).collect();
    assert_eq!(texts, [&Kind::Text("drop \"it\"".to_owned()), &Kind::Text("x".to_owned())]);
}

#[test]
fn what_is_compiled_for_tests_only_is_left_out() {
    let text = "fn a() {}\n#[cfg(test)]\n#[allow(x)]\nmod tests { fn b() { c(); } }\n#[cfg(test)]\nuse d;\nfn e() {}\n\
                #[cfg(any(test, feature = \"weak\"))]\npub use f;";
    let tokens = without_tests(read(text).unwrap());
    assert_eq!(spelled(&tokens), "fn a ( ) { } fn e ( ) { } # [ cfg ( any ( test , feature = _ ) ) ] pub use f ;");
}
