import { clamp, sigmoid } from './draw.mjs';

const SOURCE_PULL = { search: 0.1, ads: -0.2, email: 0.7, direct: 0.35, social: -0.7 };

/**
 * Visits to an online shop, and whether they ended in a purchase.
 *
 * What drives it: earlier pages browsed, with less and less effect; searches, which say what is wanted; a basket, up to
 * the price where people hesitate; slow delivery, most of all for dear baskets; a discount, which moves only people who
 * come for the first time. Long visits on a phone without a search go nowhere. The hour matters a little.
 */
export const shopVisits = {
  id: 'shop-visits',
  seed: 20260901,
  known: 2500,
  fresh: 400,
  key: 'visit_id',
  outcome: 'purchase',

  /** @param {ReturnType<typeof import('./draw.mjs').createDraw>} draw @param {number} index */
  row(draw, index) {
    const device = draw.pick([
      ['mobile', 0.58],
      ['desktop', 0.34],
      ['tablet', 0.08],
    ]);
    const source = draw.pick([
      ['search', 0.36],
      ['ads', 0.22],
      ['direct', 0.2],
      ['social', 0.13],
      ['email', 0.09],
    ]);
    const returning = draw.chance(source === 'direct' || source === 'email' ? 0.7 : 0.3);
    const hour = Math.floor(clamp(0, 15 + 4.5 * draw.normal(), 23));
    const interest = draw.normal();
    const browsing = draw.poisson(Math.exp(1.3 + 0.55 * interest + (returning ? 0.7 : 0)));
    const searches = draw.poisson(Math.exp(0.2 + 0.5 * interest + (source === 'search' ? 0.5 : 0)));
    const pages = 1 + draw.poisson(clamp(0, Math.exp(1.2 + 0.4 * interest + (device === 'desktop' ? 0.35 : 0)), 60));
    const minutes = pages * (0.5 + draw.exponential(0.7));
    const hasBasket = draw.chance(sigmoid(-1.1 + 0.6 * interest + 0.06 * pages));
    const basket = hasBasket ? Math.exp(3.7 + 0.6 * draw.normal()) : 0;
    const delivery = draw.integer(1, 7);
    const discount = draw.chance(0.3);

    const logit =
      -4.2 +
      2.2 * (1 - Math.exp(-browsing / 5)) +
      0.32 * Math.min(searches, 6) +
      (hasBasket ? 2.1 - 1.4 * sigmoid((basket - 110) / 15) : 0) -
      0.16 * (delivery - 3) * (basket > 60 ? 2 : 1) +
      (discount && !returning ? 0.9 : 0) -
      (device === 'mobile' && minutes > 8 && searches === 0 ? 1.5 : 0) +
      SOURCE_PULL[source] +
      (hour >= 19 ? 0.35 : 0);
    const purchase = draw.chance(sigmoid(logit)) ? 'Yes' : 'No';

    return {
      visit_id: `V${String(400000 + index * 13 + draw.integer(0, 12))}`,
      device,
      source: draw.chance(0.015) ? '' : source,
      returning: returning ? 'Yes' : 'No',
      hour,
      browsing_history: browsing,
      search_history: searches,
      pages,
      minutes: draw.chance(0.03) ? '' : minutes.toFixed(1),
      basket_eur: basket.toFixed(2),
      discount_shown: discount ? 'Yes' : 'No',
      delivery_days: draw.chance(0.01) ? 'n/a' : delivery,
      purchase,
    };
  },
};
