"""The checks of spec.py on lazy frames, collected together."""

import polars as pl
from spec import DATES, FILES, REFERENCES, WORDS, path, report

frames = {file: pl.read_csv(path(file), infer_schema=False) for file in FILES}
lazy = {file: frame.lazy() for file, frame in frames.items()}


def duplicates(file):
    return lazy[file].select(n=pl.len() - pl.col("sourcedId").n_unique())


def dangling(file, column, target, is_list):
    ids = pl.col(column).str.split(",").explode() if is_list else pl.col(column)
    of = lazy[file].filter(pl.col(column).is_not_null()).select(id=ids)
    return of.join(lazy[target], left_on="id", right_on="sourcedId", how="anti").select(n=pl.len())


def bad_dates(file, column):
    is_date = pl.col(column).str.to_date("%Y-%m-%d", strict=False).is_not_null()
    return lazy[file].select(n=(pl.col(column).is_not_null() & ~is_date).sum())


def bad_words(file, column, words):
    return lazy[file].select(n=(~pl.col(column).is_in(words)).sum())


groups = [
    [duplicates(file) for file in FILES],
    [dangling(*reference) for reference in REFERENCES],
    [bad_dates(*date) for date in DATES],
    [bad_words(*word) for word in WORDS],
]
found = iter(pl.collect_all([query for group in groups for query in group]))
report(*(sum(next(found).item() for _ in group) for group in groups))
