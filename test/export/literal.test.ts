import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonLiteral, pythonString } from '../../src/core/export/python/literal.ts';
import { packArray } from '../../src/core/export/python/pack.ts';
import { folderWith, PYTHON, runPython } from './support/python.ts';

/** Words that would end a string, a docstring or a line, or look like something else. */
const HOSTILE = [
  '"""',
  "'''",
  '\\',
  '\\"',
  '\n',
  '\r',
  '\u2028',
  '\u202e',
  '\0',
  '\ud800',
  '{x}',
  '${x}',
  '`',
  '\ufeff',
  '\u{e0001}',
];

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), {
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''));

describe('Python literals', () => {
  it('hold a text on one line, whatever is in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const literal = pythonString(text);
        expect(literal.slice(1, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}]/u);
        // An even number of backslashes before it, and the quote would end the string.
        expect(literal.slice(1, -1).replaceAll(/\\./gsu, '')).not.toContain('"');
        expect(literal.endsWith('"')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.skipIf(!PYTHON)('mean the very text, list and number in Python', () => {
    const texts = [...HOSTILE, ...fc.sample(hostileText, { numRuns: 1500, seed: 5 })];
    const numbers = fc.sample(fc.double(), { numRuns: 500, seed: 6 });
    const value = { texts, numbers, nested: [[texts[0] as string, { a: null, b: [true, false] }], 2 ** 60, -0] };
    const code = `import json, sys, math
value = ${pythonLiteral(value)}
value["numbers"] = [repr(float(number)) for number in value["numbers"]]
units = lambda text: [int.from_bytes(text.encode("utf-16-be", "surrogatepass")[at:at + 2], "big") for at in range(0, 2 * len(text.encode("utf-16-be", "surrogatepass")) // 2, 2)]
value["texts"] = [units(text) for text in value["texts"]]
value["nested"][0][0] = units(value["nested"][0][0])
print(json.dumps(value))
`;
    const said = JSON.parse(runPython(folderWith({ 'literal.py': code }), ['literal.py'])) as {
      texts: number[][];
      numbers: string[];
      nested: unknown[];
    };
    const units = (text: string): number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    expect(said.texts).toEqual(texts.map(units));
    const back = said.numbers.map((text) => Number(text.replace('inf', 'Infinity').replace('nan', 'NaN')));
    expect(back).toEqual(numbers);
    expect(said.nested).toEqual([[units('"""'), { a: null, b: [true, false] }], 2 ** 60, -0]);
  });

  it.skipIf(!PYTHON)('carry arrays of every type, empty and long ones too', async () => {
    const arrays = [
      Float64Array.from({ length: 40_000 }, (_, i) => Math.sin(i)),
      Float32Array.of(0.1, -0, 1e38),
      Int32Array.of(-1, 2 ** 31 - 1),
      Uint32Array.of(2 ** 32 - 1),
      Uint8Array.of(0, 255),
      new Float64Array(),
    ];
    const packed = await Promise.all(arrays.map(packArray));
    const code = `import base64, zlib, json
import numpy as np
def unpack(kind, text):
    return np.frombuffer(zlib.decompress(base64.b64decode(text)), dtype=kind)
arrays = ${pythonLiteral(packed)}
print(json.dumps([[len(array), str(array.dtype), float(array.astype("float64")[:3].sum())] for array in arrays]))
`;
    const said = JSON.parse(runPython(folderWith({ 'arrays.py': code }), ['arrays.py'])) as [number, string, number][];
    expect(said.map(([length]) => length)).toEqual(arrays.map(({ length }) => length));
    expect(said.map(([, type]) => type)).toEqual(['float64', 'float32', 'int32', 'uint32', 'uint8', 'float64']);
    said.forEach(([, , sum], at) => {
      const wanted = [...(arrays[at] ?? [])].slice(0, 3).reduce((total, value) => total + value, 0);
      expect(sum).toBe(wanted);
    });
  });
});
