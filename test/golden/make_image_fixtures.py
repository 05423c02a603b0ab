"""Reference values of the image lens: scikit-learn's multinomial logistic regression, statsmodels' intervals of a share
and of the ratio of two, and what a test means by Bayes' rule.

    python make_image_fixtures.py    (scikit-learn 1.5 or later, statsmodels 0.14 or later)
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

HERE = Path(__file__).parent


def softmax():
    rng = np.random.default_rng(7)
    n, d = 120, 9
    x = np.round(rng.normal(size=(n, d)), 3).astype(np.float32).astype(float)
    scores = x @ rng.normal(size=(d, 3)) + rng.normal(size=(n, 3)) * 2
    codes = scores.argmax(1)
    weights = np.round(rng.uniform(0.2, 3, n), 2)
    fits = []
    for penalty in (0.5, 20.0):
        for weighted in (False, True):
            model = LogisticRegression(C=1 / penalty, tol=1e-12, max_iter=100_000)
            model.fit(x, codes, sample_weight=weights if weighted else None)
            fits.append(
                {
                    "penalty": penalty,
                    "weighted": weighted,
                    "slopes": model.coef_.ravel().tolist(),
                    "intercepts": (model.intercept_ - model.intercept_.mean()).tolist(),
                }
            )
    return {"x": x.tolist(), "codes": codes.tolist(), "weights": weights.tolist(), "fits": fits}


def predictive(found, positives, cleared, negatives, prevalence):
    """PPV and NPV by Bayes' rule; 95 % intervals from those of the two likelihood ratios."""
    se, sp = found / positives, cleared / negatives
    ppv = se * prevalence / (se * prevalence + (1 - sp) * (1 - prevalence))
    npv = sp * (1 - prevalence) / (sp * (1 - prevalence) + (1 - se) * prevalence)
    ratio = lambda *counts: np.array(confint_proportions_2indep(*counts, compare="ratio", method="score"))
    of_yes = ratio(found, positives, negatives - cleared, negatives) * prevalence / (1 - prevalence)
    of_no = ratio(cleared, negatives, positives - found, positives) * (1 - prevalence) / prevalence
    return {"ppv": [ppv, *(of_yes / (1 + of_yes))], "npv": [npv, *(of_no / (1 + of_no))]}


def clinical():
    shares = []
    for part, whole in ((0, 12), (12, 12), (7, 12), (88, 100), (951, 1000), (1, 3)):
        low, high = proportion_confint(part, whole, method="wilson")
        shares.append({"part": part, "whole": whole, "value": part / whole, "low": low, "high": high})
    cases = []
    for counts in ((45, 50, 90, 100), (20, 40, 198, 200), (9, 12, 30, 40)):
        for prevalence in (0.5, 0.1, 0.004):
            found, positives, cleared, negatives = counts
            cases.append(
                {
                    "found": found,
                    "positives": positives,
                    "cleared": cleared,
                    "negatives": negatives,
                    "prevalence": prevalence,
                    **predictive(*counts, prevalence),
                }
            )
    return {"shares": shares, "predictive": cases}


for name, values in (("softmax", softmax()), ("clinical", clinical())):
    (HERE / f"{name}.json").write_text(json.dumps(values, indent=1) + "\n")
