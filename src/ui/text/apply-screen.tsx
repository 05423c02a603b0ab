import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { PredictModel } from '../../lenses/predict/model.ts';
import { useWords } from '../i18n/use-words.ts';
import { FilePart } from '../predict/apply-screen.tsx';
import { WithModel } from '../predict/parts/with-model.tsx';
import { Screen } from '../shell/screen.tsx';
import { ReadingPanel } from './apply/reading-panel.tsx';
import { useScoredTexts } from './apply/use-scored-texts.ts';

/** New texts: one typed or pasted, or a file of them. */
export function TextApplyScreen() {
  const words = useWords();
  return <WithModel title={words('step.apply')}>{(model) => <ApplyModel key={model.id} model={model} />}</WithModel>;
}

type Way = 'text' | 'file';

function ApplyModel({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const scored = useScoredTexts();
  const [way, setWay] = useState<Way>('text');
  return (
    <Screen
      title={words('step.apply')}
      answer={
        (way === 'file' ? scored : undefined) ??
        words(model.assistant ? 'inbox.apply.answer' : 'inbox.apply.answer.plain', { target: model.target })
      }
      actions={
        <SegmentedControl
          aria-label={words('applyScreen.way')}
          value={way}
          onChange={(value) => setWay(value === 'file' ? 'file' : 'text')}
          data={[
            { value: 'text', label: words('inbox.apply.way.text') },
            { value: 'file', label: words('applyScreen.way.file') },
          ]}
        />
      }
    >
      {way === 'text' ? <ReadingPanel model={model} /> : <FilePart model={model} />}
    </Screen>
  );
}
