import { useCallback, useMemo } from 'react';
import type { Message, MessageParams } from '../../../core/errors.ts';
import type { CalendarStep } from '../../../core/series/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useMessage } from '../../i18n/use-message.ts';
import { useEstimatorName } from '../../predict/parts/use-estimator-name.ts';

/** Params that are shares 0 … 1 and are not so by their name alone elsewhere. */
const SHARES: ReadonlySet<string> = new Set(['gain', 'chance', 'promised']);
/** Params that name methods. */
const METHODS: ReadonlySet<string> = new Set(['method', 'methods', 'reference']);
/** Params that are points of time: `2026-03-01` or `2026-03-01 14:00`. */
const TIMES: ReadonlySet<string> = new Set(['time', 'early', 'late']);

/** Coded messages about a forecast in words: methods by their plain names, times by the step, chances in percent. */
export function useForecastMessage(step: CalendarStep): (message: Message) => string {
  const format = useFormat();
  const period = usePeriod(step);
  const nameOf = useEstimatorName();
  const { message } = useMessage();
  const prepared = useMemo(() => {
    const one = (name: string, value: unknown): MessageParams[string] => {
      if (typeof value === 'number') return SHARES.has(name) ? format.percent(value) : value;
      if (Array.isArray(value))
        return (value as readonly string[]).map((item) => (METHODS.has(name) ? nameOf(item) : item));
      const text = String(value);
      if (METHODS.has(name)) return nameOf(text);
      if (!TIMES.has(name)) return text;
      const ms = Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? ':00Z' : ''}`);
      return Number.isFinite(ms) ? period(ms) : text;
    };
    return (params: MessageParams): MessageParams =>
      Object.fromEntries(Object.entries(params).map(([name, value]) => [name, one(name, value)]));
  }, [format, period, nameOf]);
  return useCallback(({ code, params }) => message({ code, params: prepared(params) }), [message, prepared]);
}
