import { useCallback } from 'react';
import { timeOf } from '../../../core/series/calendar.ts';
import type { SeriesNature, TimeAxis } from '../../../core/series/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';

/** Of as many one is told by date; of more, how many there are. */
const MOST_DATED = 3;
/** A trend that explains less of the variation is not worth a sentence. */
const STRONG = 0.3;

/** What a series is like, in sentences: seasons, trend, changes of level, odd values, gaps in demand. */
export function useNatureWords(axis: TimeAxis): (nature: SeriesNature) => readonly string[] {
  const words = useWords();
  const format = useFormat();
  const period = usePeriod(axis.step);
  return useCallback(
    (nature) => {
      if (nature.kind === 'zero') return [words('forecast.nature.zero')];
      if (nature.kind === 'constant') return [words('forecast.nature.constant')];
      const sentences: string[] = [];
      const { unit, count } = axis.step;
      for (const { period: round, strength } of nature.seasons) {
        const every = words(`series.unit.${unit}`, { count: round * count });
        sentences.push(words('forecast.nature.season', { every, share: format.percent(strength) }));
      }
      if (nature.seasons.length === 0) sentences.push(words('forecast.nature.no-season'));
      if (nature.trend.strength >= STRONG) {
        const each = words(`series.unit.${unit}`, { count });
        const change = format.number(Math.abs(nature.trend.slope));
        sentences.push(
          words(nature.trend.slope >= 0 ? 'forecast.nature.rises' : 'forecast.nature.falls', { change, each }),
        );
      }
      const dated = (at: readonly number[]): string => at.map((t) => period(timeOf(axis, t))).join(', ');
      const shifts = nature.shifts.map(({ at }) => at);
      if (shifts.length > 0)
        sentences.push(words('forecast.nature.shifts', { count: shifts.length, when: dated(shifts) }));
      const odd = nature.outliers.map(({ at }) => at);
      if (odd.length > 0 && odd.length <= MOST_DATED) {
        sentences.push(words('forecast.nature.odd', { count: odd.length, when: dated(odd) }));
      } else if (odd.length > 0) {
        sentences.push(words('forecast.nature.odd-many', { count: odd.length }));
      }
      if (nature.kind === 'intermittent' || nature.kind === 'lumpy') {
        sentences.push(words('forecast.nature.zeros', { share: format.percent(nature.zeroShare) }));
      }
      if (nature.multiplicative) sentences.push(words('forecast.nature.multiplicative'));
      return sentences;
    },
    [axis, words, format, period],
  );
}
