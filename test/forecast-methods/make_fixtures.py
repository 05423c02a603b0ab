"""Makes fixtures.json: statsmodels' ETS and Theta at given parameters, and methods for intermittent demand.

python test/forecast-methods/make_fixtures.py
"""
import itertools
import json
import pathlib
import warnings

import numpy as np
import pandas as pd
import statsmodels
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel

warnings.simplefilter("ignore")
r = np.random.Generator(np.random.PCG64(11))
N, M, H = 46, 4, 9
t = np.arange(N)
y = np.round((40 + 0.9 * t) * np.array([1.2, 0.9, 0.7, 1.2])[t % M] * np.exp(0.06 * r.standard_normal(N)), 3)
out = {"made_with": {"numpy": np.__version__, "statsmodels": statsmodels.__version__}, "values": y.tolist(), "horizon": H}

ADD, MUL = [9.5, -4.25, -12.0, 6.75], [1.22, 0.91, 0.68, 1.19]
ALPHA, BETA, GAMMA, PHI, LEVEL, SLOPE = 0.31, 0.07, 0.23, 0.93, 41.5, 0.8


def ets(error, trend, season):
    """Fitted values, forecasts, log likelihood and (additive models) forecast variance at fixed parameters."""
    states = {"N": [], "A": ADD, "M": MUL}[season]
    model = ETSModel(
        pd.Series(y), error={"A": "add", "M": "mul"}[error], trend=None if trend == "N" else "add",
        damped_trend=trend == "Ad", seasonal={"N": None, "A": "add", "M": "mul"}[season],
        seasonal_periods=None if season == "N" else M, initialization_method="known", initial_level=LEVEL,
        initial_trend=None if trend == "N" else SLOPE, initial_seasonal=None if season == "N" else states)
    params = {"smoothing_level": ALPHA, "smoothing_trend": BETA, "smoothing_seasonal": GAMMA, "damping_trend": PHI}
    names = [n for n in model.param_names if n in params]
    with model.fix_params({n: params[n] for n in names}):
        fit = model.fit(disp=False)
    result = {"error": error, "trend": trend, "season": season, "fitted": fit.fittedvalues.tolist(),
              "forecast": fit.forecast(H).tolist(), "log_likelihood": float(fit.llf)}
    if error == "A" and season != "M":
        prediction = fit.get_prediction(start=N, end=N + H - 1, method="exact")
        result["variance"] = (prediction.forecast_variance).tolist()
    return result


out["ets"] = {"alpha": ALPHA, "beta": BETA, "gamma": GAMMA, "phi": PHI, "level": LEVEL, "slope": SLOPE, "additive": ADD,
              "multiplicative": MUL, "period": M,
              "models": [ets(*s) for s in itertools.product("AM", ["N", "A", "Ad"], "NAM")]}


def best(error, trend, season):
    """Log likelihood that statsmodels' own search reaches."""
    fit = ETSModel(pd.Series(y), error={"A": "add", "M": "mul"}[error], trend=None if trend == "N" else "add",
                   damped_trend=trend == "Ad", seasonal={"N": None, "A": "add", "M": "mul"}[season],
                   seasonal_periods=None if season == "N" else M).fit(disp=False)
    return {"error": error, "trend": trend, "season": season, "log_likelihood": float(fit.llf)}


out["ets_best"] = [best(*s) for s in itertools.product("AM", ["N", "A", "Ad"], "NAM") if s[0] == "M" or s[2] != "M"]


def theta(values, method, theta=2.0):
    fit = ThetaModel(pd.Series(values), period=M, deseasonalize=method is not None, use_test=False,
                     method=method or "auto").fit()
    return {"method": method, "theta": theta, "values": list(values), "alpha": float(fit.params["alpha"]),
            "slope": float(fit.params["b0"]), "forecast": fit.forecast(H, theta=theta).tolist()}


free = np.round(50 + np.cumsum(0.4 + r.standard_normal(N)), 3)
below = np.round(y - 60, 3)
out["theta"] = [theta(y, "mul"), theta(y, "mul", 3.0), theta(below, "add"), theta(free, None)]


def dynamic_theta(values, first, alpha, theta, h):
    """Fiorucci et al. 2016, written out step by step."""
    v = list(values)
    level, mean, a, b, squares = first, 0.0, 0.0, 0.0, 0.0
    ahead = []
    for i in range(1, len(values) + h + 1):
        mu = level + (1 - 1 / theta) * ((1 - alpha) ** (i - 1) * a + (1 - (1 - alpha) ** i) / alpha * b)
        if i > len(values):
            v.append(mu)
            ahead.append(mu)
        elif i > 2:
            squares += (v[i - 1] - mu) ** 2
        x = v[i - 1]
        level = alpha * x + (1 - alpha) * level
        # The line by least squares over all values so far, and not by its recursion.
        k = np.arange(1, i + 1)
        b, c = np.polyfit(k, v[:i], 1) if i > 1 else (0.0, x)
        a = c
    return {"values": list(values), "first": first, "alpha": alpha, "theta": theta, "forecast": ahead, "squares": squares}


out["dynamic_theta"] = [dynamic_theta(free, 49.0, 0.4, 2.5, H), dynamic_theta(free, 50.5, 0.15, 1.0, H)]


def demand(values, alpha, beta):
    """Croston 1972 from the lists of sizes and gaps, and Teunter et al. 2011 point by point."""
    at = np.flatnonzero(values)
    sizes, gaps = values[at], np.diff(np.r_[-1, at])
    smooth = lambda xs: float(pd.Series(xs).ewm(alpha=alpha, adjust=False).mean().iloc[-1])
    rate = smooth(sizes) / smooth(gaps)
    size, chance = float(values[at[0]]), 1 / (at[0] + 1)
    for value in values[at[0] + 1:]:
        chance = chance + beta * (float(value > 0) - chance)
        size = size + alpha * (value - size) if value > 0 else size
    return {"values": values.tolist(), "alpha": alpha, "beta": beta, "croston": rate, "sba": (1 - alpha / 2) * rate,
            "tsb": chance * size}


lumps = np.where(r.random(40) < 0.35, r.poisson(6, 40) + 1, 0).astype(float)
late = np.r_[np.zeros(7), lumps[:20], np.zeros(6)]
out["demand"] = [demand(lumps, 0.1, 0.1), demand(lumps, 0.3, 0.05), demand(late, 0.2, 0.1)]

pathlib.Path(__file__).with_name("fixtures.json").write_text(json.dumps(out) + "\n")
