//! The parts of many records, read table by table: a list of thousands of records asks each table of parts once, not once
//! a record. Knows no noun.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use super::column::{Column, Fields, vault_db};
use super::part::Part;
use crate::error::{Error, Result};

/// What was read of one table of parts.
struct Read {
    names: Vec<String>,
    of: HashMap<Uuid, Vec<Vec<Value>>>,
}

/// The parts of the records that one query of a noun's table reads; each table is read when the first record asks for it.
pub(crate) struct Ahead<'s> {
    table: &'static str,
    clause: &'s str,
    values: &'s [Value],
    read: RefCell<BTreeMap<&'static str, Rc<Read>>>,
}

impl<'s> Ahead<'s> {
    /// Of the records of `table` that `clause` chooses. Both are read within the one query of the records, so that nothing
    /// changes between them.
    pub(crate) const fn new(table: &'static str, clause: &'s str, values: &'s [Value]) -> Self {
        Self { table, clause, values, read: RefCell::new(BTreeMap::new()) }
    }

    /// The parts of one record.
    pub(crate) fn read<T>(
        &self,
        connection: &Connection,
        part: Part,
        owner: Uuid,
        mut read: impl FnMut(&Fields<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let all = self.all(connection, part)?;
        let own = all.of.get(&owner).map_or(&[][..], Vec::as_slice);
        own.iter().map(|values| read(&Fields::kept(connection, &all.names, values, part.table))).collect()
    }

    fn all(&self, connection: &Connection, part: Part) -> Result<Rc<Read>> {
        if let Some(read) = self.read.borrow().get(part.table) {
            return Ok(Rc::clone(read));
        }
        let read = Rc::new(self.query(connection, part)?);
        self.read.borrow_mut().insert(part.table, Rc::clone(&read));
        Ok(read)
    }

    fn query(&self, connection: &Connection, part: Part) -> Result<Read> {
        const DOING: &str = "reading a table";
        let Part { table, owner, position } = part;
        // Of all records there are all parts, but for those whose record is gone, and those nobody asks for.
        let among = if self.clause.is_empty() {
            String::new()
        } else {
            format!("WHERE {owner} IN (SELECT id FROM {} {})", self.table, self.clause)
        };
        let order = position.map(|position| format!(", {position}")).unwrap_or_default();
        let sql = format!("SELECT * FROM {table} {among} ORDER BY {owner}{order}");
        let mut statement = connection.prepare_cached(&sql).map_err(vault_db(DOING))?;
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let place = names.iter().position(|name| name == owner).ok_or_else(|| Error::damaged(table))?;
        let bound = if among.is_empty() { &[] } else { self.values };
        let mut rows = statement.query(params_from_iter(bound)).map_err(vault_db(DOING))?;
        let mut of: HashMap<Uuid, Vec<Vec<Value>>> = HashMap::new();
        while let Some(row) = rows.next().map_err(|source| super::damaged_in(source, table))? {
            let values: rusqlite::Result<Vec<Value>> = (0..names.len()).map(|place| row.get(place)).collect();
            let values = values.map_err(vault_db(DOING))?;
            let of_whom = Uuid::from_value(ValueRef::from(&values[place]));
            let of_whom = of_whom.ok_or_else(|| Fields::kept(connection, &names, &values, table).damaged(owner))?;
            of.entry(of_whom).or_default().push(values);
        }
        Ok(Read { names, of })
    }
}
