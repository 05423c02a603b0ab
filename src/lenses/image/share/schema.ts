import * as v from 'valibot';
import { MOST_CLASSES } from '../../predict/share/limits.ts';
import { SharedPredictSchema } from '../../predict/share/schema.ts';
import { SharedKindSchema } from '../../text/share/schema.ts';
import type { SharedImage } from './types.ts';

const MOST_SIDE = 4_096;
const Side = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MOST_SIDE));

/** The body of a shared report about pictures, from outside and untrusted. */
export const SharedImageSchema: v.GenericSchema<unknown, SharedImage> = v.strictObject({
  predict: SharedPredictSchema,
  size: v.exactOptional(v.strictObject({ height: Side, width: Side, channels: v.picklist([1, 3]) })),
  kinds: v.exactOptional(v.pipe(v.array(SharedKindSchema), v.maxLength(MOST_CLASSES))),
});
