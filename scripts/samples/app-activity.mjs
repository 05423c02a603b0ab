const DAY = 86_400_000;
const START = Date.parse('2026-01-05T00:00:00Z');
const PEOPLE = 290;

/**
 * What the users of an app did, event by event, over 24 weeks.
 *
 * What drives it: people who are about to buy read the guide before they look at the prices, all others the other way
 * round, so that counts of the two are alike. Who is about to leave comes less and less often, and exports data after a look
 * at the settings, not before. Inviting others keeps people a little longer.
 */
export const appActivity = {
  id: 'app-activity',
  seed: 20261102,
  columns: ['user', 'event', 'time', 'device'],
  /** From here on it is what happened later. */
  laterFrom: new Date(START + 147 * DAY).toISOString().slice(0, 16),

  /** @param {ReturnType<typeof import('./draw.mjs').createDraw>} draw */
  rows(draw) {
    const rows = Array.from({ length: PEOPLE }, (_, index) => journey(draw, `U${1001 + index}`)).flat();
    return rows.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  },
};

/** Visits from the sign-up until they leave, or the 24 weeks are over. */
function journey(draw, user) {
  const device = draw.chance(0.6) ? 'web' : 'phone';
  const rows = [];
  const usualGap = 5 + 6 * draw.uniform();
  let at = draw.chance(0.5) ? 6 * draw.uniform() : 120 * draw.uniform();
  let mood = 'staying';
  let visitsLeft = 0;
  let gap = usualGap;
  add(rows, user, device, at, ['sign up']);
  while (at < 168) {
    at += 0.2 + draw.exponential(gap);
    if (mood === 'staying') {
      if (draw.chance(0.06)) [mood, visitsLeft] = ['leaving', draw.integer(2, 4)];
      else if (draw.chance(0.2)) [mood, visitsLeft] = ['buying', draw.integer(1, 2)];
    }
    const visit = ['open', ...actions(draw, mood)];
    if (mood === 'leaving') gap *= visit.includes('invite') ? 1.1 : 1.5;
    if (mood === 'buying' && visitsLeft === 0) {
      visit.push('purchase');
      mood = 'staying';
    }
    add(rows, user, device, at, visit);
    if (mood === 'leaving' && visitsLeft === 0) break;
    visitsLeft--;
  }
  return rows;
}

/** What is done on a visit, in its order. */
function actions(draw, mood) {
  const found = [];
  if (draw.chance(0.3)) found.push('create');
  if (draw.chance(0.12)) found.push('invite');
  if (draw.chance(mood === 'buying' ? 0.95 : 0.4)) {
    const asBuyer = draw.chance(mood === 'buying' ? 0.92 : 0.08);
    found.push(...(asBuyer ? ['guide', 'pricing'] : ['pricing', 'guide']));
  }
  if (draw.chance(mood === 'leaving' ? 0.6 : 0.2)) {
    const asLeaver = draw.chance(mood === 'leaving' ? 0.9 : 0.1);
    found.push(...(asLeaver ? ['settings', 'export'] : ['export', 'settings']));
  }
  return found;
}

/** Some minutes between one event and the next. */
function add(rows, user, device, day, events) {
  events.forEach((event, place) => {
    const ms = START + Math.floor(day * 1440 + 3 * place) * 60_000;
    if (ms < START + 168 * DAY) rows.push({ user, event, time: new Date(ms).toISOString().slice(0, 16), device });
  });
}
