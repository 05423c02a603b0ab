import * as v from 'valibot';
import { LONGEST_WORD, MOST_CARDS, MOST_CLASSES } from '../../predict/share/limits.ts';
import { SharedPredictSchema } from '../../predict/share/schema.ts';
import { INBOX_CARDS, type SharedText } from './types.ts';

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Between = v.pipe(
  v.strictObject({ low: Share, high: Share }),
  v.check(({ low, high }) => low <= high, 'an interval that ends before it begins'),
);

/** How well one kind is told; the image lens tells the same. */
export const SharedKindSchema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(LONGEST_WORD)),
  rows: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  rounded: v.exactOptional(v.literal(true)),
  found: v.exactOptional(Between),
  named: v.exactOptional(Between),
});

const MOST_POINTS = 250;

const HandOver = v.strictObject({
  threshold: Share,
  byHand: v.boolean(),
  auroc: v.strictObject({ value: Share, low: Share, high: Share }),
  curve: v.pipe(
    v.array(v.strictObject({ threshold: Share, accuracy: Share, answered: Share, handedOver: Share })),
    v.minLength(2),
    v.maxLength(MOST_POINTS),
    v.check(
      (points) => points.every(({ threshold }, i) => i === 0 || threshold >= (points[i - 1]?.threshold ?? 0)),
      'thresholds out of order',
    ),
  ),
});

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const InboxCard = v.strictObject({
  code: v.picklist(INBOX_CARDS),
  name: v.pipe(v.string(), v.maxLength(LONGEST_WORD)),
  rows: Count,
  of: v.pipe(Count, v.minValue(1)),
  growth: v.exactOptional(v.strictObject({ days: Count, before: Count, after: Count })),
  low: v.exactOptional(Between),
  tried: v.exactOptional(Count),
  p: v.exactOptional(Share),
});

/** The body of a shared report about texts, from outside and untrusted. */
export const SharedTextSchema: v.GenericSchema<unknown, SharedText> = v.strictObject({
  predict: SharedPredictSchema,
  kinds: v.exactOptional(v.pipe(v.array(SharedKindSchema), v.maxLength(MOST_CLASSES))),
  handOver: v.exactOptional(HandOver),
  cards: v.exactOptional(v.pipe(v.array(InboxCard), v.maxLength(MOST_CARDS))),
});
