"""scikit-learn's side of bench/linear.mjs: fits on the same rows, from raw float64 files, columns one after another."""
import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge

from peer import serve, timed

data = {}


def load(request):
    rows, columns = request['rows'], request['columns']
    folder = request['folder']
    by_column = np.fromfile(f'{folder}/x.f64').reshape(columns, rows).T
    data.update(
        columnwise=by_column, rowwise=np.ascontiguousarray(by_column), y=np.fromfile(f'{folder}/y.f64'),
        labels=np.fromfile(f'{folder}/labels.f64').astype(np.int64),
    )
    return dict()


MODELS = {
    'ols': (LinearRegression, {}, 'y'),
    'ridge': (Ridge, dict(alpha=1.0), 'y'),
    'logistic': (LogisticRegression, {}, 'labels'),
    'newton': (LogisticRegression, dict(solver='newton-cholesky', tol=1e-10), 'labels'),
}


def fit(request):
    kind, settings, target = MODELS[request['model']]
    model, times = timed(lambda: kind(**settings).fit(data[request['layout']], data[target]))
    return dict(times, coefficients=np.ravel(model.coef_).tolist(), intercept=float(np.ravel(model.intercept_)[0]))


serve({'load': load, 'fit': fit})
