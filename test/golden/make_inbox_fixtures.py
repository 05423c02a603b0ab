"""Reference values for test/text-inbox: numpy's SVD and scipy's exact binomial test and interval.

    python test/golden/make_inbox_fixtures.py > test/golden/inbox.json
"""
import json

import numpy as np
from scipy.stats import binomtest

ROWS, COLUMNS, RANK = 60, 30, 5


def svd():
    random = np.random.default_rng(4)
    left, right = random.normal(size=(ROWS, 8)), random.normal(size=(8, COLUMNS))
    matrix = (left * (2.0 ** -np.arange(8))) @ right + 0.02 * random.normal(size=(ROWS, COLUMNS))
    matrix[random.random((ROWS, COLUMNS)) < 0.6] = 0
    # Multiples of 1/1024, so that 32 bits hold them exactly.
    matrix = np.round(matrix * 1024) / 1024
    _, values, directions = np.linalg.svd(matrix, full_matrices=False)
    entries = [[int(i), int(j), float(matrix[i, j])] for i, j in zip(*np.nonzero(matrix))]
    return {
        "rows": ROWS,
        "columns": COLUMNS,
        "entries": entries,
        "singularValues": values[:RANK].tolist(),
        "directions": directions[:RANK].tolist(),
    }


def rates():
    cases = []
    for first, second, early, late in [(10, 25, 1, 1), (0, 7, 1, 1), (5, 0, 1, 1), (40, 44, 100, 120), (3, 300, 2, 1)]:
        share = late / (early + late)
        test = binomtest(second, first + second, share)
        interval = test.proportion_ci(0.95, "exact")
        scale = early / late
        odds = lambda p: None if p == 1 else p / (1 - p) * scale
        smaller = min(
            binomtest(second, first + second, share, alternative="less").pvalue,
            binomtest(second, first + second, share, alternative="greater").pvalue,
        )
        cases.append(
            {
                "counts": [first, second],
                "exposures": [early, late],
                "low": odds(interval.low),
                "high": odds(interval.high),
                "pValue": min(1.0, 2 * smaller),
            }
        )
    return cases


print(json.dumps({"svd": svd(), "rates": rates()}))
