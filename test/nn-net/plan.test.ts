import { describe, expect, it } from 'vitest';
import { CodedError } from '../../src/core/errors.ts';
import { blockOf, planNet, startParameters } from '../../src/nn/net/plan.ts';
import { windowsAlong } from '../../src/nn/net/shape.ts';
import type { LayerSpec, NetSpec } from '../../src/nn/net/spec.ts';

const text = (...layers: LayerSpec[]): NetSpec => ({ input: { kind: 'tokens', vocabulary: 50 }, layers });
const picture = (...layers: LayerSpec[]): NetSpec => ({
  input: { kind: 'image', height: 8, width: 6, channels: 3 },
  layers,
});
const classes: LayerSpec = { kind: 'dense', units: 5 };

function codeOf(spec: NetSpec): string {
  try {
    planNet(spec);
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
  return 'none';
}

describe('the plan of a net', () => {
  it('lays parameters out one behind another, and counts what Keras counts', () => {
    // Keras 3: Embedding(50, 8), Conv1D(16, 2) and (16, 3), Bidirectional(GRU(4)) report these figures.
    const cnn = planNet(
      text({ kind: 'embedding', width: 8 }, { kind: 'conv1d-max', widths: [2, 3], filters: 16 }, classes),
    );
    expect(cnn.summaries.map(({ parameters }) => parameters)).toEqual([400, 272 + 400, 165]);
    expect(cnn.summaries.map(({ shape }) => shape)).toEqual([[null, 8], [32], [5]]);
    expect(cnn.shortest).toBe(3);
    const gru = planNet(text({ kind: 'embedding', width: 8 }, { kind: 'gru', units: 4, bothWays: true }, classes));
    expect(gru.summaries.map(({ parameters }) => parameters)).toEqual([400, 336, 45]);
    for (const plan of [cnn, gru]) {
      let at = 0;
      for (const block of plan.blocks) {
        expect(block.start).toBe(at);
        at += block.length;
      }
      expect(plan.length).toBe(at);
    }
  });

  it('gives a convolution no bias in front of a batch-norm, and plans its masks', () => {
    const plan = planNet(
      picture(
        { kind: 'conv2d', filters: 4, size: 3, stride: 2, padding: 'same' },
        { kind: 'batch-norm' },
        { kind: 'spatial-dropout', rate: 0.1 },
        { kind: 'conv2d', filters: 7, size: 2, stride: 1, padding: 'valid' },
        { kind: 'flatten' },
        { kind: 'dropout', rate: 0.5 },
        classes,
      ),
    );
    expect(plan.blocks.map(({ name }) => name).join(' ')).toBe(
      '0.kernel 1.gamma 1.beta 1.mean 1.variance 3.kernel 3.bias 6.kernel 6.bias',
    );
    expect(plan.summaries.map(({ shape }) => shape.join(' × '))).toEqual([
      '4 × 3 × 4',
      '4 × 3 × 4',
      '4 × 3 × 4',
      '3 × 2 × 7',
      '42',
      '42',
      '5',
    ]);
    expect(plan.summaries[1]?.parameters).toBe(8);
    expect(plan.masks).toEqual([
      { layer: 2, rate: 0.1, width: 4 },
      { layer: 5, rate: 0.5, width: 42 },
    ]);
  });

  it('puts the zeros of `same` where TensorFlow does', () => {
    // tf.nn.conv2d, notes on padding: out = ceil(in / stride), the odd zero behind.
    expect(windowsAlong(28, 3, 1, 'same')).toEqual({ count: 28, before: 1, after: 1 });
    expect(windowsAlong(28, 3, 2, 'same')).toEqual({ count: 14, before: 0, after: 1 });
    expect(windowsAlong(13, 6, 5, 'same')).toEqual({ count: 3, before: 1, after: 2 });
    expect(windowsAlong(13, 6, 5, 'valid')).toEqual({ count: 2, before: 0, after: 0 });
    expect(windowsAlong(5, 1, 3, 'same')).toEqual({ count: 2, before: 0, after: 0 });
  });

  it('refuses layers that do not fit, windows that are too large, settings that mean nothing, and no classes', () => {
    expect(codeOf(text(classes))).toBe('net.bad-shape');
    expect(codeOf(text({ kind: 'embedding', width: 8 }, classes))).toBe('net.bad-shape');
    expect(codeOf(picture({ kind: 'gru', units: 4, bothWays: false }, classes))).toBe('net.bad-shape');
    expect(codeOf(picture({ kind: 'max-pool', size: 7 }, { kind: 'flatten' }, classes))).toBe('net.too-small');
    const large: LayerSpec = { kind: 'conv2d', filters: 1, size: 7, stride: 1, padding: 'valid' };
    expect(codeOf(picture(large, { kind: 'flatten' }, classes))).toBe('net.too-small');
    expect(codeOf(picture({ ...large, padding: 'same' }, { kind: 'flatten' }, classes))).toBe('none');
    expect(codeOf(picture({ ...large, filters: 1.5 }, { kind: 'flatten' }, classes))).toBe('net.bad-setting');
    const twice: LayerSpec = { kind: 'conv1d-max', widths: [2, 2], filters: 3 };
    expect(codeOf(text({ kind: 'embedding', width: 8 }, twice, classes))).toBe('net.bad-setting');
    expect(codeOf(picture({ kind: 'flatten' }, { kind: 'dropout', rate: 1 }, classes))).toBe('net.bad-setting');
    expect(codeOf(picture({ kind: 'flatten' }))).toBe('net.no-classes');
    expect(codeOf(picture({ kind: 'flatten' }, { kind: 'dense', units: 1 }))).toBe('net.no-classes');
  });
});

describe('where training starts', () => {
  const plan = planNet(
    text(
      { kind: 'embedding', width: 30 },
      { kind: 'gru', units: 20, bothWays: false },
      { kind: 'batch-norm' },
      { kind: 'dense', units: 40 },
    ),
  );
  const flat = startParameters(plan, 7);
  const values = (name: string): Float32Array => {
    const { start, length } = blockOf(plan, name);
    return flat.subarray(start, start + length);
  };
  const spread = (name: string): number => {
    const all = values(name);
    return Math.sqrt(all.reduce((sum, value) => sum + value * value, 0) / all.length);
  };

  it('has the spread that Glorot and Bengio ask for, within four of its standard errors', () => {
    for (const [name, fans] of [
      ['1.forward.kernel', 30 + 60],
      ['3.kernel', 20 + 40],
    ] as const) {
      // Uniform on ±l: standard deviation l / √3; its estimate from n numbers varies by √(0.2 / n) of it.
      const wanted = Math.sqrt(6 / fans / 3);
      expect(Math.abs(spread(name) / wanted - 1)).toBeLessThan(4 * Math.sqrt(0.2 / values(name).length));
      expect(Math.max(...values(name).map(Math.abs))).toBeLessThanOrEqual(Math.fround(Math.sqrt(6 / fans)));
    }
  });

  it('has recurrent rows at right angles, of length 1', () => {
    const recurrent = values('1.forward.recurrent');
    for (let a = 0; a < 20; a++) {
      for (let b = 0; b <= a; b++) {
        let dot = 0;
        for (let j = 0; j < 60; j++) dot += (recurrent[a * 60 + j] ?? 0) * (recurrent[b * 60 + j] ?? 0);
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 5);
      }
    }
  });

  it('has a fill-up of zeros, no biases, scales of 1, and follows the seed', () => {
    expect(
      values('0.table')
        .subarray(0, 30)
        .every((value) => value === 0),
    ).toBe(true);
    expect(spread('0.table')).toBeGreaterThan(0.02);
    expect(values('1.forward.bias').every((value) => value === 0)).toBe(true);
    expect([...values('2.gamma'), ...values('2.variance')].every((value) => value === 1)).toBe(true);
    expect(startParameters(plan, 7)).toEqual(flat);
    expect(startParameters(plan, 8)).not.toEqual(flat);
  });
});
