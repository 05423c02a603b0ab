import { clamp, daysAfter, sigmoid } from './draw.mjs';

const SNAPSHOT = '2026-06-30';
const COUNTRIES = [
  ['Germany', 0.34],
  ['Austria', 0.12],
  ['Switzerland', 0.1],
  ['France', 0.14],
  ['Netherlands', 0.11],
  ['United Kingdom', 0.12],
  ['United States', 0.07],
];
const PLANS = {
  Starter: { perSeat: 15, annual: 0.2, features: -0.7 },
  Team: { perSeat: 22, annual: 0.4, features: -0.1 },
  Business: { perSeat: 31, annual: 0.6, features: 0.5 },
};

/**
 * Customers of a subscription on one day, and whether they cancelled within the next 60 days.
 *
 * What drives it: not having logged in for two weeks; few features in use (and tickets hurt only there); the first
 * three months; failed payments; and for annual contracts hardly anything but a renewal that is near. Mood, which a
 * survey sees where it was answered, is half hidden. Country decides nothing.
 */
export const saasChurn = {
  id: 'saas-churn',
  seed: 20260630,
  known: 2000,
  fresh: 300,
  key: 'customer_id',
  outcome: 'churned',

  /** @param {ReturnType<typeof import('./draw.mjs').createDraw>} draw @param {number} index */
  row(draw, index) {
    const plan = draw.pick([
      ['Starter', 0.5],
      ['Team', 0.35],
      ['Business', 0.15],
    ]);
    const { perSeat, annual, features } = PLANS[plan];
    const seats = { Starter: 1 + draw.poisson(1.6), Team: 3 + draw.poisson(7), Business: 18 + draw.poisson(26) }[plan];
    const billing = draw.chance(annual) ? 'annual' : 'monthly';
    const rebate = draw.chance(0.2) ? 0.9 : 1;
    const fee = perSeat * seats * (billing === 'annual' ? 0.84 : 1) * rebate;
    const days = 10 + Math.floor(clamp(0, draw.exponential(520), 1900));
    const renewal = billing === 'annual' ? 365 - (days % 365) : 30 - (days % 30);

    const engagement = draw.normal();
    const mood = draw.normal();
    const logins = draw.poisson(clamp(0, Math.exp(1.7 + 0.7 * engagement + 0.4 * Math.log(seats)), 150));
    const away = logins === 0 ? 31 + Math.floor(draw.exponential(20)) : Math.floor(draw.exponential(34 / (logins + 1)));
    const used = Array.from({ length: 12 }, () => draw.chance(sigmoid(features + 0.7 * engagement))).filter(Boolean);
    const integrations = draw.poisson(plan === 'Starter' ? 0.4 : 1.3);
    const tickets = draw.poisson(Math.exp(-0.5 + 0.3 * Math.log(seats) - 0.35 * mood));
    const failedPayments = draw.poisson(billing === 'annual' ? 0.04 : 0.18);
    const survey = draw.chance(0.58) ? Math.round(clamp(0, 7 + 0.5 * engagement + 1.4 * mood + draw.normal(), 10)) : '';

    const due = renewal <= 45;
    const logit =
      -1.7 +
      2.9 * sigmoid((away - 13) / 2) +
      (days < 90 ? 1 : 0) +
      (billing === 'annual' ? (due ? 1.6 : -2.4) : 0) +
      (used.length <= 3 ? 0.9 + 0.6 * Math.min(tickets, 5) : -0.16 * (used.length - 3)) +
      0.9 * Math.min(failedPayments, 2) -
      0.25 * Math.min(integrations, 3) -
      0.55 * mood;
    const churned = draw.chance(sigmoid(logit)) ? 'Yes' : 'No';

    const country = draw.pick(COUNTRIES);
    const migrated = draw.chance(0.015);
    return {
      customer_id: `C-${100000 + index * 37 + draw.integer(0, 36)}`,
      country: draw.chance(0.012) ? ` ${country}` : draw.chance(0.01) ? '' : country,
      plan,
      billing,
      seats,
      monthly_fee: draw.chance(0.008) ? 'n/a' : fee.toFixed(2),
      signup_date: migrated ? '' : daysAfter(SNAPSHOT, -days),
      renewal_in_days: renewal,
      logins_30d: logins,
      days_since_login: away,
      features_used: used.length,
      integrations: draw.chance(0.02) ? '' : integrations,
      tickets_90d: tickets,
      failed_payments_90d: failedPayments,
      satisfaction: survey,
      churned,
    };
  },
};
