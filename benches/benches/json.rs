//! Collections in JSON: read as objects and as rows, checked and converted, beside plain
//! `serde_json` into a `Value`.

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use oneroster_model::json::{Binding, Document, v1p1, v1p2};
use roster_core::{Memory, Options, Source, check, generate::District};
use roster_mapping::{Carry, convert, cross};

/// Enough for a second or two in all, and more than any cache holds.
const STUDENTS: u64 = 2000;

fn package(binding: &Binding) -> Memory {
    let csv = District::new(binding.csv, STUDENTS, 1).package();
    cross(binding.csv, binding.format, &csv, &roster_mapping::Options::default()).package
}

fn files(package: &Memory) -> impl Iterator<Item = &[u8]> {
    (0..package.len()).map(|file| package.read(file).expect("in memory"))
}

/// How many objects there are.
fn values(package: &Memory) -> usize {
    let read = |bytes| -> serde_json::Value { serde_json::from_slice(bytes).expect("JSON") };
    let lists = files(package).map(|bytes| read(bytes).as_object().map(list).unwrap_or_default());
    lists.sum()
}

fn list(document: &serde_json::Map<String, serde_json::Value>) -> usize {
    document.values().filter_map(|value| value.as_array()).map(Vec::len).sum()
}

fn objects(binding: &'static Binding, package: &Memory) -> usize {
    let of = |file: usize| {
        let collection = binding.collection(package.name(file)).expect("a collection");
        let bytes = package.read(file).expect("in memory");
        Document::read(binding, collection.key, bytes).expect("a document").items().len()
    };
    (0..package.len()).map(of).sum()
}

fn json(c: &mut Criterion) {
    for binding in [&v1p1::BINDING, &v1p2::BINDING] {
        let (format, csv) = (binding.format, binding.csv);
        let package = package(binding);
        assert_eq!(objects(binding, &package), values(&package), "both read the same");
        let mut group = c.benchmark_group(format!("json/{}", format.id));
        let bytes = files(&package).map(|bytes| bytes.len() as u64).sum();
        group.throughput(Throughput::ElementsAndBytes { elements: values(&package) as u64, bytes });
        group.sample_size(10).measurement_time(Duration::from_secs(2));
        group.bench_function("serde_json::Value", |b| b.iter(|| values(black_box(&package))));
        group.bench_function("Document", |b| b.iter(|| objects(binding, black_box(&package))));
        group.bench_function("rows", |b| b.iter(|| binding.rows_of(black_box(&package)).len()));
        group.bench_function("check", |b| {
            b.iter(|| check(format, black_box(&package), &Options::new(), &mut Vec::new()).totals);
        });
        let options = roster_mapping::Options::default();
        let there = convert(format, csv, &package, None, Carry::Sidecar, &options);
        group.bench_function("to CSV", |b| {
            b.iter(|| convert(format, csv, black_box(&package), None, Carry::Sidecar, &options));
        });
        group.bench_function("and back", |b| {
            let sidecar = there.sidecar.as_ref();
            let abroad = black_box(&there.package);
            b.iter(|| convert(csv, format, abroad, sidecar, Carry::Sidecar, &options));
        });
        group.finish();
    }
}

criterion_group!(benches, json);
criterion_main!(benches);
