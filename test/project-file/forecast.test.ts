import { describe, expect, it } from 'vitest';
import type { ForecastModel, SeriesReport } from '../../src/lenses/forecast/types.ts';
import { readModel } from '../../src/storage/formats.ts';
import { checkModel } from '../../src/storage/project-file/check.ts';
import { fakeForecast } from '../support/fake-forecast.ts';

const rising = (from: number): number[] => Array.from({ length: 30 }, (_, t) => from + t);
const good = (): ForecastModel =>
  fakeForecast({
    series: [
      { name: 'a', values: rising(1), rows: rising(20) },
      { name: 'b', values: rising(100), rows: rising(20) },
    ],
    known: ['price'],
    addUp: true,
  });

const open = (record: unknown): unknown => checkModel(readModel(record));
const withSeries = (model: ForecastModel, part: Partial<SeriesReport>): ForecastModel => ({
  ...model,
  report: { ...model.report, series: model.report.series.map((one, i) => (i === 0 ? { ...one, ...part } : one)) },
});

describe('a forecast from a file', () => {
  it('is opened as it was', () => {
    expect(open(good())).toEqual(good());
  });

  const fan = good().report.series[0]?.future as SeriesReport['future'];
  it.each<readonly [string, (model: ForecastModel) => unknown]>([
    ['values off the axis', (model) => withSeries(model, { values: new Float64Array(3) })],
    ['values that are no numbers', (model) => withSeries(model, { values: ['x'] as unknown as Float64Array })],
    ['a start beyond the axis', (model) => withSeries(model, { from: 1e9 })],
    ['a point that is none', (model) => withSeries(model, { filled: Int32Array.of(-1) })],
    [
      'a fan with an arm too few',
      (model) => withSeries(model, { future: { ...fan, quantiles: fan.quantiles.slice(1) } }),
    ],
    ['a fan of two lengths', (model) => withSeries(model, { future: { ...fan, mean: new Float64Array(2) } })],
    ['a method that is a list', (model) => withSeries(model, { chosen: [] as unknown as SeriesReport['chosen'] })],
    ['no series', (model) => ({ ...model, report: { ...model.report, series: [] } })],
    [
      'a step of nothing',
      (model) => ({
        ...model,
        report: { ...model.report, axis: { ...model.report.axis, step: { unit: 'day', count: 0 } } },
      }),
    ],
    [
      'data of another length',
      (model) => ({ ...model, data: { ...model.data, axis: { ...model.data.axis, length: 7 } } }),
    ],
    ['known columns that end early', (model) => ({ ...model, data: { ...model.data, future: 99 } })],
    ['a lens of another shape', (model) => ({ ...model, lens: 'predict' })],
    ['no lens', ({ lens: _lens, ...model }) => model],
  ])('is refused with %s', (_name, change) => {
    expect(() => open(change(good()))).toThrow(/project-file.damaged|storage.unreadable-record/);
  });
});
