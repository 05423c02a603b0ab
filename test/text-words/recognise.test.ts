import { describe, expect, it } from 'vitest';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import { summariseText } from '../../src/core/profile/text-summary.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { recogniseTexts } from '../../src/core/text/recognise.ts';
import { createRandom } from '../../src/core/random.ts';
import { sharedData } from '../support/shared-data.ts';
import { readReal } from '../profile/support.ts';
import { pacer } from './support.ts';

const ROWS = 120;
const random = createRandom(9);
const pick = (from: readonly string[]): string => from[random.integer(from.length)] as string;
const rows = <T>(make: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => make(row));

const THINGS = ['card', 'parcel', 'invoice', 'login', 'refund', 'shirt', 'battery', 'app'];
const english = rows((row) => `The ${pick(THINGS)} and the ${pick(THINGS)} do not work since ${row} days, please help`);
const chinese = rows((row) => `我的${pick(['订单', '续费率', '账号', '发票'])}第${row}次出问题了，请帮忙`);
const numbers = (name: string, values: readonly number[]): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const recognised = async (columns: readonly Column[]) =>
  recogniseTexts(await profileTable(makeTable([...columns]), pacer()));
const free = (found: Awaited<ReturnType<typeof recognised>>): string[] =>
  found.texts.filter(({ isText }) => isText).map(({ column }) => column);

describe('a support inbox', () => {
  it('has its texts, labels, ratings, answers and dates found', async () => {
    const found = await recognised([
      numbers(
        'ticket_id',
        rows((row) => 10_000 + row),
      ),
      makeTextColumn(
        'reply',
        rows(() => `Dear customer, we have ${pick(['sent', 'mended'])} your ${pick(THINGS)} today`),
      ),
      makeCategoryColumn('message', english),
      makeCategoryColumn(
        'channel',
        rows(() => pick(['mail', 'chat', 'phone'])),
      ),
      makeCategoryColumn(
        'category',
        rows(() => pick(['late', 'broken', 'question'])),
      ),
      numbers(
        'stars',
        rows(() => 1 + random.integer(5)),
      ),
      numbers(
        'amount',
        rows(() => random.next() * 100),
      ),
      { kind: 'date', name: 'received', values: Float64Array.from(rows((row) => 86_400_000 * row)), hasTime: false },
    ]);
    expect(free(found)[0]).toBe('message');
    expect(found.labels).toEqual(['category', 'channel']);
    expect(found.ratings).toEqual([{ column: 'stars', lowest: 1, highest: 5 }]);
    expect(found.answers).toEqual(['reply']);
    expect(found.dates).toEqual(['received']);
  });

  it('may be in Chinese, as text or as categories', async () => {
    const found = await recognised([
      makeTextColumn('内容', chinese),
      makeCategoryColumn('留言', chinese.toReversed()),
      makeCategoryColumn(
        '回复',
        rows(() => pick(['您好，已经为您处理', '您好，请稍等我们会联系您'])),
      ),
      makeCategoryColumn(
        '分类',
        rows(() => pick(['物流', '账号'])),
      ),
      numbers(
        '评分',
        rows(() => random.integer(11)),
      ),
    ]);
    expect(free(found).toSorted()).toEqual(['内容', '留言']);
    expect(found.texts[0]?.language).toBe('zh');
    expect(found.answers).toEqual(['回复']);
    expect(found.labels).toEqual(['分类']);
    expect(found.ratings).toEqual([{ column: '评分', lowest: 0, highest: 10 }]);
  });

  it('is no list of ids, though each text is there once and has no spaces', async () => {
    const { columns } = await profileTable(makeTable([makeTextColumn('内容', chinese)]), pacer());
    expect(columns[0]?.role).toBe('text');
    const codes = await profileTable(
      makeTable([
        makeTextColumn(
          '内容',
          rows((row) => `京A${row}`),
        ),
      ]),
      pacer(),
    );
    expect(codes.columns[0]?.role).toBe('id');
  });

  it('takes a lone column of answers for the texts', async () => {
    const found = await recognised([makeTextColumn('response', english)]);
    expect(free(found)).toEqual(['response']);
    expect(found.answers).toEqual([]);
  });
});

describe('no free text', () => {
  it.each<[string, string, readonly string[]]>([
    ['few-words', 'status', rows(() => pick(['open', 'closed', 'on hold']))],
    ['few-words', 'city', rows((row) => `Town ${String.fromCharCode(65 + (row % 26))}`)],
    ['repeats', 'plan', rows(() => pick(['the small plan for one', 'the large plan for many people']))],
    ['codes', 'page', rows((row) => `https://example.org/shop/items/${row}?from=mail&x=${row * 7}`)],
    ['codes', 'build', rows((row) => `v1.${row}.3 20 30 40 ${row} 50 60`)],
  ])('%s: %s', async (why, name, cells) => {
    const found = await recognised([makeCategoryColumn(name, cells)]);
    expect(free(found)).toEqual([]);
    expect(found.texts[0]?.why).toBe(why);
  });

  it('nor an empty column, nor numbers; OperatingSystems rates nothing', async () => {
    const found = await recognised([
      makeCategoryColumn(
        'message',
        rows(() => null),
      ),
      numbers(
        'OperatingSystems',
        rows((row) => 1 + (row % 8)),
      ),
      numbers(
        'CustomerRating',
        rows((row) => 1 + (row % 4)),
      ),
    ]);
    expect(found.texts).toEqual([]);
    expect(found.ratings.map(({ column }) => column)).toEqual(['CustomerRating']);
  });
});

describe('what the cells of a column are like', () => {
  it('is told by a sample of many rows, filled ones alone', () => {
    const cells = Array.from({ length: 10_000 }, (_, row) => (row % 2 === 0 ? 'two words' : null));
    expect(summariseText(makeTextColumn('t', cells))).toEqual({
      cells: 1_000,
      language: 'en-like',
      medianWords: 2,
      medianCharacters: 9,
      spaced: 1,
      wordShare: 1,
    });
    expect(summariseText(makeTextColumn('t', [null, ' ']))).toBeUndefined();
  });
});

/** Free texts, and the likeliest label: real tables of other kinds, and one of support questions. */
const EXPECTED: Readonly<Record<string, { readonly texts: readonly string[]; readonly label: string }>> = {
  'banking77/banking77_test.csv': { texts: ['text'], label: 'category' },
  'telco-churn/Telco-Customer-Churn.csv': { texts: [], label: 'PaymentMethod' },
  'faostat-french/FAOSTAT_2020_Population.csv': { texts: [], label: 'Code zone (M49)' },
  'marketing-campaign/marketing_campaign.csv': { texts: [], label: 'Marital_Status' },
};

describe('real tables', () => {
  for (const [file, { texts, label }] of Object.entries(EXPECTED)) {
    const path = sharedData(file);
    it.skipIf(!path)(`${file} has ${texts.length === 0 ? 'no free text' : texts.join()}`, async () => {
      const found = recogniseTexts(await profileTable(await readReal(path ?? ''), pacer()));
      expect(free(found)).toEqual(texts);
      expect(found.labels[0]).toBe(label);
    });
  }
});
