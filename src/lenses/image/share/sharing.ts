import { buildPredict } from '../../predict/share/build.ts';
import { safeClasses } from '../../predict/share/classes.ts';
import { makeHeldList } from '../../predict/share/held.ts';
import { SHARE_PARTS, type PredictSource } from '../../predict/share/types.ts';
import type { LensSharing, ShareChoices, Shared, SharePart } from '../../share.ts';
import { safeKinds } from '../../text/share/safe-kinds.ts';
import { SharedImageSchema } from './schema.ts';
import { IMAGE_PARTS, type ImagePartId, type SharedImage } from './types.ts';

/** Of what all lenses share: columns are pixels, cards count single mistakes, and the model has seen the pictures. */
const NEVER = SHARE_PARTS.filter((part) => part !== 'proof');

function imageParts({ model: { report } }: PredictSource): SharePart[] {
  const there: Readonly<Record<ImagePartId, boolean>> = {
    proof: (report.binary ?? report.multiclass) !== undefined,
    kinds: report.multiclass !== undefined,
  };
  return IMAGE_PARTS.filter((id) => there[id]).map((id) => ({ id }));
}

/** @throws share.target-out, share.too-few-rows, share.too-few-of-class */
function buildImage(source: PredictSource, choices: ShareChoices): Shared<SharedImage> {
  const { report } = source.model;
  const held = makeHeldList();
  // The mix-ups are looked at even where they are taken out: kinds must not say what they would hold back.
  const whole = buildPredict(source, { ...choices, without: NEVER });
  const told = choices.without.includes('proof') ? buildPredict(source, { ...choices, without: SHARE_PARTS }) : whole;
  const classes = safeClasses(report);
  const kinds =
    classes && !choices.without.includes('kinds') ? safeKinds(report, classes, whole.body.confusion, held) : [];
  held.add('pictures');
  const shape = report.image?.shape;
  return {
    body: {
      predict: told.body,
      ...(shape ? { size: { height: shape.height, width: shape.width, channels: shape.channels } } : {}),
      ...(kinds.length > 0 ? { kinds } : {}),
    },
    held: [...told.held, ...held.list()],
  };
}

/** How the image lens shares what a training found: never a picture, a part of one, or which row it was. */
export const imageSharing: LensSharing<PredictSource, SharedImage> = {
  lens: 'image',
  parts: imageParts,
  build: buildImage,
  schema: SharedImageSchema,
};
