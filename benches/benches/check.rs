//! Checking packages, beside reading them and beside a validator written in an afternoon.

use std::{hint::black_box, time::Duration};

use benches::{
    data::{CRAFTED, CRAFTED_ROWS, DRESSES, package, rows as rows_of, size, sizes, students},
    findings,
    rivals::{all_cells, cells_of_csv, structs::owned, validate},
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use roster_core::Options;

fn check(c: &mut Criterion) {
    for rows in sizes() {
        let crafted = CRAFTED.into_iter().filter(|_| rows <= 100_000);
        for (dress, of) in DRESSES.into_iter().chain(crafted) {
            let rows = if DRESSES.contains(&(dress, of)) { rows } else { rows.min(CRAFTED_ROWS) };
            let package = package(students(rows), of);
            let mut group = c.benchmark_group(format!("check/{dress} {rows}"));
            let (elements, bytes) = (rows_of(&package), size(&package));
            group.throughput(Throughput::ElementsAndBytes { elements, bytes });
            group.sample_size(10).measurement_time(Duration::from_secs(2));
            group.bench_function("csv::ByteRecord, no check", |b| {
                b.iter(|| all_cells(black_box(&package), cells_of_csv));
            });
            group.bench_function("serde, owned, no check", |b| {
                b.iter(|| owned(black_box(&package)))
            });
            group.bench_function("serde and HashSet<String>, a part of the checks", |b| {
                b.iter(|| validate(black_box(&package)));
            });
            group.bench_function("check, the specification's rules", |b| {
                b.iter(|| findings(black_box(&package), &Options::new().no_lints()));
            });
            group.bench_function("check, all lints", |b| {
                b.iter(|| findings(black_box(&package), &Options::new()));
            });
            group.finish();
        }
    }
}

criterion_group!(benches, check);
criterion_main!(benches);
