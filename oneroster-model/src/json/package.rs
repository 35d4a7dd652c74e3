//! A package of collections: read as rows, with the places of what is found in them.

use alloc::{boxed::Box, string::String, vec, vec::Vec};
use core::cell::OnceCell;

use roster_core::{
    Column, Detail, Encoding, FileAt, Finding, Layout, Memory, Opened, Place, Pointer, Rule,
    Severity, Signs, Source, Spot, Viewed, catalogue as core_rules, json as raw,
};

use super::{
    odd::{Odd, Oddities, Step, pointer},
    read::{self, Chosen, Objects, RowAt, Rows},
    rules as o,
    table::{Binding, Collection},
};

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads a package as rows, for a check.
pub(super) fn open<'s>(binding: &'static Binding, source: &'s dyn Source) -> Opened<'s> {
    let mut package = Package {
        binding,
        with_metadata: false,
        rows: Memory::new(),
        tables: Vec::new(),
        files: Vec::new(),
    };
    let layout = Layout::of(binding.format, source);
    for collection in binding.collections {
        if let Some(file) = layout.file(collection.members) {
            package.read(collection, file, source);
        }
    }
    Box::new(package)
}

impl Binding {
    /// What a package says, as CSV files under the names of the binding's
    /// [`rows`](Binding::rows): those that are there and can be read, with their metadata.
    pub fn rows_of(&'static self, source: &dyn Source) -> Memory {
        let layout = Layout::of(self.format, source);
        let mut package = Package {
            binding: self,
            with_metadata: true,
            rows: Memory::new(),
            tables: Vec::new(),
            files: Vec::new(),
        };
        for collection in self.collections {
            if let Some(file) = layout.file(collection.members) {
                package.read(collection, file, source);
            }
        }
        package.rows
    }
}

/// What speaks for a version: known members, and its name in addresses.
pub(super) fn signs(binding: &'static Binding, version: &str, source: &dyn Source) -> Signs {
    /// So much of a file is enough.
    const MOST: usize = 1 << 16;
    let mut signs = Signs::default();
    for (table, file) in Layout::of(binding.format, source).tables() {
        let Some(file) = file else { continue };
        signs.files += 1;
        let bytes = source.read(file).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MOST)]);
        signs.declared |= text.split(version).skip(1).any(|rest| rest.starts_with('/'));
        let Some(collection) = binding.collection(table.file) else { continue };
        let is_member = |name: &str| {
            let mut behind = text.split(name).skip(1).filter_map(|rest| rest.strip_prefix('"'));
            behind.any(|rest| rest.trim_start().starts_with(':'))
        };
        let lists = collection.parts.iter().map(|part| part.list);
        let names = collection.members.columns.iter().map(|column| column.header).chain(lists);
        signs.headers += names.filter(|name| is_member(name)).count();
    }
    signs
}

struct Package<'s> {
    binding: &'static Binding,
    /// Whether rows say what objects have as metadata: no rule is about it.
    with_metadata: bool,
    rows: Memory,
    /// For each file of the rows, the document that it is from and where its rows stand there.
    tables: Vec<TableAt>,
    files: Vec<Document<'s>>,
}

struct TableAt {
    /// Among `files`.
    document: usize,
    /// The part of the collection whose rows they are; its own are none's.
    part: Option<usize>,
    at: Vec<RowAt>,
}

/// A file of the package.
struct Document<'s> {
    collection: &'static Collection,
    file: usize,
    /// Its text, without a byte order mark, whose length is `mark`.
    text: &'s str,
    mark: usize,
    objects: Option<Objects<'s>>,
    odd: Vec<Odd>,
    /// How many lines end before each stretch of the text.
    lines: OnceCell<Vec<u64>>,
}

impl<'s> Package<'s> {
    fn read(&mut self, collection: &'static Collection, file: usize, source: &'s dyn Source) {
        let mut odd = Oddities::default();
        let mut document = Document {
            collection,
            file,
            text: "",
            mark: 0,
            objects: None,
            odd: Vec::new(),
            lines: OnceCell::new(),
        };
        let whole = |rule, detail| Odd {
            rule,
            column: None,
            detail,
            pointer: Pointer::ROOT,
            at: (0, 0),
            row: 0,
            count: 1,
            also: Vec::new(),
        };
        match source.read(file).map(|bytes| (bytes, Encoding::of(bytes))) {
            Err(_) => odd.list.push(whole(&core_rules::UNREADABLE_FILE, Detail::None)),
            Ok((_, encoding)) if !encoding.is_readable() => {
                odd.list.push(whole(&core_rules::UTF16, Detail::Encoding(encoding)));
            }
            Ok((bytes, _)) => {
                if let Some(rest) = bytes.strip_prefix(MARK) {
                    odd.list.push(whole(&core_rules::BYTE_ORDER_MARK, Detail::None));
                    document.mark = bytes.len() - rest.len();
                }
                match core::str::from_utf8(&bytes[document.mark..]) {
                    Ok(text) => document.text = text,
                    Err(error) => {
                        let at = document.mark + error.valid_up_to();
                        odd.list.push(whole(&core_rules::NOT_UTF8, Detail::Byte(at)));
                    }
                }
            }
        }
        let mut read: Vec<Rows<'s>> = Vec::new();
        if !document.text.is_empty() || odd.list.is_empty() {
            match raw::document(document.text.as_bytes()) {
                Err(error) => {
                    let at = offset(document.text, error.line(), error.column());
                    let length = usize::from(at < document.text.len());
                    odd.list.push(Odd { at: (at, length), ..whole(&o::NOT_JSON, Detail::None) });
                }
                Ok(_) => {
                    let objects = Objects::of(collection, document.text, &mut odd);
                    if let Some(objects) = &objects {
                        read =
                            read::rows(self.binding, collection, document.text, objects, &mut odd);
                    }
                    document.objects = objects;
                }
            }
        }
        document.odd = odd.list;
        self.files.push(document);
        for (i, rows) in read.into_iter().enumerate() {
            let mut all = core::mem::take(&mut self.rows);
            all = all.file(rows.table.file, rows.csv(self.with_metadata));
            self.rows = all;
            let (document, part) = (self.files.len() - 1, i.checked_sub(1));
            self.tables.push(TableAt { document, part, at: rows.at });
        }
    }
}

/// Where a line and a column of it are, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start =
        text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    (start + column.saturating_sub(1)).min(text.len())
}

impl Document<'_> {
    /// The line of a place, and where in it the place is; both from 1. A line ends with LF, CRLF
    /// or a bare CR.
    fn line(&self, at: usize) -> (u64, u64) {
        const STRETCH: usize = 1 << 14;
        let bytes = self.text.as_bytes();
        let ends = |from: usize, to: usize| {
            let is_end = |i: &usize| match bytes[*i] {
                b'\n' => true,
                b'\r' => bytes.get(i + 1) != Some(&b'\n'),
                _ => false,
            };
            (from..to).filter(is_end).count() as u64
        };
        let before = self.lines.get_or_init(|| {
            let mut sum = 0;
            let mut all = vec![0];
            for from in (0..bytes.len()).step_by(STRETCH) {
                sum += ends(from, bytes.len().min(from + STRETCH));
                all.push(sum);
            }
            all
        });
        let at = at.min(bytes.len());
        let line = before[at / STRETCH] + ends(at / STRETCH * STRETCH, at);
        let start = line_start(&bytes[..at]);
        (line + 1, (at - start + if line == 0 { self.mark } else { 0 }) as u64 + 1)
    }

    fn place(
        &self,
        at: (usize, usize),
        row: u64,
        pointer: Pointer,
        column: Option<&'static Column>,
    ) -> Place {
        let (line, in_line) = self.line(at.0);
        let mut place = Place::file(FileAt::Present(self.file)).pointer(pointer);
        place.line = Some(line);
        place.in_line = Some(in_line);
        place.span = Some(at.0 + self.mark..at.0 + at.1 + self.mark);
        place.row = (row > 0).then_some(row);
        match column {
            Some(column) => place.column(None, Some(column)),
            None => place,
        }
    }
}

fn line_start(before: &[u8]) -> usize {
    before.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |end| end + 1)
}

impl Viewed for Package<'_> {
    fn rows(&self) -> &Memory {
        &self.rows
    }

    fn oddities(&self) -> Vec<Finding> {
        let odd = self.files.iter().flat_map(|of| of.odd.iter().map(move |odd| (of, odd)));
        odd.map(|(document, odd)| document.finding(odd)).collect()
    }

    fn place(&self, mut finding: Finding) -> Finding {
        finding.detail = self.detail(finding.detail);
        let FileAt::Present(file) = finding.place.file else {
            if let FileAt::Absent(table) = finding.place.file
                && let Some(members) = self.binding.members(table.file)
            {
                finding.place.file = FileAt::Absent(members);
            }
            return finding;
        };
        let table = &self.tables[file];
        let document = &self.files[table.document];
        let collection = document.collection;
        let members = match table.part {
            Some(part) => collection.parts[part].members,
            None => collection.members,
        };
        let rows = match table.part {
            Some(part) => collection.parts[part].rows,
            None => collection.rows,
        };
        let place = &finding.place;
        let column = place.column.and_then(|column| column.known);
        let column = column.and_then(|column| rows.column(column.header));
        let column = column.or_else(|| place.column.and_then(|column| column.position));
        let known = column.and_then(|c| members.columns.get(c));
        let at = |row: u64| table.at.get(usize::try_from(row).ok()?.checked_sub(1)?);
        finding.place = match place.row.and_then(at) {
            Some(at) => document.cell(*at, table.part, column, known),
            None => {
                let place = Place::file(FileAt::Present(document.file));
                match known {
                    Some(known) => place.column(None, Some(known)),
                    None => place,
                }
            }
        };
        let spot = |spot: &Spot| {
            let at = at(spot.row)?;
            let object = document.objects.as_ref()?.list.get(at.object())?;
            let (line, _) = document.line(raw::offset(document.text, object));
            Some(Spot { line, row: at.object() as u64 + 1 })
        };
        finding.also = finding.also.iter().filter_map(spot).collect();
        finding
    }

    fn file(&self, rows: usize) -> Option<usize> {
        let table = self.tables.get(rows).filter(|table| table.part.is_none())?;
        Some(self.files[table.document].file)
    }
}

impl Package<'_> {
    /// What a message needs, in the names of JSON.
    fn detail(&self, detail: Detail) -> Detail {
        let name = |file: &'static str| self.binding.members(file).map_or(file, |table| table.file);
        match detail {
            Detail::File(file) => Detail::File(name(file)),
            Detail::Share { file, dangling, of } => {
                Detail::Share { file: name(file), dangling, of }
            }
            Detail::Target { file, target } => Detail::Target { file: name(file), target },
            detail => detail,
        }
    }
}

impl Document<'_> {
    /// The place of a row's cell: the member, or the object if it lacks it. Columns behind those of the
    /// table are members of its metadata.
    fn cell(
        &self,
        at: RowAt,
        part: Option<usize>,
        column: Option<usize>,
        known: Option<&'static Column>,
    ) -> Place {
        let found = self.objects.as_ref().and_then(|objects| {
            let object = *objects.list.get(at.object())?;
            Some((objects.path(at.object()), object))
        });
        let Some((mut path, mut value)) = found else {
            return Place::file(FileAt::Present(self.file));
        };
        let object = value;
        let members = raw::members(object).unwrap_or_default();
        let chosen = Chosen::of(self.collection, members, |_, _| {});
        let steps: Option<&str> = (|| {
            let part = match part {
                Some(part) => &self.collection.parts[part],
                None => {
                    let column = column?;
                    if column >= chosen.columns.len() {
                        let metadata = chosen.metadata?;
                        path.push(Step::Member("metadata"));
                        return Some(chosen.members[metadata].value);
                    }
                    let member = chosen.columns[column]?;
                    let header = self.collection.members.columns[column].header;
                    path.push(match chosen.members[member].name == header {
                        true => Step::Member(header),
                        false => Step::Unknown,
                    });
                    return Some(chosen.members[member].value);
                }
            };
            let list = chosen.members[chosen.parts[self.number(part)]?].value;
            let item = *raw::items(list)?.get(at.outer()?)?;
            path.extend([Step::Member(part.list), Step::Item(at.outer()?)]);
            value = item;
            let column = column.filter(|column| *column != part.around)?;
            let name = part.members.columns[column].header;
            let (outer, inner) = name.split_once('/').unwrap_or((name, ""));
            let members = raw::members(item)?;
            let own = members.iter().rfind(|of| of.name == outer)?.value;
            if part.inner != Some(outer) {
                path.push(Step::Member(name));
                return Some(own);
            }
            let item = *raw::items(own)?.get(at.inner()?)?;
            path.extend([Step::Member(part.inner?), Step::Item(at.inner()?)]);
            value = item;
            if inner.is_empty() {
                return Some(item);
            }
            let members = raw::members(item)?;
            let own = members.iter().rfind(|of| of.name == inner)?.value;
            path.push(Step::Member(&name[outer.len() + 1..]));
            Some(own)
        })();
        // of an object, only where it begins
        let (value, length) = match steps {
            Some(value) => (value, value.len()),
            None => (value, 1),
        };
        let at_byte = (raw::offset(self.text, value), length);
        self.place(at_byte, at.object() as u64 + 1, pointer(&path), known)
    }

    fn number(&self, part: &super::table::Part) -> usize {
        let parts = self.collection.parts.iter();
        parts.take_while(|of| of.list != part.list).count()
    }

    fn finding(&self, odd: &Odd) -> Finding {
        let known = odd.column;
        let place = match is_of_whole_file(odd.rule) {
            true => Place::file(FileAt::Present(self.file)),
            false => self.place(odd.at, odd.row, odd.pointer.clone(), known),
        };
        let mut finding = Finding::new(odd.rule, Severity::Info, place, odd.detail);
        finding.count = odd.count;
        let spot = |(at, row): &(usize, u64)| Spot { line: self.line(*at).0, row: *row };
        finding.also = odd.also.iter().map(spot).collect();
        finding
    }
}

/// Whether a finding of the rule has no place in the file.
fn is_of_whole_file(rule: &Rule) -> bool {
    let whole = [
        &core_rules::UNREADABLE_FILE,
        &core_rules::UTF16,
        &core_rules::BYTE_ORDER_MARK,
        &core_rules::NOT_UTF8,
    ];
    whole.contains(&rule)
}

impl Rows<'_> {
    /// As a CSV file, of the table's columns alone or with metadata.
    fn csv(&self, metadata: bool) -> Vec<u8> {
        let mut out = Vec::new();
        let columns = self.table.columns;
        let extra = if metadata { &self.extra[..] } else { &[] };
        let headers = columns.iter().map(|column| column.header);
        line(headers.chain(extra.iter().map(|name| &**name)), &mut out);
        // there can be many names, and most objects have few of them
        self.iter(columns.len() + extra.len(), metadata)
            .for_each(|row| line(row.map(|cell| &**cell), &mut out));
        out
    }
}

fn line<'c>(cells: impl Iterator<Item = &'c str>, out: &mut Vec<u8>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        if !cell.bytes().any(|b| matches!(b, b',' | b'"' | b'\r' | b'\n')) {
            out.extend_from_slice(cell.as_bytes());
            continue;
        }
        out.push(b'"');
        for part in cell.split_inclusive('"') {
            out.extend_from_slice(part.as_bytes());
            if part.ends_with('"') {
                out.push(b'"');
            }
        }
        out.push(b'"');
    }
    out.extend_from_slice(b"\r\n");
}
