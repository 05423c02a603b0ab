import { VisuallyHidden } from '@mantine/core';
import { cutText } from '../../../core/text/normalise.ts';
import type { Reading } from '../../../lenses/text/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import classes from '../text.module.css';
import { markedSegments } from '../view/marked-segments.ts';

interface MarkedTextProps {
  readonly text: string;
  readonly marks: Reading['marks'];
  /** The kind that the marks speak for. */
  readonly kind: string;
}

/**
 * A text with what spoke for a kind and against it marked: by line and weight, with a legend. Always shown as text, and as
 * far as it was read.
 */
export function MarkedText({ text, marks, kind }: MarkedTextProps) {
  const words = useWords();
  const format = useFormat();
  const read = cutText(text);
  const segments = markedSegments(read, marks);
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
        {read.length < text.length && '…'}
      </div>
      <div className={classes.legend}>
        {read.length < text.length && (
          <span>{words('inbox.mark.cut', { count: text.length, read: format.count(read.length) })}</span>
        )}
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
