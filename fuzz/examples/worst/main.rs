//! What the worst inputs cost: time and memory per byte.
//!
//! ```text
//! cargo run --release --package fuzz --example worst            # all of it: some minutes
//! cargo run --release --package fuzz --example worst -- quote   # what has it in its name
//! ```
//!
//! Two promises are held:
//!
//! - **Memory.** Checking a package takes at most 64 times its size, a fixed [allowance](ALLOWANCE), and
//!   what its findings take, a hundred for each rule and file; converting it there and back at most 64
//!   times its size and that of what it becomes, which can be many times as much: a JSON object for a row
//!   of an id. What is smaller than a kilobyte counts as one, for time too: tables are made before any
//!   of it is read.
//! - **Time.** A shape that is eight times as large takes no more than [twice](GROWTH) as long per byte.
//!
//! The inputs are every seed, regression and corpus file, as the package that it is to its target, and
//! shapes that are made to be bad, at several sizes. What breaks a promise is named, and fails.

#![expect(clippy::print_stdout, reason = "it is a report")]

mod cost;
mod kept;
mod shapes;

use std::process::ExitCode;

use cost::{Cost, cost};
use peak_alloc::PeakAlloc;
use roster_core::{Format, Memory};
use shapes::Shape;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A package may take so many times its size in memory.
const TIMES: f64 = 64.0;
/// What any package may take beside, in bytes: tables are made before anything is read.
const ALLOWANCE: f64 = 1e6;
/// So many times as long per byte may eight times as much of a shape take.
const GROWTH: f64 = 2.0;
/// So many bytes is the smallest size of a shape; the next are eight times as large.
const SMALLEST: usize = 1 << 15;

/// A package, and what it was made to be.
struct Input {
    name: String,
    format: &'static Format,
    package: Memory,
}

fn main() -> ExitCode {
    let only: Vec<String> = std::env::args().skip(1).collect();
    let is_meant = |name: &str| only.is_empty() || only.iter().any(|part| name.contains(part));
    let mut broken = Vec::new();

    let kept: Vec<(String, Cost)> = kept::inputs()
        .filter(|input| is_meant(&input.name))
        .map(|input| (input.name.clone(), cost(&input)))
        .collect();
    println!("{} seeds, regressions and inputs of the corpus", kept.len());
    worst("kept", &kept);
    broken.extend(kept.iter().filter(|(_, cost)| cost.is_too_much()).map(|(name, _)| name.clone()));

    let mut made = Vec::new();
    for shape in shapes::all().iter().filter(|shape| is_meant(&shape.name)) {
        let small = cost(&shape.of(SMALLEST));
        let mut costs = vec![small, grown(shape, SMALLEST * 8, small)];
        // what may be more than linear is told by a further step
        if costs[1].grew(&small) > 1.4 {
            costs.push(grown(shape, SMALLEST * 64, costs[1]));
        }
        let last = costs.len() - 1;
        let growth = costs[last].grew(&costs[last - 1]);
        if growth > GROWTH || costs.iter().any(Cost::is_too_much) {
            println!("BROKEN {}: {growth:.1} times as long a byte; {}", shape.name, costs[last]);
            broken.push(shape.name.clone());
        }
        made.push((shape.name.clone(), costs[last]));
    }
    println!("\n{} bad shapes", made.len());
    worst("made", &made);

    println!("\n{} promises broken", broken.len());
    broken.iter().for_each(|name| println!("- {name}"));
    if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A shape that is larger than one that cost so much. A machine may be busy: what seems to grow too
/// much is measured again.
fn grown(shape: &Shape, bytes: usize, smaller: Cost) -> Cost {
    let input = shape.of(bytes);
    let first = cost(&input);
    (0..2).fold(first, |least, _| match least.grew(&smaller) > 1.4 {
        true => least.min(cost(&input)),
        false => least,
    })
}

/// What is measured.
type Value = fn(&Cost) -> f64;

/// The worst of each kind.
fn worst(what: &str, of: &[(String, Cost)]) {
    let kinds: [(&str, Value); 4] = [
        ("check, ns a byte", Cost::check_time),
        ("check, bytes a byte", Cost::check_memory),
        ("there and back, ns a byte", Cost::convert_time),
        ("there and back, bytes a byte", Cost::convert_memory),
    ];
    for (kind, value) in kinds {
        let mut by_value: Vec<_> = of.iter().collect();
        by_value.sort_by(|a, b| value(&b.1).total_cmp(&value(&a.1)));
        println!("\n| {what}: {kind} | |\n|---|--:|");
        for (name, cost) in by_value.iter().take(5) {
            println!("| {name} ({} bytes) | {:.1} |", cost.bytes, value(cost));
        }
    }
}
