"""Makes profile-pandas.json: what pandas and numpy say of the columns of some real tables.

SIGHTGLASS_DATA=../shared/data python test/golden/make_profile_fixtures.py
"""
import json
import os
import pathlib

import numpy as np
import pandas as pd

data = pathlib.Path(os.environ.get("SIGHTGLASS_DATA", "../shared/data"))
files = {
    "telco-churn/Telco-Customer-Churn.csv": {"na_values": [" "]},
    "california-housing/housing.csv": {},
    "online-shoppers/online_shoppers_intention.csv": {"sep": ";"},
    "air-quality/AirQualityUCI.csv": {"sep": ";", "decimal": ","},
    "credit-default/UCI_Credit_Card.csv": {},
}
shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
out = {}
for name, options in files.items():
    table = pd.read_csv(data / name, **options)
    table = table.loc[:, ~table.columns.str.startswith("Unnamed")]
    columns = {}
    for column in table:
        cells = table[column]
        facts = {"missing": int(cells.isna().sum()), "distinct": int(cells.nunique())}
        if cells.dtype.kind in "if":
            v = cells.dropna().astype(float)
            facts |= {"mean": float(v.mean()), "sd": float(v.std()), "zeros": int((v == 0).sum())}
            facts["quantiles"] = [float(q) for q in np.quantile(v, shares)]
        columns[column] = facts
    out[name] = {"rows": len(table), "duplicates": int(table.duplicated().sum()), "columns": columns}
path = pathlib.Path(__file__).with_name("profile-pandas.json")
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
