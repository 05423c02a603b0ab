import type { ScoredFile } from '../../../app/state.ts';
import { useApp } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { handedOver } from '../view/handed-over.ts';

/** What a file of new texts says in one sentence; undefined while there is none. */
export function useScoredTexts(): string | undefined {
  const words = useWords();
  const format = useFormat();
  const scored = useApp((state) => state.scored);
  if (scored.status !== 'ready' || scored.value.prediction.task === 'regression') return undefined;
  const said: ScoredFile = scored.value;
  const { rows, commonest, ...counted } = handedOver(scored.value.prediction, said.handOver ?? 0);
  // Rows without a text go to a person, too, which predictions do not show.
  const handed = said.report.handedOver ?? counted.handed;
  if (handed === rows) return words('inbox.scored.none', { count: rows });
  return words('inbox.scored.answer', {
    count: rows,
    answered: format.count(rows - handed),
    handed: format.count(handed),
    name: commonest?.name ?? '',
    most: format.count(commonest?.count ?? 0),
  });
}
