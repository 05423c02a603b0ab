import { predictSharing } from './predict/share/sharing.ts';
import type { LensSharing } from './share.ts';

/** How every lens shares what it found: a line a lens. */
export const LENS_SHARING = [predictSharing] as const satisfies readonly LensSharing<never, unknown>[];
