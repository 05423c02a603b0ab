import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { detectLanguage } from '../../core/text/language.ts';
import { LONGEST_TEXT } from '../../core/text/normalise.ts';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import type { TextFindings } from '../../lenses/text/types.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Panel } from '../shell/panel.tsx';
import classes from './text.module.css';
import { useRowTexts } from './use-row-texts.ts';
import { usePredictModel } from '../use-lens.ts';

/** Texts looked at for what they are written in. */
const LOOKED_AT = 300;

interface PreparationPanelProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
}

/** What is done with the texts before anything learns from them, in sentences. */
export function PreparationPanel({ profile, question }: PreparationPanelProps) {
  const words = useWords();
  const format = useFormat();
  const [column = ''] = question.columns;
  const about = profile.columns.find(({ name }) => name === column);
  const rows = useMemo(() => spaced(profile.rowCount), [profile.rowCount]);
  const texts = useRowTexts(rows, column);
  const learned = useLearned(question);
  const written = useMemo(() => [...(texts?.values() ?? [])].filter((text) => text !== null), [texts]);
  const language = learned?.language ?? (written.length > 0 ? detectLanguage(written) : undefined);
  const missing = about?.missing ?? 0;
  return (
    <Panel title={words('inbox.prepare.title')} lead={words('inbox.prepare.lead')}>
      <ul className={classes.plain} style={{ maxWidth: 880 }}>
        <li>
          {missing === 0
            ? words('inbox.prepare.empty.none')
            : words('inbox.prepare.empty', { share: format.share(missing, profile.rowCount) })}
        </li>
        <li style={{ minHeight: 49 }}>
          {language === undefined ? words('inbox.prepare.language') : words(`inbox.prepare.language.${language}`)}
        </li>
        <li>
          {learned && learned.texts.cut > 0
            ? words('inbox.prepare.cut.learned', {
                most: format.count(LONGEST_TEXT),
                share: format.share(learned.texts.cut, learned.texts.rows),
              })
            : words('inbox.prepare.cut', { most: format.count(LONGEST_TEXT) })}
        </li>
        <li>{words('inbox.prepare.rare')}</li>
        <li>
          {learned
            ? words('inbox.prepare.copies.learned', {
                rows: format.count(learned.duplicates.rows),
                count: learned.duplicates.groups.length,
              })
            : words('inbox.prepare.copies')}
        </li>
      </ul>
      {learned && (
        <Text size="sm" c="dimmed">
          {words('inbox.prepare.learned', { count: Math.round(learned.texts.medianTokens) })}
        </Text>
      )}
    </Panel>
  );
}

const spaced = (rowCount: number): readonly number[] => {
  const step = Math.max(1, Math.ceil(rowCount / LOOKED_AT));
  return Array.from({ length: Math.ceil(rowCount / step) }, (_, i) => i * step);
};

/** What the last training found of these very texts. */
function useLearned(question: PredictQuestion): TextFindings | undefined {
  const model = usePredictModel();
  if (model.status !== 'ready') return undefined;
  const { text, plan } = model.value.report;
  const same = plan.question.columns[0] === question.columns[0] && plan.question.target === question.target;
  return same ? text : undefined;
}
