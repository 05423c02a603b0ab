import type { Card } from '../../../core/advise/types.ts';
import type { Subject } from '../../../lenses/text/types.ts';

/** The kind that a card is about; undefined where it is about none in particular. */
export function subjectOf({ segment }: Card, subjects: readonly Subject[]): Subject | undefined {
  const name = segment[0]?.levels?.[0];
  return name === undefined ? undefined : subjects.find((subject) => subject.name === name);
}
