"""Makes stats-fixtures.json: values of scipy, scikit-learn and statsmodels that the golden files leave out.

python test/golden/make_stats_fixtures.py
"""
import json
import pathlib

import numpy as np
import scipy
import scipy.stats as st
import sklearn
import sklearn.metrics as m
import statsmodels
from scipy import special

r = np.random.Generator(np.random.PCG64(101))
out = {"made_with": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__}}

zs = [-37, -10, -3.2, -1, -1e-3, 0, 0.5, 2.3, 8]
ps = [1e-300, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999]
ts = [(0.1, 1), (2.5, 3), (12, 7.5), (-3, 40), (9, 1e6), (1.96, 1e6)]
cs = [(0.5, 1), (3.84, 1), (20, 10), (150, 100), (1e6 + 3000, 1e6)]
fs = [(0.3, 2, 5), (4.2, 3, 60), (75, 4, 45), (1.2, 200, 300)]
out["distributions"] = {
    "z": zs, "normal_cdf": st.norm.cdf(zs).tolist(),
    "p": ps, "normal_quantile": st.norm.ppf(ps).tolist(),
    "t": ts, "t_two_sided": [float(2 * st.t.sf(abs(a), d)) for a, d in ts],
    "t_quantile_975": [float(st.t.ppf(.975, d)) for _, d in ts],
    "chi2": cs, "chi2_upper": [float(st.chi2.sf(a, d)) for a, d in cs],
    "chi2_quantile_05": [float(st.chi2.ppf(.05, d)) for _, d in cs],
    "f": fs, "f_upper": [float(st.f.sf(*f)) for f in fs], "f_quantile_95": [float(st.f.ppf(.95, f[1], f[2])) for f in fs],
    "log_gamma": [[x, float(special.gammaln(x))] for x in (0.1, 0.5, 1.5, 3.3, 9.99, 10, 57.5, 1e6)],
    "log_beta": [[a, b, float(special.betaln(a, b))] for a, b in ((.5, .5), (2, 30), (50, 80), (.5, 12))],
}

y = r.integers(0, 2, 60)
p = np.round(np.clip(r.normal(.35 + .25 * y, .2), 0, 1), 1)
pr, rc, _ = m.precision_recall_curve(y, p)
order = np.lexsort((np.arange(60), -p))
out["binary"] = {
    "y": y.tolist(), "p": p.tolist(), "pr_precision": pr.tolist(), "pr_recall": rc.tolist(),
    "roc_auc": m.roc_auc_score(y, p), "average_precision": m.average_precision_score(y, p), "log_loss": m.log_loss(y, p),
    "thresholds": {str(t): m.confusion_matrix(y, p >= t).ravel().tolist() for t in (0, .1, .3, .5, .7, 1)},
}

a = np.round(r.exponential(1, 25), 1); b = np.round(r.exponential(1.6, 18), 1)
out["samples"] = {
    "a": a.tolist(), "b": b.tolist(),
    "mann_whitney": list(map(float, st.mannwhitneyu(a, b, method="asymptotic"))),
    "kendall_ties": list(map(float, st.kendalltau(a[:18], b, method="asymptotic"))),
    "fisher": [[t, float(st.fisher_exact(np.reshape(t, (2, 2))).pvalue)] for t in ([3, 0, 1, 8], [10, 200, 30, 190], [0, 5, 0, 7], [5, 5, 5, 5])],
}
pathlib.Path(__file__).with_name("stats-fixtures.json").write_text(json.dumps(out, indent=0) + "\n")
