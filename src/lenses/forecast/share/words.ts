import { significant } from '../../../core/disclose/round.ts';
import type { Message, MessageParams } from '../../../core/errors.ts';
import { cut } from '../../predict/share/limits.ts';
import { MOST_PARAMS } from './limits.ts';

/** A code of this page (`forecast.clearly-better`), or the name of a method, a unit or a metric; never a word of the data. */
export const isCode = (word: string): boolean => /^[A-Za-z0-9][A-Za-z0-9.-]{0,79}$/u.test(word);
const isParam = (name: string): boolean => /^[A-Za-z][A-Za-z0-9]{0,39}$/u.test(name);

/** Days and times, as findings write them. */
const isTime = (word: string): boolean => /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{3})?)?Z?)?)?$/u.test(word);

/** Numbers from here on may be milliseconds since 1970 (1973 and later). */
const LIKE_TIMES = 1e11;

/** What may be said in messages of a shared forecast. */
export interface SharedWords {
  /**
   * The message as it is told; undefined where it says something that is held back.
   * @param withTimes whether it may say when something was
   */
  safe(message: Message, withTimes: boolean): Message | undefined;
}

/**
 * @param names words of the data that are told: the target, series and columns
 * @param known names of this page: methods, units, metrics
 */
export function sharedWords(names: ReadonlySet<string>, known: ReadonlySet<string>): SharedWords {
  const tell = (value: MessageParams[string], withTimes: boolean): MessageParams[string] | undefined => {
    const isTellable = (word: string): boolean => names.has(word) || known.has(word) || (withTimes && isTime(word));
    if (typeof value === 'number') {
      // Milliseconds since 1970 are a time too.
      const tellable = Number.isFinite(value) && (withTimes || Math.abs(value) < LIKE_TIMES);
      return tellable ? significant(value, Math.abs(value) < LIKE_TIMES ? 4 : 15) : undefined;
    }
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') return isTellable(value) ? cut(value) : undefined;
    return value.every(isTellable) ? value.map(cut) : undefined;
  };
  return {
    safe({ code, params }, withTimes) {
      if (!isCode(code)) return undefined;
      const told: Record<string, MessageParams[string]> = {};
      for (const [name, value] of Object.entries(params).slice(0, MOST_PARAMS)) {
        const safe = isParam(name) ? tell(value, withTimes) : undefined;
        if (safe === undefined) return undefined;
        told[name] = safe;
      }
      return { code, params: told };
    },
  };
}
