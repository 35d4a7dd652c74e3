//! Converting packages there and back, beside reading them.

use std::{hint::black_box, time::Duration};

use benches::{
    data::{Dress, package, rows as rows_of, size, sizes, students},
    rivals::{all_cells, cells_of_csv},
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use oneroster_model::{v1p1, v1p2};
use roster_mapping::{Carry, Options, convert};
use sds_model::v1;

fn convert_there_and_back(c: &mut Criterion) {
    for rows in sizes().into_iter().filter(|rows| *rows <= 100_000) {
        let home = package(students(rows), Dress::YARDSTICK);
        for abroad in [&v1p2::FORMAT, &v1::FORMAT] {
            let options = Options::default();
            let there = convert(&v1p1::FORMAT, abroad, &home, None, Carry::Sidecar, &options);
            let back = || {
                let sidecar = there.sidecar.as_ref();
                let package = black_box(&there.package);
                convert(abroad, &v1p1::FORMAT, package, sidecar, Carry::Sidecar, &options)
            };
            assert!(back().package == home, "there and back, all is as it was");
            let mut group = c.benchmark_group(format!("convert/{} {rows}", abroad.id));
            let (elements, bytes) = (rows_of(&home), size(&home));
            group.throughput(Throughput::ElementsAndBytes { elements, bytes });
            group.sample_size(10).measurement_time(Duration::from_secs(2));
            group.bench_function("csv::ByteRecord, read only", |b| {
                b.iter(|| all_cells(black_box(&home), cells_of_csv));
            });
            group.bench_function("there", |b| {
                let home = black_box(&home);
                b.iter(|| convert(&v1p1::FORMAT, abroad, home, None, Carry::Sidecar, &options));
            });
            group.bench_function("back", |b| b.iter(back));
            group.finish();
        }
    }
}

criterion_group!(benches, convert_there_and_back);
criterion_main!(benches);
