import { markText } from '../../text/evidence.ts';
import type { TextLinearState } from './linear.ts';
import type { TextMark } from './skills.ts';

/** What each word added to the score of a class. */
export async function linearMarks(
  text: string,
  { vectoriser, model }: TextLinearState,
  code: number,
): Promise<readonly TextMark[]> {
  return markText(vectoriser, model, text, code);
}
