import { useCallback } from 'react';
import type { SplitChoice } from '../../../lenses/predict/question.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

/** Which rows are set aside, in words. */
export function useSplitWords(): (split: SplitChoice) => string {
  const words = useWords();
  const format = useFormat();
  return useCallback(
    (split) => {
      switch (split.kind) {
        case 'random':
          return words('question.split.random', { share: format.percent(split.testShare) });
        case 'time':
        case 'entity':
        case 'snapshots':
          return words(`question.split.${split.kind}`, {
            share: format.percent(split.testShare),
            column: split.column,
          });
        case 'column':
          return words('question.split.column', { column: split.column });
      }
    },
    [words, format],
  );
}
