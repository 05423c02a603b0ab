import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../src/core/errors.ts';
import { openReport, readReport } from '../../src/storage/open-report.ts';

const LENSES = [{ lens: 'weather', schema: v.object({ rain: v.pipe(v.number(), v.maxValue(1)) }) }];
const REPORT = {
  format: 'sightglass.shared',
  version: 1,
  lens: 'weather',
  title: 'Rain',
  createdOn: '2026-11-23',
  appVersion: '0.1.0',
  body: { rain: 0.3 },
};

function failure(act: () => unknown): CodedError {
  try {
    act();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('opening a shared report', () => {
  it('gives back what is in it, and nothing that no schema names', () => {
    const value = { ...REPORT, extra: 1, body: { rain: 0.3, wind: 4 } };
    expect(openReport(value, LENSES)).toEqual(REPORT);
    expect(readReport(`\n${JSON.stringify(value)}\n`, LENSES)).toEqual(REPORT);
  });

  it.each([
    ['nothing', '', 'report-file.empty', undefined],
    ['white space', ' \n', 'report-file.empty', undefined],
    ['half a report', JSON.stringify(REPORT).slice(0, 60), 'report-file.damaged', 'report'],
    ['null', 'null', 'report-file.damaged', 'report'],
    ['a list', '[]', 'report-file.damaged', 'format'],
    ['another format', JSON.stringify({ ...REPORT, format: 'sightglass.model' }), 'report-file.damaged', 'format'],
    ['a version that is no number', JSON.stringify({ ...REPORT, version: '1' }), 'report-file.damaged', 'version'],
    ['no such day', JSON.stringify({ ...REPORT, createdOn: 'yesterday' }), 'report-file.damaged', 'createdOn'],
    ['a title too long', JSON.stringify({ ...REPORT, title: 'a'.repeat(501) }), 'report-file.damaged', 'title'],
    ['a body out of bounds', JSON.stringify({ ...REPORT, body: { rain: 2 } }), 'report-file.damaged', 'body.rain'],
  ])('refuses %s', (_name, text, code, where) => {
    const error = failure(() => readReport(text, LENSES));
    expect(error.code).toBe(code);
    expect(error.params['where']).toBe(where);
  });

  it('says what it cannot show', () => {
    expect(failure(() => openReport({ ...REPORT, version: 2, body: 'otherwise' }, LENSES))).toMatchObject({
      code: 'report-file.newer',
      params: { version: 2, known: 1 },
    });
    expect(failure(() => openReport({ ...REPORT, lens: 'constructor' }, LENSES))).toMatchObject({
      code: 'report-file.other-lens',
      params: { lens: 'constructor' },
    });
  });

  it('changes no prototype', () => {
    const hostile = '"body":{"__proto__":{"polluted":1},';
    const text = JSON.stringify(REPORT).replace('"body":{', hostile);
    expect(text).toContain(hostile);
    expect(failure(() => readReport(text, LENSES)).code).toBe('report-file.damaged');
    const report = openReport(JSON.parse(text), LENSES);
    expect('polluted' in {}).toBe(false);
    expect('polluted' in (report.body as object)).toBe(false);
  });

  it('refuses what is nested until a stack gives out', () => {
    const text = JSON.stringify(REPORT).replace('{"rain":0.3}', '['.repeat(100_000));
    expect(failure(() => readReport(text, LENSES)).code).toBe('report-file.damaged');
  });
});
