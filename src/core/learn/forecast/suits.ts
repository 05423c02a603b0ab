import type { Message } from '../../errors.ts';
import type { View } from './forecaster.ts';

/** Why a method has too little to learn from, if it has: fewer points than it needs, or all of them equal. */
export function tooLittle({ values }: View, needed: number): Message | undefined {
  if (values.length < needed) {
    return { code: 'forecast.unsuited.too-short', params: { points: values.length, needed } };
  }
  const first = values[0] as number;
  if (values.some((value) => value !== first)) return undefined;
  return first === 0
    ? { code: 'forecast.unsuited.zero', params: { points: values.length } }
    : { code: 'forecast.unsuited.constant', params: { points: values.length, value: first } };
}
