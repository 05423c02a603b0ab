import { useApp } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { summarise } from '../../predict/view/scored.ts';

/** What the scored pictures say in one sentence; undefined while there are none. */
export function useScoredPicturesAnswer(): string | undefined {
  const words = useWords();
  const format = useFormat();
  const scored = useApp((state) => state.scored);
  if (scored.status !== 'ready') return undefined;
  const { threshold = 0.5 } = scored.value;
  const said = summarise(scored.value.prediction, threshold);
  const pictures = words('images.count', { count: said.rows });
  switch (said.task) {
    case 'binary':
      return words('images.scored.answer.binary', {
        pictures,
        flagged: format.count(said.flagged),
        yes: said.yes,
        threshold: format.percent(threshold),
        expected: format.count(Math.round(said.expected)),
      });
    case 'multiclass': {
      const [name = '', count = 0] = said.counts[0] ?? [];
      return words('images.scored.answer.multiclass', { pictures, name, share: format.share(count, said.rows) });
    }
    case 'regression':
      return undefined;
  }
}
