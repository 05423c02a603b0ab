import { describe, expect, it } from 'vitest';
import { createRandom, shuffle } from '../src/core/random.ts';

describe('createRandom', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    const draw = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('is uniform and normal to within five standard errors', () => {
    const random = createRandom(1);
    const n = 200_000;
    let sum = 0;
    let normal = 0;
    let square = 0;
    for (let i = 0; i < n; i++) {
      sum += random.next();
      const z = random.normal();
      normal += z;
      square += z * z;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(normal / n)).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(square / n - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
  });

  it('forks streams that do not depend on how much was drawn before', () => {
    const a = createRandom(3);
    const b = createRandom(3);
    b.next();
    expect(a.fork('trees').next()).toBe(b.fork('trees').next());
    expect(a.fork('trees').next()).not.toBe(a.fork('network').next());
  });

  it('shuffles to a permutation', () => {
    const rows = Int32Array.from({ length: 100 }, (_, i) => i);
    shuffle(rows, createRandom(5));
    expect([...rows].sort((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(rows[0] === 0 && rows[1] === 1 && rows[2] === 2).toBe(false);
  });
});
