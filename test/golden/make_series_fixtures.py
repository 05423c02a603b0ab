"""STL and MSTL of statsmodels, for test/series/decompose.test.ts. Writes series.json beside this file.

python make_series_fixtures.py        (pandas, numpy, statsmodels 0.14 or later)
"""

import json
from pathlib import Path

import numpy as np
from statsmodels.tsa.seasonal import MSTL, STL

rng = np.random.default_rng(20261124)


def monthly(n, spikes):
    t = np.arange(n)
    y = 50 + 0.3 * t + 12 * np.sin(2 * np.pi * t / 12) + 4 * np.cos(4 * np.pi * t / 12) + rng.normal(0, 2, n)
    for at in spikes:
        y[at] += 60
    return np.round(y, 4)


def hourly(n):
    t = np.arange(n)
    y = 100 + 0.02 * t + 15 * np.sin(2 * np.pi * t / 24) + 9 * (t // 24 % 7 > 4) + rng.normal(0, 3, n)
    return np.round(y, 4)


def parts(fit):
    return {
        "trend": np.asarray(fit.trend).tolist(),
        "seasons": np.atleast_2d(np.asarray(fit.seasonal).T).tolist(),
    }


def jumps(period, seasonal, jump):
    def odd(x):
        x = int(np.ceil(x))
        return x + 1 if x % 2 == 0 else x

    trend, low = odd(1.5 * period / (1 - 1.5 / seasonal)), odd(period + 1)
    return {
        "seasonal_jump": int(np.ceil(seasonal / jump)),
        "trend_jump": int(np.ceil(trend / jump)),
        "low_pass_jump": int(np.ceil(low / jump)),
    }


plain, spiked, short, two = monthly(120, []), monthly(100, [30, 77]), monthly(26, []), hourly(24 * 7 * 3 + 5)
cases = [
    {"name": "STL", "values": plain, "periods": [12], "robust": False, "jump": 1,
     "fit": STL(plain, period=12, seasonal=11).fit()},
    {"name": "robust STL with outliers", "values": spiked, "periods": [12], "robust": True, "jump": 1,
     "fit": STL(spiked, period=12, seasonal=11, robust=True).fit()},
    {"name": "STL of two years", "values": short, "periods": [12], "robust": False, "jump": 1,
     "fit": STL(short, period=12, seasonal=11).fit()},
    {"name": "STL at every few values", "values": plain, "periods": [12], "robust": False, "jump": 5,
     "fit": STL(plain, period=12, seasonal=11, **jumps(12, 11, 5)).fit()},
    {"name": "MSTL of day and week", "values": two, "periods": [24, 168], "robust": False, "jump": 1,
     "fit": MSTL(two, periods=(24, 168)).fit()},
    {"name": "robust MSTL of day and week", "values": two, "periods": [24, 168], "robust": True, "jump": 1,
     "fit": MSTL(two, periods=(24, 168), stl_kwargs={"robust": True}).fit()},
]  # fmt: skip
out = [{**case, "values": case["values"].tolist(), **parts(case["fit"])} for case in cases]
for case in out:
    del case["fit"]
    for key in ("trend", "seasons"):
        case[key] = np.round(np.asarray(case[key]), 10).tolist()
Path(__file__).with_name("series.json").write_text(json.dumps(out))
