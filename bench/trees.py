"""LightGBM's side of bench/trees.mjs: trains on one thread on the same rows and prints one JSON line."""
import json
import sys
import time

import lightgbm as lgb
import numpy as np
from sklearn.metrics import roc_auc_score

folder, rounds = sys.argv[1], int(sys.argv[2])
meta = json.load(open(f'{folder}/meta.json'))
n, d, train = meta['rows'], meta['columns'], meta['train']
x = np.fromfile(f'{folder}/x.f64').reshape(d, n).T.copy()
y = np.fromfile(f'{folder}/y.f64')
params = dict(
    objective='binary', num_threads=1, num_leaves=meta['leaves'], learning_rate=meta['learningRate'], verbosity=-1,
    min_data_in_leaf=meta['minLeaf'], lambda_l2=meta['l2'], seed=1, force_col_wise=True,
)
start, cpu = time.perf_counter(), time.process_time()
model = lgb.train(params, lgb.Dataset(x[:train], y[:train]), rounds)
fit, fit_cpu = time.perf_counter() - start, time.process_time() - cpu
start = time.perf_counter()
p = model.predict(x[train:], num_threads=1)
print(json.dumps(dict(
    version=lgb.__version__, fitSeconds=fit, fitCpuSeconds=fit_cpu, predictSeconds=time.perf_counter() - start,
    auc=roc_auc_score(y[train:], p),
)))
