"""Makes boost-fixtures.json: single trees and boosted trees by scikit-learn and LightGBM, for test/boost.

Columns have few distinct values, so that bins are exact everywhere. Run: python make_boost_fixtures.py
"""
import json
from pathlib import Path

import lightgbm as lgb
import numpy as np
import sklearn
from sklearn.tree import DecisionTreeRegressor

rng = np.random.Generator(np.random.PCG64(17))
N = 600
x = np.column_stack([rng.integers(0, 40, N), rng.integers(-30, 30, N), rng.integers(0, 9, N)]).astype(float)
level = rng.integers(0, 12, N)
effect = rng.normal(0, 2, 12)
score = 0.1 * x[:, 0] - 0.002 * x[:, 1] ** 2 + 0.3 * x[:, 2] * (x[:, 0] > 20) - 2
y = np.round(score + rng.normal(0, 0.7, N), 3)
y_levels = np.round(effect[level] + 0.05 * x[:, 0] + rng.normal(0, 0.7, N), 3)
holes = x.copy()
holes[rng.random(N) < 0.15, 0] = np.nan
holes[(x[:, 1] > 10) & (rng.random(N) < 0.5), 1] = np.nan
yes = (rng.random(N) < 1 / (1 + np.exp(-2 * score - 1.5 * np.isnan(holes[:, 1])))).astype(int)
kind = np.where(y < np.quantile(y, 0.4), 0, np.where(x[:, 2] > 5, 1, 2))

tree = DecisionTreeRegressor(max_leaf_nodes=9, min_samples_leaf=7, random_state=0).fit(x, y)
COMMON = dict(
    num_leaves=7, learning_rate=0.2, lambda_l2=1.5, min_sum_hessian_in_leaf=4, min_data_in_bin=1, verbosity=-1,
    num_threads=1, deterministic=True, force_col_wise=True, feature_pre_filter=False,
)


def boosted(features, target, rounds, categorical='auto', **params):
    data = lgb.Dataset(features, target, categorical_feature=categorical, params=dict(min_data_in_bin=1, max_bin=255))
    return lgb.train({**COMMON, **params}, data, rounds).predict(features)


with_level = np.column_stack([x[:, :1], level])
out = dict(
    madeWith=dict(sklearn=sklearn.__version__, lightgbm=lgb.__version__, numpy=np.__version__),
    input=dict(
        x=x.tolist(), y=y.tolist(), level=level.tolist(), yLevels=y_levels.tolist(),
        holes=[[None if np.isnan(v) else v for v in row] for row in holes], yes=yes.tolist(), kind=kind.tolist(),
    ),
    expected=dict(
        singleTree=tree.predict(x).tolist(),
        regression=boosted(x, y, 15, objective='regression', min_data_in_leaf=7).tolist(),
        l1=boosted(x, y, 15, objective='regression', min_data_in_leaf=7, lambda_l1=3.0).tolist(),
        binary=boosted(holes, yes, 15, objective='binary', min_data_in_leaf=1).tolist(),
        multiclass=boosted(x, kind, 8, objective='multiclass', num_class=3, min_data_in_leaf=1).tolist(),
        levels=boosted(
            with_level, y_levels, 10, categorical=[1], objective='regression', min_data_in_leaf=7,
            min_data_per_group=20, cat_smooth=10, cat_l2=10,
        ).tolist(),
    ),
)
Path(__file__).with_name('boost-fixtures.json').write_text(json.dumps(out))
