//! Reading: rows and sheets beside a pass of the `csv` crate, in one run.

use std::{hint::black_box, time::Duration};

use benches::{Quotes, enrollments, students};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use roster_core::{Record, Rows, Sheet};
use sds_model::v1::Student;

fn tokenise(c: &mut Criterion) {
    let files = [
        ("enrollments", enrollments(100_000, Quotes::Needed)),
        ("enrollments quoted", enrollments(100_000, Quotes::Everywhere)),
        ("students", students(50_000, Quotes::Needed)),
        ("students quoted", students(50_000, Quotes::Everywhere)),
    ];
    for (name, bytes) in &files {
        let mut group = c.benchmark_group(format!("tokenise {name}"));
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.sample_size(20).measurement_time(Duration::from_secs(2));
        group.bench_function("csv::ByteRecord", |b| b.iter(|| cells_of_csv(bytes)));
        group.bench_function("Rows", |b| b.iter(|| cells(bytes)));
        group.bench_function("Sheet", |b| b.iter(|| Sheet::parse(black_box(bytes)).len()));
        group.finish();
        assert_eq!(cells(bytes), cells_of_csv(bytes), "both read the same");
    }
}

fn records(c: &mut Criterion) {
    let bytes = students(50_000, Quotes::Needed);
    let mut group = c.benchmark_group("records");
    group.throughput(Throughput::Elements(50_000));
    group.sample_size(20).measurement_time(Duration::from_secs(2));
    group.bench_function("csv::ByteRecord", |b| b.iter(|| cells_of_csv(&bytes)));
    group.bench_function("Student", |b| {
        b.iter(|| {
            let sheet = Sheet::parse(black_box(&bytes));
            Student::rows(&sheet).filter(|student| student.grade.text() == Some("09")).count()
        });
    });
    group.finish();
}

/// How many cells there are, and how long they are together.
fn cells(bytes: &[u8]) -> (usize, usize) {
    let mut rows = Rows::new(black_box(bytes));
    let mut sum = (0, 0);
    while let Some(row) = rows.next_row(&mut |_| {}) {
        for i in 0..row.len() {
            sum = (sum.0 + 1, sum.1 + row.cell(i).map_or(0, |cell| cell.len()));
        }
    }
    sum
}

fn cells_of_csv(bytes: &[u8]) -> (usize, usize) {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(black_box(bytes));
    let mut record = csv::ByteRecord::new();
    let mut sum = (0, 0);
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        sum = (sum.0 + record.len(), sum.1 + record.as_slice().len());
    }
    sum
}

criterion_group!(benches, tokenise, records);
criterion_main!(benches);
