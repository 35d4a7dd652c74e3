//! What a package costs.

use std::{fmt, fs, hint::black_box, time::Instant};

use roster_core::{Finding, Memory, Options, Source, check};
use roster_mapping::{Carry, Options as How, convert, formats};

use super::{ALLOWANCE, Input, MEMORY, TIMES};

/// Nanoseconds and peak bytes.
#[derive(Clone, Copy)]
struct Spent {
    time: f64,
    memory: f64,
}

/// What checking a package costs, and converting it there and back.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    pub(super) bytes: usize,
    /// How many bytes it is in the other format.
    written: usize,
    check: Spent,
    /// How many findings the check gave.
    findings: usize,
    convert: Spent,
}

/// What is smaller is measured as if it were of so many bytes: tables are made before any is read.
const LEAST: usize = 1 << 10;

impl Cost {
    fn size(&self) -> f64 {
        self.bytes.max(LEAST) as f64
    }
    pub(super) fn check_time(&self) -> f64 {
        self.check.time / self.size()
    }
    /// Beyond the allowance, and what the list of findings takes, which is as long when it grows as
    /// what it was and what it becomes.
    pub(super) fn check_memory(&self) -> f64 {
        let findings = (3 * self.findings * size_of::<Finding>()) as f64;
        (self.check.memory - ALLOWANCE - findings).max(0.0) / self.size()
    }
    pub(super) fn convert_time(&self) -> f64 {
        self.convert.time / self.size()
    }
    /// Beyond the allowance, by what is read and written.
    pub(super) fn convert_memory(&self) -> f64 {
        (self.convert.memory - ALLOWANCE).max(0.0) / (self.size() + self.written as f64)
    }
    pub(super) fn is_too_much(&self) -> bool {
        self.check_memory() > TIMES || self.convert_memory() > TIMES
    }
    /// How many times as long a byte takes as in a smaller one of the same shape.
    pub(super) fn grew(&self, smaller: &Cost) -> f64 {
        let check = self.check_time() / smaller.check_time();
        check.max(self.convert_time() / smaller.convert_time())
    }
    /// The lesser of each.
    pub(super) fn min(self, other: Cost) -> Cost {
        let least = |a: Spent, b: Spent| Spent { time: a.time.min(b.time), memory: a.memory };
        Cost {
            bytes: self.bytes,
            written: self.written,
            findings: self.findings,
            check: least(self.check, other.check),
            convert: least(self.convert, other.convert),
        }
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} bytes: check {:.0} ns and {:.1} bytes a byte, there and back {:.0} ns and {:.1} bytes a byte",
            self.bytes,
            self.check_time(),
            self.check_memory(),
            self.convert_time(),
            self.convert_memory()
        )
    }
}

pub(super) fn cost(input: &Input) -> Cost {
    let Input { format, package, .. } = input;
    let (bytes, mut written) = (size(package), 0);
    let mut findings = Vec::new();
    check(format, package, &Options::new(), &mut findings);
    let checked = spent(|| {
        let mut findings = Vec::new();
        black_box(check(format, package, &Options::new(), &mut findings));
    });
    let is_convertible = formats().iter().any(|of| of.id == format.id);
    let converted = match is_convertible {
        true => {
            let others: Vec<_> = formats().into_iter().filter(|of| of.id != format.id).collect();
            // any other format will do, and every one has its turn
            let abroad = others[input.name.len() % others.len()];
            let (carry, how) = (Carry::Sidecar, How::default());
            written = size(&convert(format, abroad, package, None, carry, &how).package);
            spent(|| {
                let there = convert(format, abroad, package, None, carry, &how);
                let sidecar = there.sidecar.as_ref();
                black_box(convert(abroad, format, &there.package, sidecar, carry, &how));
            })
        }
        false => Spent { time: 1.0, memory: 0.0 },
    };
    Cost { bytes, written, check: checked, findings: findings.len(), convert: converted }
}

fn size(package: &Memory) -> usize {
    (0..package.len()).map(|file| package.read(file).map_or(0, <[u8]>::len)).sum()
}

/// What something costs. The clock of the system goes by milliseconds, so what takes few is done often.
fn spent(run: impl Fn()) -> Spent {
    const LONG_ENOUGH: f64 = 2e7;
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = now();
    run();
    let memory = MEMORY.peak_usage().saturating_sub(before) as f64;
    let mut runs = 1.0;
    while now() - start < LONG_ENOUGH {
        run();
        runs += 1.0;
    }
    Spent { time: (now() - start) / runs, memory }
}

/// Nanoseconds that this process has had a processor for, where the system tells; else those gone by.
fn now() -> f64 {
    thread_local!(static START: Instant = Instant::now());
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|text| text.split(' ').next()?.parse().ok());
    told.unwrap_or_else(|| START.with(|start| start.elapsed().as_nanos() as f64))
}
