"""The peers' side of bench/ingest.mjs: reads the file into typed columns, and says what is in it."""
from peer import serve, timed


def pandas(request, **options):
    import pandas as pd
    table, times = timed(lambda: pd.read_csv(request['path'], **options))
    return dict(
        times, rows=len(table), spend=float(table['spend'].sum()), missing=int(table['visits'].isna().sum()),
        countries=int(table['country'].nunique()),
    )


def polars(request):
    import polars as pl
    table, times = timed(lambda: pl.read_csv(request['path'], try_parse_dates=True))
    return dict(
        times, rows=table.height, spend=table['spend'].sum(), missing=table['visits'].null_count(),
        countries=table['country'].n_unique(),
    )


def duckdb(request):
    import duckdb
    db = duckdb.connect()
    _, times = timed(lambda: db.execute('create table t as select * from read_csv(?)', [request['path']]))
    rows, spend, missing, countries = db.execute(
        'select count(*), sum(spend), count(*) - count(visits), count(distinct country) from t').fetchone()
    return dict(times, rows=rows, spend=spend, missing=missing, countries=countries)


serve({
    'pandas': pandas,
    'pandas-dates': lambda request: pandas(request, parse_dates=['ordered_at', 'signup']),
    'polars': polars,
    'duckdb': duckdb,
})
