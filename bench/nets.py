"""Keras' side of bench/nets.mjs: the same nets on the same rows, batches and machine."""
import os
import time

import numpy as np
import tensorflow as tf

import keras
from peer import serve

if os.environ.get('BENCH_THREADS') == '1':
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)

L = keras.layers


def apply(layer, x, given):
    kind = layer['kind']
    if kind == 'embedding':
        return L.Embedding(given['vocabulary'], layer['width'])(x)
    if kind == 'conv1d-max':
        parts = [
            L.GlobalMaxPooling1D()(L.Conv1D(layer['filters'], w, activation='relu')(x)) for w in layer['widths']
        ]
        return L.Concatenate()(parts) if len(parts) > 1 else parts[0]
    if kind in ('gru', 'lstm'):
        recurrent = (L.GRU if kind == 'gru' else L.LSTM)(layer['units'])
        return (L.Bidirectional(recurrent) if layer['bothWays'] else recurrent)(x)
    made = {
        # Steps of numbers alone: there is no table.
        'step-embedding': lambda: L.Identity(),
        'spatial-dropout': lambda: L.SpatialDropout1D(layer['rate']),
        'dropout': lambda: L.Dropout(layer['rate']),
        'conv2d': lambda: L.Conv2D(layer['filters'], layer['size'], layer['stride'], layer['padding']),
        'relu': lambda: L.ReLU(),
        'max-pool': lambda: L.MaxPooling2D(layer['size']),
        'flatten': lambda: L.Flatten(),
        'dense': lambda: L.Dense(layer['units']),
    }
    return made[kind]()(x)


def read(request):
    given, rows, folder = request['spec']['input'], request['rows'], request['folder']
    labels = np.fromfile(f'{folder}/labels.i32', np.int32)
    if given['kind'] == 'tokens':
        return np.fromfile(f'{folder}/ids.i32', np.int32).reshape(rows, -1), labels
    if given['kind'] == 'steps':
        return np.fromfile(f'{folder}/numbers.f32', np.float32).reshape(rows, -1, given['numbers']), labels
    shape = rows, given['height'], given['width'], given['channels']
    return np.fromfile(f'{folder}/pixels.f32', np.float32).reshape(shape), labels


class Clock(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.epochs = []

    def on_epoch_end(self, epoch, logs=None):
        self.epochs.append((time.perf_counter(), time.process_time(), logs['loss']))


def fit(request):
    keras.utils.set_random_seed(1)
    x, y = read(request)
    given = request['spec']['input']
    start = out = L.Input(x.shape[1:], dtype='int32' if given['kind'] == 'tokens' else 'float32')
    for layer in request['spec']['layers']:
        out = apply(layer, out, given)
    model = keras.Model(start, out)
    model.compile(keras.optimizers.Adam(0.002), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    clock = Clock()
    model.fit(x, y, batch_size=request['batchSize'], epochs=request['epochs'], verbose=0, callbacks=[clock])
    first, last = clock.epochs[0], clock.epochs[-1]
    epochs = len(clock.epochs) - 1
    return dict(seconds=(last[0] - first[0]) / epochs, cpuSeconds=(last[1] - first[1]) / epochs, loss=last[2])


serve({'fit': fit})
