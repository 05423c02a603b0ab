import { isForecastModel } from './any.ts';
import { forecastSharing } from './forecast/share/sharing.ts';
import type { ForecastSource } from './forecast/share/types.ts';
import { imageSharing } from './image/share/sharing.ts';
import { predictSharing } from './predict/share/sharing.ts';
import type { PredictSource } from './predict/share/types.ts';
import type { LensSharing, Shared, ShareChoices, SharePart } from './share.ts';
import { sequenceSharing } from './sequence/share/sharing.ts';
import { textSharing } from './text/share/sharing.ts';

/** Lenses with known answers: one more shares as `predict` does where it has no line of its own. */
const OF_ROWS = [predictSharing, textSharing, imageSharing, sequenceSharing] as const satisfies readonly LensSharing<
  PredictSource,
  unknown
>[];

/** How every lens shares what it found: a line a lens. */
export const LENS_SHARING = [...OF_ROWS, forecastSharing] as const satisfies readonly LensSharing<never, unknown>[];

/** A lens's way of sharing with what it shares. */
export interface BoundSharing {
  readonly lens: string;
  parts(choices?: ShareChoices): readonly SharePart[];
  build(choices: ShareChoices): Shared<unknown>;
}

const bound = <Source>(sharing: LensSharing<Source, unknown>, source: Source): BoundSharing => ({
  lens: sharing.lens,
  parts: (choices) => sharing.parts(source, choices),
  build: (choices) => sharing.build(source, choices),
});

const isForecast = (source: PredictSource | ForecastSource): source is ForecastSource => isForecastModel(source.model);

/** How the lens of a model shares it; undefined where it does not. */
export function sharingOf(source: PredictSource | ForecastSource): BoundSharing | undefined {
  if (isForecast(source)) return bound(forecastSharing, source);
  const sharing = OF_ROWS.find(({ lens }) => lens === source.model.lens);
  return sharing && bound<PredictSource>(sharing, source);
}
