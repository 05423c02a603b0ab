import type { LevelCount } from '../../core/profile/types.ts';

/** What a founder wants people to do, the most wanted first, as event names say it. */
const OUTCOMES: readonly RegExp[] = [
  /(^|[^a-z])(purchased?|buy|bought|ordered|order|sale|sold)([^a-z]|$)|购买|成交|구매|購入/iu,
  /(^|[^a-z])(paid|pay|payment|charged?|invoice)([^a-z]|$)|付款|支付/iu,
  /subscri|upgrad|renew|convert|conversion|donat|deposit|订阅/iu,
  /(^|[^a-z])(book|booked|booking|reserv\w*|hired?)([^a-z]|$)/iu,
  /sign[\s_-]?up|regist|activat|install|注册/iu,
  /checkout|add[\s_-]?to[\s_-]?cart|trial|demo|quote|加购/iu,
];
/** The same words said of what went wrong. */
const WRONG = /error|fail|bug|cancel|refund|declin|abandon|unsub|uninstall/iu;
/** What nearly everybody does is no outcome. */
const MOST_SHARE = 0.5;

/** The event that is most likely what the question is about; undefined where no name says so. */
export function likelyOutcome(levels: readonly LevelCount[]): string | undefined {
  const all = levels.reduce((sum, { count }) => sum + count, 0);
  const possible = levels.filter(({ level, count }) => !WRONG.test(level) && count <= all * MOST_SHARE);
  for (const pattern of OUTCOMES) {
    const found = possible.filter(({ level }) => pattern.test(level));
    // Of several, the one that says the least besides: `purchase` rather than `purchase details`.
    const [shortest] = found.toSorted((a, b) => a.level.length - b.level.length || b.count - a.count);
    if (shortest) return shortest.level;
  }
  return undefined;
}
