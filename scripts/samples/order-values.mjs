import { clamp, daysAfter } from './draw.mjs';

const CATEGORIES = {
  accessories: { price: 14, share: 0.28, bulk: 0.95 },
  clothing: { price: 31, share: 0.3, bulk: 0.9 },
  shoes: { price: 62, share: 0.18, bulk: 0.85 },
  electronics: { price: 118, share: 0.14, bulk: 0.7 },
  furniture: { price: 210, share: 0.1, bulk: 0.6 },
};
const COUNTRIES = { Germany: 1, Austria: 1.02, Switzerland: 1.28, France: 0.96, Italy: 0.9, Poland: 0.74 };
const FIRST_DAY = '2025-01-01';

/**
 * Orders of an online shop by date, and what each brought in euros.
 *
 * A product of what is bought (price, and how much a further item adds, differ by category), country, loyalty and
 * discount, times noise of about 22 %. Express adds a fee, but is free for loyal customers. Before Christmas baskets are
 * dearer, in electronics most of all. Weight follows from category and items; the channel decides nothing.
 */
export const orderValues = {
  id: 'order-values',
  seed: 20251231,
  known: 2200,
  fresh: 350,
  key: 'order_id',
  outcome: 'value_eur',

  /** @param {ReturnType<typeof import('./draw.mjs').createDraw>} draw @param {number} index */
  row(draw, index) {
    // About 3.7 orders a day, one after another.
    const date = daysAfter(FIRST_DAY, index * 0.27 + draw.uniform());
    const month = Number(date.slice(5, 7));
    const category = draw.pick(Object.entries(CATEGORIES).map(([name, { share }]) => [name, share]));
    const { price, bulk } = CATEGORIES[category];
    const items = 1 + draw.poisson(price > 100 ? 0.5 : 1.7);
    const country = draw.pick([
      ['Germany', 0.46],
      ['Austria', 0.13],
      ['Switzerland', 0.11],
      ['France', 0.13],
      ['Italy', 0.09],
      ['Poland', 0.08],
    ]);
    const earlier = draw.chance(0.45) ? 0 : 1 + draw.poisson(2.4);
    const discount = draw.chance(0.35) ? draw.integer(1, 6) * 5 : 0;
    const express = draw.chance(earlier >= 4 ? 0.4 : 0.2);
    const season = month >= 11 ? (category === 'electronics' ? 1.35 : 1.12) : 1;
    const loyalty = 1 + 0.05 * Math.min(earlier, 6);
    const goods = price * items ** bulk * COUNTRIES[country] * loyalty * season * (1 - discount / 100);
    const value = goods * Math.exp(0.22 * draw.normal()) + (express && earlier < 4 ? 9.9 : 0);
    const weight = clamp(
      0.1,
      items *
        { accessories: 0.3, clothing: 0.5, shoes: 1.1, electronics: 2.4, furniture: 14 }[category] *
        (0.8 + 0.4 * draw.uniform()),
      80,
    );

    return {
      order_id: `A-${String(20000 + index)}`,
      order_date: date,
      category,
      items,
      weight_kg: draw.chance(0.025) ? '' : weight.toFixed(1),
      discount_percent: draw.chance(0.01) ? '-' : discount,
      country: draw.chance(0.01) ? '' : country,
      express: express ? 'Yes' : 'No',
      earlier_orders: earlier,
      channel: draw.pick([
        ['web', 0.55],
        ['app', 0.35],
        ['phone', 0.1],
      ]),
      value_eur: value.toFixed(2),
    };
  },
};
