"""The checks of spec.py on data frames of pandas."""

import pandas as pd
from spec import DATES, FILES, REFERENCES, WORDS, path, report

frames = {file: pd.read_csv(path(file), dtype=str, keep_default_na=False) for file in FILES}


def dangling(file, column, target, is_list):
    ids = frames[file][column]
    ids = ids[ids != ""]
    if is_list:
        ids = ids.str.split(",").explode()
    return (~ids.isin(frames[target]["sourcedId"])).sum()


def bad_dates(file, column):
    dates = frames[file][column]
    dates = dates[dates != ""]
    return pd.to_datetime(dates, format="%Y-%m-%d", errors="coerce").isna().sum()


report(
    sum(frame["sourcedId"].duplicated().sum() for frame in frames.values()),
    sum(dangling(*reference) for reference in REFERENCES),
    sum(bad_dates(*date) for date in DATES),
    sum((~frames[file][column].isin(words)).sum() for file, column, words in WORDS),
)
