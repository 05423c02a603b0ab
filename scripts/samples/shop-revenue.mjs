import { daysAfter } from './draw.mjs';

const START = '2024-10-01';
/** Days whose revenue is known, and days that come. */
const KNOWN = 730;
const AHEAD = 28;

/** Monday first. */
const CHANNELS = [
  { name: 'store', level: 2400, growth: 0, week: [0.8, 0.82, 0.9, 0.98, 1.25, 1.6, 0.65], noise: 0.08, lift: 1.35 },
  { name: 'website', level: 1700, growth: 0.18, week: [1.12, 1, 0.96, 0.94, 0.9, 0.92, 1.16], noise: 0.09, lift: 1.5 },
  { name: 'app', level: 800, growth: 0.25, week: [0.84, 0.86, 0.92, 0.98, 1.16, 1.18, 1.06], noise: 0.08, lift: 1.25 },
];

/** The app was made anew: from that day on it sells as much more, for good. */
const RELAUNCH = { channel: 'app', day: 406, times: 1.6 };

/** The website was down for most of a day; a company bought for all its people in the store. */
const ODD = new Map([
  ['website 225', 0.12],
  ['store 535', 2.9],
]);

/** More before the holidays, less in summer. @param {number} day since 1 October */
const yearly = (day) => {
  const turn = (2 * Math.PI * day) / 365.25;
  return 1 + 0.12 * Math.cos(turn - 1.05) + 0.06 * Math.cos(2 * (turn - 1.15));
};

/** Promotions of three to five days, some weeks apart. @param {ReturnType<typeof import('./draw.mjs').createDraw>} draw */
function promotions(draw) {
  const days = new Set();
  // One begins on the tenth day of those that come, so that there is something to plan.
  for (let day = KNOWN + 9; day >= 0; day -= draw.integer(16, 34)) {
    const last = draw.integer(3, 5);
    for (let i = 0; i < last; i++) days.add(day + i);
  }
  return days;
}

/**
 * What a shop takes in a day, by channel.
 *
 * What drives it: the day of the week, unlike in the store and online; the time of the year; growth online; promotions,
 * planned ahead, which lift sales; the app's relaunch; two odd days. The rest is noise that scales with the level.
 */
export const shopRevenue = {
  id: 'shop-revenue',
  seed: 20260904,
  keys: ['date', 'channel'],
  outcome: 'revenue',
  /** Rows at the end whose outcome is not known yet. */
  ahead: AHEAD * CHANNELS.length,

  /** @param {ReturnType<typeof import('./draw.mjs').createDraw>} draw */
  rows(draw) {
    const promoted = new Map(CHANNELS.map(({ name }) => [name, promotions(draw)]));
    return Array.from({ length: KNOWN + AHEAD }, (_, day) =>
      CHANNELS.map(({ name, level, growth, week, noise, lift }) => {
        const date = daysAfter(START, day);
        const isOn = promoted.get(name)?.has(day) ?? false;
        const revenue =
          level *
          (1 + (growth * day) / 365) *
          (week[(new Date(date).getUTCDay() + 6) % 7] ?? 1) *
          yearly(day) *
          (isOn ? lift : 1) *
          (name === RELAUNCH.channel && day >= RELAUNCH.day ? RELAUNCH.times : 1) *
          (ODD.get(`${name} ${day}`) ?? 1) *
          (1 + noise * draw.normal());
        return { date, channel: name, promotion: isOn ? 1 : 0, revenue: Math.round(revenue) };
      }),
    ).flat();
  },
};
