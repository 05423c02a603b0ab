import type { PictureShape } from '../../predict/question.ts';
import type { SharedPredict } from '../../predict/share/types.ts';
import type { SharedKind } from '../../text/share/types.ts';

/** Parts that can be taken out of a report about pictures. */
export const IMAGE_PARTS = ['proof', 'kinds'] as const;
export type ImagePartId = (typeof IMAGE_PARTS)[number];

/**
 * The body of a shared report about pictures. No picture is in it, no row of one and nothing that a network has kept of
 * them: only how large they were and how well the kinds are told apart.
 */
export interface SharedImage {
  /** The figures that all lenses give. */
  readonly predict: SharedPredict;
  readonly size?: PictureShape;
  /** Of three kinds and more. */
  readonly kinds?: readonly SharedKind[];
}
