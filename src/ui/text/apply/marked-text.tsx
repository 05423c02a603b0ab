import { VisuallyHidden } from '@mantine/core';
import type { Reading } from '../../../lenses/text/types.ts';
import { useWords } from '../../i18n/use-words.ts';
import classes from '../text.module.css';
import { markedSegments } from '../view/marked-segments.ts';

interface MarkedTextProps {
  readonly text: string;
  readonly marks: Reading['marks'];
  /** The kind that the marks speak for. */
  readonly kind: string;
}

/** A text with what spoke for a kind and against it marked: by line and weight, with a legend. Always shown as text. */
export function MarkedText({ text, marks, kind }: MarkedTextProps) {
  const words = useWords();
  const segments = markedSegments(text, marks);
  const sides = new Set(segments.map(({ side }) => side));
  return (
    <div>
      <div className={classes.text} dir="auto" data-testid="marked-text">
        {segments.map((segment, index) =>
          segment.side === undefined ? (
            segment.text
          ) : (
            <mark
              // Stretches have no identity but their place.
              key={`${index}`}
              className={classes.mark}
              {...(segment.side === 'for' ? { 'data-for': segment.strength } : { 'data-against': segment.strength })}
            >
              {segment.text}
              <VisuallyHidden>{words(`inbox.mark.${segment.side}.short`)}</VisuallyHidden>
            </mark>
          ),
        )}
      </div>
      <div className={classes.legend}>
        {sides.has('for') && (
          <span>
            <mark className={classes.mark} data-for="strong">
              {words('inbox.mark.sample')}
            </mark>{' '}
            {words('inbox.mark.for', { kind })}
          </span>
        )}
        {sides.has('against') && (
          <span>
            <mark className={classes.mark} data-against="strong">
              {words('inbox.mark.sample')}
            </mark>{' '}
            {words('inbox.mark.against', { kind })}
          </span>
        )}
        {segments.length > 0 && sides.size === 1 && sides.has(undefined) && <span>{words('inbox.mark.none')}</span>}
      </div>
    </div>
  );
}
