import type { Reading } from '../../../lenses/text/types.ts';

/** A stretch of a text that spoke for a kind, against it, or neither. */
export interface Segment {
  readonly text: string;
  readonly side?: 'for' | 'against';
  readonly strength?: 'strong' | 'weak';
}

/** Below this part of the strongest mark a word hardly mattered, and is not marked. */
const FAINT = 0.12;
const STRONG = 0.5;

/** The text cut at its marks, in order and complete: joined together again it is the text. */
export function markedSegments(text: string, marks: Reading['marks']): readonly Segment[] {
  const strongest = Math.max(0, ...marks.map(({ weight }) => Math.abs(weight)));
  const told = marks
    .filter(({ weight }) => strongest > 0 && Math.abs(weight) >= FAINT * strongest)
    .toSorted((a, b) => a.start - b.start);
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end, weight } of told) {
    const from = Math.max(at, start);
    const to = Math.min(end, text.length);
    if (to <= from) continue;
    if (from > at) segments.push({ text: text.slice(at, from) });
    segments.push({
      text: text.slice(from, to),
      side: weight > 0 ? 'for' : 'against',
      strength: Math.abs(weight) >= STRONG * strongest ? 'strong' : 'weak',
    });
    at = to;
  }
  if (at < text.length) segments.push({ text: text.slice(at) });
  return segments;
}
