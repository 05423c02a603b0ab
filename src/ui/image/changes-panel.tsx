import { Text } from '@mantine/core';
import type { ImageFindings } from '../../lenses/image/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { Panel } from '../shell/panel.tsx';
import classes from './image.module.css';
import { usePredictModel } from '../use-lens.ts';

const CHANGES = ['flip', 'shift', 'rotate', 'brightness'] as const;

/** What pictures are changed by while learning: before a training what may be, after one what was and why. */
export function ChangesPanel({ question }: { readonly question: PredictQuestion }) {
  const words = useWords();
  const learned = useLearned(question);
  return (
    <Panel title={words('images.changes.title')} lead={words('images.changes.lead')}>
      <ul className={classes.lines} style={{ maxWidth: 880 }}>
        {learned
          ? learned.augmentation.map((change) => <Settled key={change.kind} change={change} />)
          : CHANGES.map((kind) => (
              <li key={kind}>
                <strong>{words(`images.changes.${kind}`)}</strong> · {words(`images.changes.${kind}.why`)}
              </li>
            ))}
      </ul>
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {!learned && words('images.changes.before')}
        {learned?.augmentation.length === 0 && words('images.changes.none')}
        {learned?.classWeights === true && ` ${words('images.changes.weights')}`}
      </Text>
    </Panel>
  );
}

function Settled({ change: { kind, used, code } }: { readonly change: ImageFindings['augmentation'][number] }) {
  const words = useWords();
  const { message, known } = useMessage();
  const name = `images.changes.${kind}`;
  return (
    <li>
      <strong>{known(name) ? message({ code: name, params: {} }) : kind}</strong> ·{' '}
      {words(used ? 'images.changes.used' : 'images.changes.unused')}
      {known(code) && ` · ${message({ code, params: {} })}`}
    </li>
  );
}

/** What the last training did to these very pictures. */
function useLearned(question: PredictQuestion): ImageFindings | undefined {
  const model = usePredictModel();
  if (model.status !== 'ready') return undefined;
  const { image, plan } = model.value.report;
  const same = plan.question.columns[0] === question.columns[0] && plan.question.target === question.target;
  return same ? image : undefined;
}
