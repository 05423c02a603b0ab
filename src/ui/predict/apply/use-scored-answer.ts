import type { PredictModel } from '../../../lenses/predict/model.ts';
import { useApp } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { summarise } from '../view/scored.ts';

/** What the scored file says in one sentence; undefined while there is none. */
export function useScoredAnswer(model: PredictModel): string | undefined {
  const words = useWords();
  const format = useFormat();
  const scored = useApp((state) => state.scored);
  if (scored.status !== 'ready') return undefined;
  const { threshold = 0.5 } = scored.value;
  const said = summarise(scored.value.prediction, threshold);
  const rows = words('predict.rows', { count: said.rows });
  switch (said.task) {
    case 'binary':
      return words('applyScreen.answer.binary', {
        rows,
        flagged: format.count(said.flagged),
        yes: said.yes,
        threshold: format.percent(threshold),
        expected: format.count(Math.round(said.expected)),
      });
    case 'multiclass': {
      const [name = '', count = 0] = said.counts[0] ?? [];
      return words('applyScreen.answer.multiclass', { rows, name, share: format.share(count, said.rows) });
    }
    case 'regression':
      return words('applyScreen.answer.regression', {
        rows,
        target: model.target,
        mean: format.number(said.mean),
        low: format.number(said.low),
        high: format.number(said.high),
      });
  }
}
