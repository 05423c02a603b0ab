import { describe, expect, it } from 'vitest';
import { askedProject, type ForecastArgs, type SequenceArgs } from '../../scripts/evaluate/asked-project.ts';
import { PROJECT } from '../../src/app/document.ts';
import type { ProjectDocument } from '../../src/app/project.ts';
import type { AnyQuestion } from '../../src/lenses/any.ts';
import { openProject } from '../../src/storage/project-file/open.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

const SHOPS = [
  'day,shop,sales,price',
  ...Array.from({ length: 60 }, (_, t) => {
    const day = new Date(Date.UTC(2024, 0, 1 + t)).toISOString().slice(0, 10);
    return `${day},north,${100 + (t % 7)},5\n${day},south,${50 + (t % 7)},6`;
  }),
].join('\n');
const EVENTS = [
  'user,what,when',
  ...Array.from({ length: 300 }, (_, i) => {
    const when = new Date(Date.UTC(2024, 0, 1 + (i % 60), i % 24)).toISOString().slice(0, 19);
    return `u${i % 40},${i % 9 === 0 ? 'purchase' : 'view'},${when}`;
  }),
].join('\n');

const FORECAST: ForecastArgs = { lens: 'forecast', target: ['sales'], time: 'day', horizon: 7, known: [] };
const SEQUENCE: SequenceArgs = {
  lens: 'sequence',
  entity: 'user',
  event: 'what',
  time: 'when',
  ask: 'do',
  outcome: 'purchase',
  horizon: 7,
};

/** The question that the page finds in the project file. */
async function asked(text: string, args: ForecastArgs | SequenceArgs): Promise<AnyQuestion | undefined> {
  const bytes = await askedProject({ name: 'table.csv', bytes: bytesOf(text) }, args, { preset: 'quick' });
  const { project, files } = await openProject(new Blob([new Uint8Array(bytes)]), PROJECT);
  expect(files).toMatchObject([{ name: 'table.csv' }]);
  const { actions } = project as ProjectDocument;
  return actions.flatMap((action) => (action.type === 'question-set' ? [action.question] : []))[0];
}

describe('a question from the command line', () => {
  it('about one value, by series, with what is known ahead', async () => {
    expect(await asked(SHOPS, { ...FORECAST, series: 'shop', known: ['price'] })).toMatchObject({
      lens: 'forecast',
      target: 'sales',
      horizon: 7,
      reading: { time: 'day', layout: { kind: 'long', value: 'sales', by: 'shop' }, known: ['price'] },
    });
  });

  it('about several columns beside each other', async () => {
    expect(await asked(SHOPS, { ...FORECAST, target: ['sales', 'price'] })).toMatchObject({
      target: 'sales, price',
      reading: { layout: { kind: 'wide', columns: ['sales', 'price'] } },
    });
  });

  it('about what people do', async () => {
    expect(await asked(EVENTS, SEQUENCE)).toMatchObject({
      lens: 'sequence',
      sequence: { entity: 'user', event: 'what', time: 'when', ask: 'do', outcome: 'purchase', horizonDays: 7 },
    });
  });

  it.each([
    [
      SHOPS,
      { ...FORECAST, target: ['profit'] },
      'There is no column "profit" for --target. The columns are: day, shop',
    ],
    [SHOPS, { ...FORECAST, known: ['rain'] }, 'There is no column "rain" for --known'],
    [SHOPS, { ...FORECAST, target: ['shop'] }, '--target shop holds no numbers'],
    [SHOPS, { ...FORECAST, target: ['sales', 'price'], series: 'shop' }, 'give one --target with it'],
    [EVENTS, { ...SEQUENCE, outcome: 'refund' }, 'No event is called "refund" in what. There are: purchase, view.'],
    [EVENTS, { ...SEQUENCE, entity: 'person' }, 'There is no column "person" for --entity'],
  ] as const)('says what is wrong with it', async (text, args, says) => {
    await expect(asked(text, args)).rejects.toThrow(says);
  });
});
