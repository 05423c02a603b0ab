import type { LensSharing, ShareChoices, Shared, SharePart } from '../../share.ts';
import { buildPredict } from '../../predict/share/build.ts';
import { safeClasses } from '../../predict/share/classes.ts';
import { makeHeldList } from '../../predict/share/held.ts';
import { SHARE_PARTS, type PredictSource } from '../../predict/share/types.ts';
import { safeCards } from './safe-cards.ts';
import { safeHandOver } from './safe-hand-over.ts';
import { safeKinds } from './safe-kinds.ts';
import { SharedTextSchema } from './schema.ts';
import { INBOX_CARDS, TEXT_PARTS, type SharedText, type TextPartId } from './types.ts';

/** Of what all lenses share: the model itself knows words, and words of single texts. */
const NEVER = SHARE_PARTS.filter((part) => part !== 'proof');

function textParts({ model: { report } }: PredictSource): SharePart[] {
  const there: Readonly<Record<TextPartId, boolean>> = {
    proof: (report.binary ?? report.multiclass) !== undefined,
    kinds: report.multiclass !== undefined,
    'hand-over': (report.text?.outOfScope.curve.length ?? 0) > 0,
    actions: report.cards.some(({ code }) => INBOX_CARDS.some((known) => known === code)),
  };
  return TEXT_PARTS.filter((id) => there[id]).map((id) => ({ id }));
}

/** @throws share.target-out, share.too-few-rows, share.too-few-of-class */
function buildText(source: PredictSource, choices: ShareChoices): Shared<SharedText> {
  const { report } = source.model;
  const held = makeHeldList();
  // The mix-ups are looked at even where they are taken out: kinds must not say what they would hold back.
  const whole = buildPredict(source, { ...choices, without: NEVER });
  const told = choices.without.includes('proof') ? buildPredict(source, { ...choices, without: SHARE_PARTS }) : whole;
  const classes = safeClasses(report);
  const kinds =
    classes && !choices.without.includes('kinds') ? safeKinds(report, classes, whole.body.confusion, held) : undefined;
  const handOver =
    report.text && !choices.without.includes('hand-over')
      ? safeHandOver(report.text.outOfScope, report.split, source.handOver, held)
      : undefined;
  const cards =
    classes && report.text && !choices.without.includes('actions') ? safeCards(report, report.text, classes, held) : [];
  held.add('texts');
  return {
    body: {
      predict: told.body,
      ...(kinds && kinds.length > 0 ? { kinds } : {}),
      ...(handOver ? { handOver } : {}),
      ...(cards.length > 0 ? { cards } : {}),
    },
    held: [...told.held, ...held.list()],
  };
}

/** How the text lens shares what a training found: never a text, a word of one, or which row it was. */
export const textSharing: LensSharing<PredictSource, SharedText> = {
  lens: 'text',
  parts: textParts,
  build: buildText,
  schema: SharedTextSchema,
};
