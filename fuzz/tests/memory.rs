//! Memory stays within 64 times what is read and written, whatever the shape of a package: the worst
//! shapes of the example `worst`, small, and counted, so that no clock and no chance is in it.

#[path = "../examples/worst/shapes.rs"]
mod shapes;

use peak_alloc::PeakAlloc;
use roster_core::{Format, Memory, Options, Source, check};
use roster_mapping::{Carry, Options as How, convert, formats};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A package may take so many times its size.
const TIMES: usize = 64;
/// A shape is this large at first, and then so large: what any package takes beside is the same in both.
const SIZES: [usize; 2] = [1 << 12, 1 << 15];

/// Those that took the most, in one format with few columns and one with many.
const WORST: [&str; 21] = [
    "columns",
    "columns of one letter",
    "one header again and again",
    "headers that all differ",
    "rows of one letter",
    "rows of one letter in turn",
    "rows of one comma",
    "empty rows",
    "commas",
    "short ids that differ",
    "short ids that differ, in the last column",
    "blank cells",
    "no UTF-8 at all",
    "a quote that nothing closes, and rows",
    "a cell with a quote in each row",
    "empty objects",
    "numbers for objects",
    "one full object, and empty ones",
    "many names of metadata, and one of them",
    "a long id and many roles",
    "white space",
];
const FORMATS: [&str; 4] = ["sds-v1: ", "sds-v2: ", "oneroster-1.2-json: ", "connection-values: "];

/// A package of a shape.
struct Input {
    name: String,
    format: &'static Format,
    package: Memory,
}

fn size(package: &Memory) -> usize {
    (0..package.len()).map(|file| package.read(file).map_or(0, <[u8]>::len)).sum()
}

/// The most that something takes at once.
fn peak(run: impl FnOnce()) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    run();
    MEMORY.peak_usage().saturating_sub(before)
}

/// What checking takes, and each conversion there and back; and how much is read and written.
fn costs(input: &Input) -> Vec<(&'static str, usize, usize)> {
    let Input { format, package, .. } = input;
    let mut costs = vec![("check", size(package), 0)];
    costs[0].2 = peak(|| _ = check(format, package, &Options::new(), &mut Vec::new()));
    if !formats().iter().any(|of| of.id == format.id) {
        return costs;
    }
    for abroad in formats().into_iter().filter(|of| of.id != format.id) {
        let (carry, how) = (Carry::Sidecar, How::default());
        let mut written = 0;
        let peak = peak(|| {
            let there = convert(format, abroad, package, None, carry, &how);
            written = size(&there.package);
            convert(abroad, format, &there.package, there.sidecar.as_ref(), carry, &how);
        });
        costs.push((abroad.id, size(package) + written, peak));
    }
    costs
}

fn is_of_one(name: &str) -> bool {
    name.ends_with(": one user again and again")
}

#[test]
fn no_shape_takes_more() {
    let is_meant = |name: &str| {
        is_of_one(name)
            || FORMATS.iter().any(|format| name.starts_with(format))
                && WORST.iter().any(|worst| name.rsplit(": ").next() == Some(worst))
    };
    let (mut seen, mut broken) = (0, Vec::new());
    for shape in shapes::all().iter().filter(|shape| is_meant(&shape.name)) {
        // what takes the square shows in larger ones only
        let times = if is_of_one(&shape.name) { 8 } else { 1 };
        let inputs = SIZES.map(|bytes| shape.of(bytes * times));
        let [small, large] = inputs.each_ref().map(costs);
        for (small, (what, bytes, peak)) in small.iter().zip(large) {
            let [grown, more] = [peak.saturating_sub(small.2), bytes.saturating_sub(small.1)];
            if grown > more * TIMES {
                broken.push(format!("{} ({what}): {}", inputs[0].name, grown / more.max(1)));
            }
        }
        seen += 1;
    }
    assert!(seen > 40, "{seen} shapes");
    assert!(broken.is_empty(), "times its size:\n{}", broken.join("\n"));
}
