import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { en } from '../../src/ui/i18n/en/en.ts';

const keys = new Set<string>(Object.keys(en));

it('every code of a forecast has its words, and every error says what to do', () => {
  const codes = new Set<string>();
  const errors = new Set<string>();
  for (const folder of ['src/lenses/forecast', 'src/core/forecast']) {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.ts'))) {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      for (const [, code = ''] of text.matchAll(/'(forecast\.[a-z][a-z.-]*)'/g)) codes.add(code);
      for (const [, code = ''] of text.matchAll(/CodedError\(\s*'(forecast\.[a-z.-]+)'/g)) errors.add(code);
    }
  }
  expect(codes.size).toBeGreaterThan(30);
  const isWorded = (code: string): boolean => keys.has(code) || keys.has(`${code}_other`);
  expect([...codes].filter((code) => !isWorded(code))).toEqual([]);
  expect([...errors].filter((code) => !keys.has(`${code}.hint`))).toEqual([]);
  const cards = [...codes].filter((code) => code.startsWith('forecast.card.'));
  expect(cards.filter((code) => !keys.has(`${code}.do`))).toEqual([]);
});
