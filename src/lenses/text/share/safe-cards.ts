import type { Card } from '../../../core/advise/types.ts';
import { coarseCount } from '../../../core/disclose/coarse-count.ts';
import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import type { PredictReport } from '../../predict/report.ts';
import type { SafeClasses } from '../../predict/share/classes.ts';
import type { HeldList } from '../../predict/share/held.ts';
import { cut, MOST_CARDS } from '../../predict/share/limits.ts';
import type { Subject, TextFindings } from '../types.ts';
import { coarse } from './safe-kinds.ts';
import { INBOX_CARDS, type SharedInboxCard } from './types.ts';

/**
 * What stands out, by kind: counts to the nearest ten, low ratings as an interval to whole tenths from which no count of 1
 * to 10 texts can be told. Cards about copies name no kind and are of no use without their texts: they stay.
 */
export function safeCards(
  report: PredictReport,
  text: TextFindings,
  classes: SafeClasses,
  held: HeldList,
): readonly SharedInboxCard[] {
  const about = report.cards.filter(({ code }) => INBOX_CARDS.some((known) => known === code));
  const told = about.slice(0, MOST_CARDS).flatMap((card) => {
    const name = card.segment[0]?.levels?.[0] ?? '';
    const subject = text.subjects.find((one) => one.name === name);
    const safe = subject && isNamed(name, report, classes) ? safeCard(card, subject, text) : undefined;
    return safe ? [safe] : [];
  });
  if (told.length < about.length) held.add('inbox-cards', { count: about.length - told.length });
  return told;
}

function isNamed(name: string, { classes: all }: PredictReport, { of, names, folded }: SafeClasses): boolean {
  const place = of[all?.indexOf(name) ?? -1];
  return place !== undefined && !(folded > 0 && place === names.length - 1);
}

/** Rows beside those of the test, which are told exactly at times: rounded, the difference is none or 11 and more. */
const LEAST_BESIDE = MIN_GROUP + 10;
/** Steps that a p value is told in beside rounded counts, which it would give away. */
const P_STEPS = [0.001, 0.01, 0.05, 1];

function safeCard(card: Card, subject: Subject, text: TextFindings): SharedInboxCard | undefined {
  const { name, rows, growth, low } = subject;
  const code = INBOX_CARDS.find((known) => known === card.code);
  const all = text.subjects.reduce((sum, one) => sum + one.rows, 0);
  const tested = text.perClass.find((one) => one.name === name)?.count ?? 0;
  if (!code || rows - tested < LEAST_BESIDE || all - rows < LEAST_BESIDE) return undefined;
  const told = coarseCount(rows);
  const grown = growth && growth.before >= MIN_GROUP && growth.after >= MIN_GROUP ? growth : undefined;
  // How many of them were rated is told nowhere.
  const share = low && coarse(low.rows, low.rated, 1, told.most);
  if ((code === 'card.text.growing' && !grown) || (code === 'card.text.low-rated' && !share)) return undefined;
  return {
    code,
    name: cut(name),
    rows: told.told,
    of: coarseCount(all).told,
    ...(grown
      ? { growth: { days: grown.days, before: coarseCount(grown.before).told, after: coarseCount(grown.after).told } }
      : {}),
    ...(share ? { low: share } : {}),
    ...(card.segmentsTried > 0
      ? { tried: card.segmentsTried, p: P_STEPS.find((step) => card.adjustedPValue <= step) ?? 1 }
      : {}),
  };
}
