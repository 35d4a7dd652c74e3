"""The checks of spec.py as SQL."""

import duckdb
from spec import DATES, FILES, REFERENCES, WORDS, path, report

db = duckdb.connect(config={"threads": 2})
for file in FILES:
    db.execute(f"CREATE TABLE {file} AS FROM read_csv('{path(file)}', all_varchar=true, header=true)")


def total(queries):
    return sum(db.execute(query).fetchone()[0] for query in queries)


def dangling(file, column, target, is_list):
    ids = f"unnest(string_split({column}, ','))" if is_list else column
    return f"""
        SELECT count(*) FROM (SELECT {ids} AS id FROM {file} WHERE {column} IS NOT NULL) of
        ANTI JOIN {target} ON of.id = {target}.sourcedId
    """


report(
    total(f"SELECT count(sourcedId) - count(DISTINCT sourcedId) FROM {file}" for file in FILES),
    total(dangling(*reference) for reference in REFERENCES),
    total(
        f"SELECT count(*) FROM {file} WHERE {column} IS NOT NULL"
        f" AND try_strptime({column}, '%Y-%m-%d') IS NULL"
        for file, column in DATES
    ),
    total(
        f"SELECT count(*) FROM {file} WHERE {column} NOT IN ({', '.join(map(repr, words))})"
        for file, column, words in WORDS
    ),
)
