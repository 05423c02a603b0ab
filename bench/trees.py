"""LightGBM's side of bench/trees.mjs: trains on one thread on the same rows."""
import json

import lightgbm as lgb
import numpy as np
from sklearn.metrics import roc_auc_score

from peer import serve, timed

data = {}


def load(request):
    folder = request['folder']
    meta = json.load(open(f'{folder}/meta.json'))
    n, d = meta['rows'], meta['columns']
    data.update(
        meta=meta, x=np.fromfile(f'{folder}/x.f64').reshape(d, n).T.copy(), y=np.fromfile(f'{folder}/y.f64'),
    )
    return dict()


def fit(request):
    meta, x, y = data['meta'], data['x'], data['y']
    train = meta['train']
    params = dict(
        objective='binary', num_threads=1, num_leaves=meta['leaves'], learning_rate=meta['learningRate'], verbosity=-1,
        min_data_in_leaf=meta['minLeaf'], lambda_l2=meta['l2'], seed=1, force_col_wise=True,
    )
    model, times = timed(lambda: lgb.train(params, lgb.Dataset(x[:train], y[:train]), meta['rounds']))
    p, predicting = timed(lambda: model.predict(x[train:], num_threads=1))
    return dict(times, predictSeconds=predicting['seconds'], auc=roc_auc_score(y[train:], p))


serve({'load': load, 'fit': fit})
