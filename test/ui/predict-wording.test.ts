import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/ui/i18n/en/en.ts';
import { predict } from '../../src/ui/i18n/en/predict.ts';

/** Codes that the code base can send, read off its sources: a code without words would reach the person bare. */
function codesIn(folder: string): Map<string, string> {
  const codes = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.ts')) continue;
    const file = join(folder, entry);
    const source = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    for (const [, code] of source.matchAll(/(?:CodedError\(|code:\s*)'([a-z-]+\.[a-z0-9.-]+)'/g)) {
      if (code !== undefined) codes.set(code, file);
    }
  }
  return codes;
}

const AREAS = /^(train|verdict|warn|apply|feedback|retrain|compute|predict|advise|split)\./;
const words: Readonly<Record<string, string>> = en;
const has = (key: string) => key in words || `${key}_other` in words;

const sent = [...codesIn('src')].filter(([code]) => AREAS.test(code));

describe('words for what the predict lens says', () => {
  it('finds the codes it is meant to check', () => {
    expect(sent.length).toBeGreaterThan(20);
  });

  it.each(sent)('%s has a sentence (%s)', (code) => {
    expect(has(code)).toBe(true);
  });

  it.each(sent.filter(([code]) => code.startsWith('verdict.')))('%s says what to do next', (code) => {
    expect(has(`${code}.next`)).toBe(true);
  });

  it('has a plural form for each singular one', () => {
    const lonely = Object.keys(predict).filter((key) => key.endsWith('_one') && !has(key.slice(0, -4)));
    expect(lonely).toEqual([]);
  });

  it('never shouts, never promises magic, never words an association as a cause', () => {
    const bad = Object.entries(predict).filter(([, text]) =>
      /!|AI|\bcauses?\b(?! what)|\bbecause of\b.*(churn|leave)/.test(text),
    );
    expect(bad.filter(([key]) => key !== 'why.lead')).toEqual([]);
  });

  it('names only parameters that are braces in pairs', () => {
    const broken = Object.entries(predict).filter(
      ([, text]) => (text.match(/\{\{/g) ?? []).length !== (text.match(/\{\{\w+(?:, number)?\}\}/g) ?? []).length,
    );
    expect(broken).toEqual([]);
  });
});
