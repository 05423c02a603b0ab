"""Makes linear-fixtures.json: weighted, multinomial and ill-conditioned fits of statsmodels and scikit-learn.

python test/golden/make_linear_fixtures.py
"""
import json
import pathlib

import numpy as np
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression, Ridge
from statsmodels.datasets import longley

out = {"made_with": {"numpy": np.__version__, "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__}}

data = longley.load_pandas()
out["longley"] = {"columns": list(data.exog.columns), "X": data.exog.values.tolist(), "y": data.endog.tolist()}

r = np.random.Generator(np.random.PCG64(303))
n = 90
X = np.round(r.normal(size=(n, 3)) * [1, 4, .2] + [0, 10, -3], 3)
y = np.round(2 + X @ [1, -.5, 3] + r.normal(size=n), 3)
w = np.round(r.exponential(1, n), 2)
wls = sm.WLS(y, sm.add_constant(X), weights=w).fit()
ridge = Ridge(alpha=5.0).fit(X, y, sample_weight=w)
b = (r.random(n) < 1 / (1 + np.exp(-(X[:, 0] - .3 * (X[:, 1] - 10))))).astype(int)
binary = LogisticRegression(C=.5, tol=1e-12, max_iter=100000).fit(X, b, sample_weight=w)
c = np.argmax(np.c_[X[:, 0], .2 * (X[:, 1] - 10), 4 * (X[:, 2] + 3)] + r.gumbel(size=(n, 3)), 1)
multi = LogisticRegression(C=2.0, tol=1e-12, max_iter=100000).fit(X, c)
wide = np.round(r.normal(size=(12, 30)), 3)
wide_y = np.round(wide[:, 0] - wide[:, 7] + .1 * r.normal(size=12), 3)
wide_ridge = Ridge(alpha=.7, solver="svd").fit(wide, wide_y)
out["weighted"] = {
    "X": X.tolist(), "y": y.tolist(), "w": w.tolist(), "b": b.tolist(), "c": c.tolist(),
    "wls": wls.params.tolist(), "ridge5": [float(ridge.intercept_), *ridge.coef_.tolist()],
    "logistic_C05": [float(binary.intercept_[0]), *binary.coef_[0].tolist()],
    "multinomial_C2": {"intercept": multi.intercept_.tolist(), "coef": multi.coef_.tolist(), "p0": multi.predict_proba(X[:1])[0].tolist()},
}
out["wide"] = {"X": wide.tolist(), "y": wide_y.tolist(), "ridge07": [float(wide_ridge.intercept_), *wide_ridge.coef_.tolist()]}
pathlib.Path(__file__).with_name("linear-fixtures.json").write_text(json.dumps(out) + "\n")
