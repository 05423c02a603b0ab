import { Link } from 'wouter';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Panel } from '../shell/panel.tsx';
import { stepAddress } from '../steps.ts';
import classes from './image.module.css';
import { missingPictures, pictureFacts } from './question-draft.ts';

interface PreparationPanelProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
}

/** What is done with the pictures before anything learns from them, in sentences. */
export function PreparationPanel({ profile, question }: PreparationPanelProps) {
  const words = useWords();
  const format = useFormat();
  const table = useApp((state) => (state.table.status === 'ready' ? state.table.value : undefined));
  const missing = missingPictures(profile, question);
  const unlabelled = profile.columns.find(({ name }) => name === question.target)?.missing ?? 0;
  const rejected = (table?.readings ?? [])
    .filter(({ pictures }) => pictures !== undefined)
    .reduce((sum, { rowsRejected }) => sum + rowsRejected, 0);
  return (
    <Panel title={words('images.prepare.title')} lead={words('images.prepare.lead')}>
      <ul className={classes.lines} style={{ maxWidth: 880 }}>
        <li>{useSizeWords(question)}</li>
        <li>{words('images.prepare.brightness')}</li>
        <li>{words('images.prepare.new')}</li>
        <li>
          {missing === undefined
            ? words('images.prepare.missing.pixels')
            : missing === 0
              ? words('images.prepare.missing.none')
              : words('images.prepare.missing', { share: format.share(missing, profile.rowCount) })}
        </li>
        {unlabelled > 0 && (
          <li>
            {words('images.prepare.unlabelled', {
              column: question.target,
              share: format.share(unlabelled, profile.rowCount),
            })}
          </li>
        )}
        {rejected > 0 && (
          <li>
            {words('images.prepare.rejected', { count: rejected })}{' '}
            <Link href={stepAddress('data')} style={{ color: 'var(--mantine-color-anchor)' }}>
              {words('images.prepare.rejected.see')}
            </Link>
          </li>
        )}
      </ul>
    </Panel>
  );
}

function useSizeWords(question: PredictQuestion): string {
  const words = useWords();
  const table = useApp((state) => (state.table.status === 'ready' ? state.table.value : undefined));
  const facts = pictureFacts(question, table);
  if (!facts) return words('images.prepare.size.unknown');
  const { width, height, channels, resized } = facts;
  const colour = words(channels === 3 ? 'pictures.colour' : 'pictures.grey');
  return words(resized ? 'images.prepare.size.resized' : 'images.prepare.size', { width, height, colour });
}
