"""Makes net-fixtures.json for test/nn-net: small nets in Keras, from the same numbers: scores, three steps of AdamW with
the moving average beside it, and what Grad-CAM and gradient × input say afterwards. Texts go through one by one, so that
no padding is involved.

Run: python net-fixtures.py (TensorFlow with Keras 3)
"""
import json
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

rng = np.random.Generator(np.random.PCG64(11))
CLASSES = 3
STEPS = 3
RATE, DECAY, KEEP = 0.01, 0.05, 0.8


def numbers(values):
    """Single precision, with the digits that tell single-precision numbers apart."""
    return [float(f'{x:.9g}') for x in np.asarray(values, np.float32).ravel()]


def conv(filters, size, stride, padding):
    return dict(kind='conv2d', filters=filters, size=size, stride=stride, padding=padding)


BLOCK = [dict(kind='batch-norm'), dict(kind='relu')]
TEXT = dict(kind='tokens', vocabulary=20)
IMAGE = dict(kind='image', height=7, width=6, channels=2)
STEPS_OF_FIELDS = dict(kind='steps', fields=[9, 5], numbers=3)
STEPS_OF_NUMBERS = dict(kind='steps', fields=[], numbers=4)
NETS = {
    'text, convolution': (TEXT, [
        dict(kind='embedding', width=6), dict(kind='spatial-dropout', rate=0.25),
        dict(kind='conv1d-max', widths=[1, 2, 3], filters=5), dict(kind='dropout', rate=0.5),
    ]),
    'text, one way': (TEXT, [dict(kind='embedding', width=6), dict(kind='gru', units=5, bothWays=False)]),
    'text, both ways': (TEXT, [dict(kind='embedding', width=6), dict(kind='gru', units=5, bothWays=True)]),
    'picture, blocks': (IMAGE, [
        conv(5, 3, 1, 'same'), *BLOCK, dict(kind='max-pool', size=2), conv(6, 2, 1, 'valid'), *BLOCK,
        dict(kind='global-average'), dict(kind='dropout', rate=0.25),
    ]),
    'picture, stride 2, same': (IMAGE, [conv(4, 3, 2, 'same'), dict(kind='relu'), dict(kind='flatten')]),
    'picture, stride 2, valid': (IMAGE, [conv(4, 3, 2, 'valid'), dict(kind='relu'), dict(kind='flatten')]),
    'picture, stride 3, same, 4 wide': (IMAGE, [conv(4, 4, 3, 'same'), dict(kind='relu'), dict(kind='flatten')]),
    'picture, two strides': (IMAGE, [
        conv(4, 2, 1, 'same'), dict(kind='relu'), conv(4, 2, 3, 'same'), dict(kind='relu'), dict(kind='flatten'),
        dict(kind='batch-norm'), dict(kind='dense', units=7), dict(kind='relu'),
    ]),
    'steps, GRU': (STEPS_OF_FIELDS, [
        dict(kind='step-embedding', widths=[4, 3]), dict(kind='spatial-dropout', rate=0.25),
        dict(kind='gru', units=6, bothWays=False),
    ]),
    'steps, LSTM both ways': (STEPS_OF_FIELDS, [
        dict(kind='step-embedding', widths=[4, 3]), dict(kind='lstm', units=5, bothWays=True),
        dict(kind='dropout', rate=0.25),
    ]),
    'steps, LSTM, quantiles': (STEPS_OF_NUMBERS, [
        dict(kind='step-embedding', widths=[]), dict(kind='lstm', units=6, bothWays=False),
    ], dict(kind='quantiles', levels=[0.1, 0.5, 0.75])),
    'steps, GRU, squares': (STEPS_OF_NUMBERS, [
        dict(kind='step-embedding', widths=[]), dict(kind='gru', units=6, bothWays=False),
    ], dict(kind='square')),
}
OUTPUTS = 2


class Net:
    """Keras layers for the layers of a net, and their variables in the order of the flat vector."""

    def __init__(self, given, layers):
        self.layers, self.variables = [], []
        for i, layer in enumerate(layers):
            following = layers[i + 1]['kind'] if i + 1 < len(layers) else ''
            made = self.make(given, layer, following)
            self.layers.append((layer, made))
        self.given = given

    def make(self, given, layer, following):
        kind = layer['kind']
        if kind == 'embedding':
            return keras.layers.Embedding(given['vocabulary'], layer['width'])
        if kind == 'step-embedding':
            return [keras.layers.Embedding(n, w) for n, w in zip(given['fields'], layer['widths'])]
        if kind == 'lstm':
            ways = [False, True] if layer['bothWays'] else [False]
            return [keras.layers.LSTM(layer['units'], go_backwards=back) for back in ways]
        if kind == 'conv1d-max':
            return [keras.layers.Conv1D(layer['filters'], w, activation='relu') for w in layer['widths']]
        if kind == 'gru':
            ways = [False, True] if layer['bothWays'] else [False]
            return [keras.layers.GRU(layer['units'], go_backwards=back) for back in ways]
        if kind == 'conv2d':
            return keras.layers.Conv2D(
                layer['filters'], layer['size'], layer['stride'], layer['padding'], use_bias=following != 'batch-norm')
        if kind == 'batch-norm':
            return keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-3)
        if kind == 'max-pool':
            return keras.layers.MaxPooling2D(layer['size'])
        if kind == 'dense':
            return keras.layers.Dense(layer['units'])
        return None

    def run(self, rows, training, masks=(), watch=None):
        """Scores; `watch(i, x)` sees what leaves each layer."""
        masks = list(masks)
        x = rows
        for i, (layer, made) in enumerate(self.layers):
            kind = layer['kind']
            if kind == 'embedding':
                x = [made(ids[None]) for ids in x]
            elif kind == 'step-embedding':
                x = [
                    tf.concat([*(table(ids[None, :, i]) for i, table in enumerate(made)), numbers[None]], axis=2)
                    for ids, numbers in x]
            elif kind == 'spatial-dropout' and training:
                mask = masks.pop(0)
                x = [one * mask[row] for row, one in enumerate(x)]
            elif kind == 'conv1d-max':
                x = tf.concat([
                    tf.concat([tf.reduce_max(part(one), axis=1) for part in made], axis=1) for one in x], axis=0)
            elif kind in ('gru', 'lstm'):
                x = tf.concat([tf.concat([part(one) for part in made], axis=1) for one in x], axis=0)
            elif kind in ('conv2d', 'max-pool', 'dense'):
                x = made(x)
            elif kind == 'batch-norm':
                x = made(x, training=training)
            elif kind == 'relu':
                x = tf.nn.relu(x)
            elif kind == 'global-average':
                x = tf.reduce_mean(x, axis=(1, 2))
            elif kind == 'flatten':
                x = tf.reshape(x, (x.shape[0], -1))
            elif kind == 'dropout' and training:
                x = x * masks.pop(0)
            if watch:
                x = watch(i, x)
        return x

    def collect(self):
        """(variable, role) in the order of the flat vector; after the first run."""
        found = []
        for layer, made in self.layers:
            for part in made if isinstance(made, list) else [made]:
                if part is None:
                    continue
                for variable in part.weights:
                    role = 'running' if 'moving' in variable.name else (
                        'weight' if 'kernel' in variable.name else variable.name)
                    found.append((variable, role))
        return found


def some_rows(given):
    if given['kind'] == 'image':
        pixels = rng.normal(0, 1, (5, given['height'], given['width'], given['channels'])).astype(np.float32)
        return pixels, dict(kind='image', rows=5, pixels=numbers(pixels))
    if given['kind'] == 'steps':
        lengths = (1, 7, 3, 12, 2)
        ids = [np.stack([rng.integers(1, n, size) for n in given['fields']] or [np.zeros(size, int)], 1) for size in lengths]
        ids = [one[:, :len(given['fields'])] for one in ids]
        values = [rng.normal(0, 1, (size, given['numbers'])).astype(np.float32) for size in lengths]
        return list(zip(ids, values)), dict(
            kind='steps', rows=5, offsets=np.cumsum([0, *lengths]).tolist(),
            ids=np.concatenate(ids).ravel().tolist(), numbers=numbers(np.concatenate(values)))
    # No word twice in a text: equal windows would share a maximum. The first text is shorter than a window.
    texts = [rng.permutation(np.arange(1, given['vocabulary']))[:n] for n in (1, 7, 3, 12, 2)]
    offsets = np.cumsum([0] + [len(text) for text in texts])
    return texts, dict(kind='tokens', rows=5, ids=np.concatenate(texts).tolist(), offsets=offsets.tolist())


def masks_of(given, layers, widths):
    made = []
    for layer, width in zip(layers, widths):
        if 'dropout' in layer['kind']:
            keep = 1 - layer['rate']
            made.append(((rng.random((5, width)) < keep) / keep).astype(np.float32))
    return made


def flat(variables):
    return numbers(np.concatenate([variable.numpy().ravel() for variable, _ in variables]))


def said(scores, loss):
    """What is predicted: quantiles in order."""
    if loss.get('kind') != 'quantiles':
        return numbers(scores)
    return numbers(np.sort(np.asarray(scores).reshape(5, OUTPUTS, -1), axis=2))


def some_wanted(loss):
    """What is wanted, and the weight of each row: soft labels, or numbers, the third row's second one not known."""
    if loss:
        wanted = rng.normal(0, 1, (5, OUTPUTS)).astype(np.float32)
        wanted[2, 1] = np.nan
        weights = rng.uniform(0.5, 1.5, 5)
        return wanted, (weights / (weights[:, None] * ~np.isnan(wanted)).sum()).astype(np.float32)
    wanted = np.full((5, CLASSES), 1 / 16, np.float32)
    wanted[np.arange(5), rng.integers(0, CLASSES, 5)] = 14 / 16
    weights = rng.uniform(0.5, 1.5, 5)
    return wanted, (weights / weights.sum()).astype(np.float32)


def loss_of(loss, wanted, weights, scores):
    if not loss:
        return tf.reduce_sum(weights * tf.nn.softmax_cross_entropy_with_logits(wanted, scores))
    known = ~np.isnan(wanted)
    off = np.where(known, wanted, 0)[:, :, None] - tf.reshape(scores, (5, OUTPUTS, -1))
    if loss['kind'] == 'square':
        each = tf.reduce_mean(off ** 2, axis=2)
    else:
        levels = np.float32(loss['levels'])
        each = tf.reduce_mean(tf.maximum(levels * off, (levels - 1) * off), axis=2)
    return tf.reduce_sum(each * known * weights[:, None])


def fixture(given, layers, loss):
    net = Net(given, layers)
    rows, batch = some_rows(given)
    widest = max([max(layer['widths']) for layer in layers if layer['kind'] == 'conv1d-max'] + [1])
    if given['kind'] == 'tokens':
        rows = [np.pad(text, (0, max(0, widest - len(text)))) for text in rows]
    widths = []
    net.run(rows, False, watch=lambda i, x: (widths.append((x[0] if isinstance(x, list) else x).shape[-1]), x)[1])
    masks = masks_of(given, layers, widths)
    variables = net.collect()
    for variable, role in variables:
        size = variable.shape
        value = rng.normal(0, 0.5, size)
        if 'variance' in variable.name or 'gamma' in variable.name:
            value = rng.uniform(0.5, 1.5, size)
        if role == 'embeddings':
            value[0] = 0
        variable.assign(np.float32(value))
    wanted, weights = some_wanted(loss)
    out = dict(
        spec=dict(input=given, layers=layers, **(dict(loss=loss) if loss else {})), batch=batch,
        wanted=[None if np.isnan(value) else value for value in numbers(wanted)], weights=numbers(weights),
        masks=[numbers(mask) for mask in masks], rate=RATE, decay=DECAY, keep=KEEP, steps=STEPS,
        parameters=flat(variables), before=said(net.run(rows, False), loss),
    )
    train(net, rows, masks, variables, lambda scores: loss_of(loss, wanted, weights, scores), out)
    out['after'] = said(net.run(rows, False), loss)
    explain(net, rows, batch, out)
    return out


def train(net, rows, masks, variables, measure, out):
    learned = [(variable, role) for variable, role in variables if role != 'running']
    optimizer = keras.optimizers.AdamW(RATE, weight_decay=DECAY, epsilon=1e-7)
    optimizer.exclude_from_weight_decay(var_list=[variable for variable, role in learned if role != 'weight'])
    average = np.float64(flat(variables))
    losses = []
    for _ in range(STEPS):
        with tf.GradientTape() as tape:
            scores = net.run(rows, True, masks)
            loss = measure(scores)
        gradients = [tf.convert_to_tensor(g) for g in tape.gradient(loss, [v.value for v, _ in learned])]
        # The fill-up's embedding is zeros and stays so.
        gradients = [
            tf.concat([tf.zeros_like(g[:1]), g[1:]], axis=0) if role == 'embeddings' else g
            for g, (_, role) in zip(gradients, learned)]
        optimizer.apply(gradients, [v for v, _ in learned])
        average = KEEP * average + (1 - KEEP) * np.float64(flat(variables))
        losses.append(float(loss))
    out.update(loss=float(np.mean(losses)), learned=flat(variables), average=numbers(average))


def explain(net, rows, batch, out):
    """Of the learned net, for class 1."""
    kinds = [layer['kind'] for layer, _ in net.layers]
    text = kinds[0].endswith('embedding')
    at = 0 if text else len(kinds) - 1 - kinds[::-1].index('conv2d')
    while not text and kinds[at + 1] in ('batch-norm', 'relu'):
        at += 1
    seen = []
    with tf.GradientTape() as tape:
        def watch(i, x):
            if i == at:
                seen.append(x)
                tape.watch(x)
            return x
        score = tf.reduce_sum(net.run(rows, False, watch=watch)[:, 1])
    gradient = tape.gradient(score, seen[0])
    if text:
        parts = [tf.reduce_sum(x * g, axis=2)[0].numpy() for x, g in zip(seen[0], gradient)]
        ends = np.diff(batch['offsets'])
        out['saliency'] = numbers(np.concatenate([part[:n] for part, n in zip(parts, ends)]))
        return
    weights = tf.reduce_mean(gradient, axis=(1, 2), keepdims=True)
    maps = tf.nn.relu(tf.reduce_sum(weights * seen[0], axis=3)).numpy()
    highest = maps.max(axis=(1, 2), keepdims=True)
    out['maps'] = numbers(np.where(highest > 0, maps / np.where(highest > 0, highest, 1), 0))


def whole(given, layers, loss=None):
    units = OUTPUTS * len(loss.get('levels', [0])) if loss else CLASSES
    return fixture(given, [*layers, dict(kind='dense', units=units)], loss or {})


made = {name: whole(*net) for name, net in NETS.items()}
made = dict(keras=keras.__version__, tensorflow=tf.__version__, nets=made)
(Path(__file__).parent / 'net-fixtures.json').write_text(json.dumps(made) + '\n')
