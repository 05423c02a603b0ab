import { useCallback } from 'react';
import type { Message } from '../../../core/errors.ts';
import type { CalendarStep } from '../../../core/series/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useForecastMessage } from './use-forecast-message.ts';

/** Shares among the params of cards; which way they go is said by the code. */
const SHARES: ReadonlySet<string> = new Set(['share', 'chance']);
/** Params that a plural goes by, or that others are made of. */
const COUNTS: ReadonlySet<string> = new Set(['count', 'of', 'steps']);

/** What a card of a forecast says: rounded, spans of time by the step, the total by its name on the page. */
export function useCardMessage(
  step: CalendarStep,
  total?: { readonly name: string; readonly called: string },
): (message: Message) => string {
  const words = useWords();
  const format = useFormat();
  const message = useForecastMessage(step);
  const { unit, count } = step;
  const [name, called] = [total?.name, total?.called];
  return useCallback(
    ({ code, params }) => {
      const written = Object.entries(params).map(([key, value]): [string, Message['params'][string]] => {
        if (key === 'series' && value === name && called !== undefined) return [key, called];
        if (typeof value !== 'number' || COUNTS.has(key)) return [key, value];
        return [key, SHARES.has(key) ? format.percent(Math.abs(value)) : format.number(value)];
      });
      const { steps } = params;
      const span = typeof steps === 'number' ? { span: words(`series.unit.${unit}`, { count: steps * count }) } : {};
      return message({ code, params: { ...Object.fromEntries(written), ...span } });
    },
    [message, words, format, unit, count, name, called],
  );
}
