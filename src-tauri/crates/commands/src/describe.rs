//! The wire as TypeScript: every type that a request or response is made of, and one table from each command's name to
//! both. Made from the wire list, so nothing that crosses is described by hand. It never names a value.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use ts_rs::{Config, TS, TypeVisitor};

use crate::event::Event;
use crate::failure::Failure;

/// Collects the declarations of all types that it is shown.
pub(crate) struct Describer {
    config: Config,
    seen: BTreeSet<TypeId>,
    /// Declarations by name.
    declared: BTreeMap<String, String>,
    /// Names that stand for more than one type.
    ambiguous: Vec<String>,
    commands: Vec<(&'static str, String, String)>,
}

impl Describer {
    fn new() -> Self {
        // Numbers of the wire are counts, bytes and rows, all far below 2^53.
        let config = Config::new().with_large_int("number");
        let (seen, declared) = (BTreeSet::new(), BTreeMap::new());
        Self { config, seen, declared, ambiguous: Vec::new(), commands: Vec::new() }
    }

    /// Takes in one command.
    pub(crate) fn command<Request: TS + 'static, Response: TS + 'static>(&mut self, name: &'static str) {
        self.visit::<Request>();
        self.visit::<Response>();
        self.commands.push((name, Request::name(&self.config), Response::name(&self.config)));
    }
}

impl TypeVisitor for Describer {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Types without a place of their own are TypeScript's own or stand for one of ours.
        if T::output_path().is_some() {
            let (name, declaration) = (T::ident(&self.config), T::decl(&self.config));
            match self.declared.get(&name) {
                // Any JSON is declared alike wherever it comes from.
                Some(known) if *known != declaration => self.ambiguous.push(name),
                _ => drop(self.declared.insert(name, declaration)),
            }
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// All types of the wire as one TypeScript file.
///
/// # Panics
/// If two types of the wire have the same name: then one can't be told from the other there.
pub fn typescript() -> String {
    let mut describer = Describer::new();
    describer.visit::<Failure>();
    describer.visit::<Event>();
    crate::each_command(&mut describer);
    assert!(describer.ambiguous.is_empty(), "each of these names stands for two types: {:?}", describer.ambiguous);
    let mut text = String::from(
        "// Made from the wire list by `VOUCHSAFE_WRITE_WIRE=1 cargo test --workspace --test wire`. Never edited by hand.\n\n",
    );
    for declaration in describer.declared.values() {
        let _ = writeln!(text, "export {}", declaration.trim());
    }
    text.push_str("\n/** Every command with its request and its response. */\nexport interface Wire {\n");
    for (name, request, response) in &describer.commands {
        let _ = writeln!(text, "  \"{name}\": {{ request: {request}; response: {response} }};");
    }
    text.push_str("}\n");
    text
}
