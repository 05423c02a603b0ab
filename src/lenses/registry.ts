import type { Finding } from '../core/errors.ts';
import type { TableProfile } from '../core/profile/types.ts';
import type { AnyLens, AnySuggestion } from './any.ts';
import { forecastFindings } from './forecast/findings.ts';
import { suggestForecast } from './forecast/suggest.ts';
import { imageFindings, suggestImage } from './image/suggest.ts';
import { suggestQuestions } from './predict/suggest.ts';
import { sequenceFindings, suggestSequence } from './sequence/suggest.ts';
import { suggestText, textFindings } from './text/suggest.ts';

/** One founder's question put to a table: a folder here, one in `ui/`, and a line below. */
export interface Lens {
  readonly id: AnyLens;
  /** Questions of this lens that fit the columns, the likeliest first. */
  readonly suggest: (profile: TableProfile) => readonly AnySuggestion[];
  /** What keeps the lens from asking anything, and what to do about it. */
  readonly findings?: (profile: TableProfile) => readonly Finding[];
}

/** Of a suggestion that says nothing of its strength. */
const USUAL_STRENGTH = 0.5;

/** Every lens there is, in the order in which their suggestions are shown. */
export const LENSES: readonly Lens[] = [
  { id: 'predict', suggest: suggestQuestions },
  { id: 'text', suggest: suggestText, findings: textFindings },
  { id: 'image', suggest: suggestImage, findings: imageFindings },
  { id: 'sequence', suggest: suggestSequence, findings: sequenceFindings },
  { id: 'forecast', suggest: suggestForecast, findings: forecastFindings },
];

/** The profile, and what keeps lenses from asking anything of it. */
export function withLensFindings(profile: TableProfile): TableProfile {
  const found = LENSES.flatMap((lens) => lens.findings?.(profile) ?? []);
  return found.length > 0 ? { ...profile, findings: [...found, ...profile.findings] } : profile;
}

/** What could be asked of a table, by all lenses. */
export function suggestAll(profile: TableProfile): readonly AnySuggestion[] {
  return LENSES.flatMap((lens): readonly AnySuggestion[] => lens.suggest(profile)).toSorted(
    (a, b) => (b.strength ?? USUAL_STRENGTH) - (a.strength ?? USUAL_STRENGTH),
  );
}
