//! The page.

use std::{fmt::Write, time::Duration};

use benches::rounds::{median, ratio, ratios};

use crate::machine::machine;

/// `docs/performance.md`, as far as it is written.
pub(crate) struct Page {
    head: String,
    ratios: String,
    limits: String,
    notes: String,
    versions: Vec<String>,
}

impl Page {
    pub(crate) fn new(rows: u64, bytes: u64, rounds: usize) -> Self {
        let (megabytes, machine) = (bytes / 1_000_000, machine());
        let head = format!(
            "\
# Performance

What stands above *Where the time goes* is written by
`cargo run --release --package benches --example report`.

How many times as fast rosterlens is as what stands beside it. All that a line compares is run by
turns, {rounds} rounds of it or fewer where it takes long, and the figure is the median of the
rounds' ratios, with the least and the greatest behind it. Only ratios mean something: times differ
from machine to machine, and on a busy one from minute to minute.

The package is OneRoster 1.1 as `roster_core::generate` makes it, with UUIDs for ids: {rows} rows,
{megabytes} MB, nothing wrong unless said. Whoever checks it finds the same faults when some are
planted; `benches/tests/agree.rs` and the report itself see to that.

Machine: {machine}. No `target-cpu=native`.

"
        );
        let text = String::new;
        Page { head, ratios: text(), limits: text(), notes: text(), versions: Vec::new() }
    }

    /// A line of the table: how many times as fast ours is.
    pub(crate) fn ratio(
        &mut self,
        what: &str,
        beside: &str,
        goal: Option<f64>,
        theirs: &[Duration],
        ours: &[Duration],
    ) {
        let all = ratios(theirs, ours);
        let least = all.iter().copied().fold(f64::INFINITY, f64::min);
        let most = all.iter().copied().fold(0.0, f64::max);
        let goal = goal.map_or(String::new(), |goal| format!("{goal}"));
        let (middle, time) = (ratio(theirs, ours), milliseconds(ours));
        say(&format!("{what} beside {beside}: {middle:.2} (goal {goal})"));
        let _ = writeln!(
            self.ratios,
            "| {what} | {beside} | {goal} | **{middle:.2}** | {least:.2} to {most:.2} | {time} |"
        );
    }

    /// A line of the second table: what may not grow.
    pub(crate) fn at_most(&mut self, what: &str, goal: f64, measured: f64, unit: &str) {
        say(&format!("{what}: {measured:.2} {unit} (goal at most {goal})"));
        let _ = writeln!(self.limits, "| {what} | {goal} {unit} | **{measured:.1}** |");
    }

    pub(crate) fn note(&mut self, text: &str) {
        say(text);
        let _ = writeln!(self.notes, "- {text}");
    }

    pub(crate) fn version(&mut self, of: &str, version: &str) {
        self.versions.push(format!("{of} {version}"));
    }

    pub(crate) fn text(&self) -> String {
        let Page { head, ratios, limits, notes, versions } = self;
        let mut text = head.clone();
        text += "| what | beside | goal | times as fast | least to most | ms |\n|---|---|---|---|---|---|\n";
        text += ratios;
        text += "\nWhat should stay small:\n\n| what | at most | measured |\n|---|---|---|\n";
        text += limits;
        if !versions.is_empty() {
            let _ = write!(
                text,
                "\nThe scripts stand in `benches/rivals` and do a part of the checks: {}.\n",
                versions.join(", ")
            );
        }
        if !notes.is_empty() {
            text += "\n";
            text += notes;
        }
        text += include_str!("tail.md");
        text
    }
}

fn milliseconds(of: &[Duration]) -> String {
    let seconds = median(of.iter().map(Duration::as_secs_f64).collect());
    format!("{:.1}", seconds * 1e3)
}

#[allow(clippy::print_stderr, reason = "how far it has come, for who waits")]
fn say(text: &str) {
    eprintln!("{text}");
}
