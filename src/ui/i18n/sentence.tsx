import { Fragment, type ReactNode } from 'react';
import type { MessageParams } from '../../core/errors.ts';
import type { WordKey } from './en/en.ts';
import { useWords } from './use-words.ts';

const OPEN = '\uE000';
const CLOSE = '\uE001';

interface SentenceProps {
  readonly of: WordKey;
  readonly params?: MessageParams;
  /** Elements that stand where the sentence names them as params: bold names, links, inputs. Their order is the language's. */
  readonly slots?: Readonly<Record<string, ReactNode>>;
}

/** A sentence with elements in it. Names with `<` or `&` in them stay text. */
export function Sentence({ of, params, slots = {} }: SentenceProps) {
  const words = useWords();
  const names = Object.keys(slots);
  const marks = Object.fromEntries(names.map((name) => [name, `${OPEN}${name}${CLOSE}`]));
  return splitAtMarks(words(of, { ...params, ...marks })).map((part, index) => (
    // Parts have no identity but their place.
    <Fragment key={`${index}`}>{part.slot === undefined ? part.text : slots[part.slot]}</Fragment>
  ));
}

interface Part {
  readonly text: string;
  readonly slot?: string;
}

/** Cuts a worded sentence at its marks. */
export function splitAtMarks(text: string): readonly Part[] {
  const parts: Part[] = [];
  for (const [index, piece] of text.split(OPEN).entries()) {
    const end = piece.indexOf(CLOSE);
    if (index === 0 || end < 0) {
      if (piece !== '') parts.push({ text: piece });
      continue;
    }
    parts.push({ text: '', slot: piece.slice(0, end) });
    if (end + 1 < piece.length) parts.push({ text: piece.slice(end + 1) });
  }
  return parts;
}
