"""Keras' side of bench/mlp.mjs: the like network on the same rows, batches and machine."""
import os
import time

import numpy as np
import tensorflow as tf

import keras
from peer import serve

if os.environ.get('BENCH_THREADS') == '1':
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)

data = {}


def load(request):
    rows, width = request['rows'], request['width']
    x = np.fromfile(f"{request['folder']}/x.f64").reshape(width, rows).T
    data.update(x=np.ascontiguousarray(x), y=np.fromfile(f"{request['folder']}/labels.f64").astype(np.float32))
    return dict()


def pieces(x, bins):
    """Each number, and where it lies among `bins` quantiles (piecewise-linear), as float32: what the page's network sees."""
    parts = []
    for values in x.T:
        parts.append(values[:, None])
        if bins == 0:
            continue
        edges = np.quantile(values, np.linspace(0, 1, bins + 1))
        parts.append(np.clip((values[:, None] - edges[:-1]) / np.diff(edges), 0, 1))
    return np.concatenate(parts, axis=1).astype(np.float32)


class Clock(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.epochs = []

    def on_epoch_end(self, epoch, logs=None):
        self.epochs.append((time.perf_counter(), time.process_time(), logs['loss']))


def fit(request):
    x = pieces(data['x'], request['bins'])
    keras.utils.set_random_seed(1)
    layers = [keras.layers.Input((x.shape[1],))]
    for units in request['hidden']:
        layers += [keras.layers.Dense(units, activation='silu'), keras.layers.Dropout(request['dropout'])]
    model = keras.Sequential([*layers, keras.layers.Dense(1, activation='sigmoid')])
    model.compile(keras.optimizers.AdamW(0.004, weight_decay=0.02), 'binary_crossentropy')
    clock = Clock()
    model.fit(x, data['y'], batch_size=request['batchSize'], epochs=request['epochs'], verbose=0, callbacks=[clock])
    first, last = clock.epochs[0], clock.epochs[-1]
    epochs = len(clock.epochs) - 1
    return dict(
        seconds=(last[0] - first[0]) / epochs, cpuSeconds=(last[1] - first[1]) / epochs, loss=last[2],
        width=x.shape[1],
    )


serve({'load': load, 'fit': fit})
