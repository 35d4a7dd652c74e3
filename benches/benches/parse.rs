//! Reading and writing files, beside what others do it with, in one run.

use std::{hint::black_box, time::Duration};

use benches::{
    data::{DRESSES, Dress, file, package, sizes, students},
    rivals::{
        cells, cells_of_csv,
        structs::{Enrollment, read},
    },
};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use oneroster_model::v1p1;
use roster_core::{Record, Sheet};

fn group<'c>(c: &'c mut Criterion, name: String, bytes: &[u8]) -> BenchmarkGroup<'c, WallTime> {
    let mut group = c.benchmark_group(name);
    let elements = bytes.iter().filter(|b| **b == b'\n').count() as u64;
    group.throughput(Throughput::ElementsAndBytes { elements, bytes: bytes.len() as u64 });
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    group
}

fn tokenise(c: &mut Criterion) {
    for rows in sizes() {
        for (dress, of) in DRESSES {
            let package = package(students(rows), of);
            for name in ["enrollments.csv", "users.csv"] {
                let bytes = file(&package, name);
                assert_eq!(cells(bytes), cells_of_csv(bytes), "both read the same");
                let mut group = group(c, format!("tokenise/{name} {dress} {rows}"), bytes);
                group.bench_function("csv::ByteRecord", |b| {
                    b.iter(|| cells_of_csv(black_box(bytes)));
                });
                group.bench_function("Rows", |b| b.iter(|| cells(black_box(bytes))));
                group.bench_function("Sheet", |b| b.iter(|| Sheet::parse(black_box(bytes)).len()));
                group.finish();
            }
        }
    }
}

fn records(c: &mut Criterion) {
    for rows in sizes() {
        let package = package(students(rows), Dress::YARDSTICK);
        let bytes = file(&package, "enrollments.csv");
        let mut group = group(c, format!("records/enrollments.csv {rows}"), bytes);
        group.bench_function("csv::ByteRecord", |b| b.iter(|| cells_of_csv(black_box(bytes))));
        group.bench_function("serde, owned", |b| {
            b.iter(|| read::<Enrollment>(black_box(bytes)).map(black_box).count());
        });
        group.bench_function("Enrollment", |b| {
            b.iter(|| {
                let sheet = Sheet::parse(black_box(bytes));
                v1p1::Enrollment::rows(&sheet).map(black_box).count()
            });
        });
        group.finish();
    }
}

fn write(c: &mut Criterion) {
    for rows in sizes() {
        let package = package(students(rows), Dress::YARDSTICK);
        let bytes = file(&package, "enrollments.csv");
        let sheet = Sheet::parse(bytes);
        let mut edited = sheet.clone();
        for row in (1..sheet.len()).step_by(100) {
            edited.set(row, 6, "teacher").expect("a cell");
        }
        let records: Vec<csv::ByteRecord> = csv::Reader::from_reader(bytes)
            .into_byte_records()
            .map(|record| record.expect("a row"))
            .collect();
        let mut group = group(c, format!("write/enrollments.csv {rows}"), bytes);
        group.bench_function("copy", |b| b.iter(|| black_box(bytes).to_vec()));
        group.bench_function("csv::Writer", |b| {
            b.iter(|| {
                let mut writer = csv::Writer::from_writer(Vec::with_capacity(bytes.len()));
                for record in &records {
                    writer.write_byte_record(record).expect("memory");
                }
                writer.into_inner().expect("memory")
            });
        });
        group.bench_function("Sheet", |b| b.iter(|| black_box(&sheet).write()));
        group.bench_function("Sheet, a cell in a hundred rows edited", |b| {
            b.iter(|| black_box(&edited).write());
        });
        group.finish();
    }
}

criterion_group!(benches, tokenise, records, write);
criterion_main!(benches);
