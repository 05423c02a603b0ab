import { useCallback } from 'react';
import type { SegmentCondition } from '../../../core/advise/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useColumnWords } from '../../i18n/use-column-words.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { conditionWord } from '../view/card.ts';

/** A segment in plain words: "Contract is Month-to-month and tenure below 6". */
export function useSegmentWords(): (segment: readonly SegmentCondition[]) => string {
  const words = useWords();
  const format = useFormat();
  const names = useColumnWords();
  const locale = useLocale();
  return useCallback(
    (segment) => {
      const or = new Intl.ListFormat(locale, { type: 'disjunction' });
      const and = new Intl.ListFormat(locale, { type: 'conjunction' });
      const said = segment.map((condition) => {
        const word = conditionWord(condition);
        const { kind } = word;
        const column = names.column(word.column);
        const write = (value: number) => ('date' in word && word.date ? format.date(value) : format.number(value));
        switch (kind) {
          case 'one-of':
            return words('do.condition.one-of', {
              column,
              levels: or.format(word.levels.map((level) => names.level(word.column, level))),
            });
          case 'between':
            return words('do.condition.between', { column, low: write(word.low), high: write(word.high) });
          case 'at-least':
            return words('do.condition.at-least', { column, low: write(word.low) });
          case 'below':
            return words('do.condition.below', { column, high: write(word.high) });
          case 'missing':
          case 'any':
            return words(`do.condition.${kind}`, { column });
        }
      });
      return and.format(said);
    },
    [words, format, names, locale],
  );
}
