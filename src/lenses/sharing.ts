import { imageSharing } from './image/share/sharing.ts';
import { predictSharing } from './predict/share/sharing.ts';
import type { LensSharing } from './share.ts';
import { textSharing } from './text/share/sharing.ts';

/** How every lens shares what it found: a line a lens. */
export const LENS_SHARING = [predictSharing, textSharing, imageSharing] as const satisfies readonly LensSharing<
  never,
  unknown
>[];
