import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { PredictModel } from '../../lenses/predict/model.ts';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FilePart } from '../predict/apply-screen.tsx';
import { useScoredAnswer } from '../predict/apply/use-scored-answer.ts';
import { WithModel } from '../predict/parts/with-model.tsx';
import { Screen } from '../shell/screen.tsx';
import { FolderPart } from './apply/folder-part.tsx';
import { LookPanel } from './apply/look-panel.tsx';

/** New pictures: one looked at closely, or many at once. */
export function ImageApplyScreen() {
  const words = useWords();
  return <WithModel title={words('step.apply')}>{(model) => <ApplyModel key={model.id} model={model} />}</WithModel>;
}

type Way = 'one' | 'file';

function ApplyModel({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const scored = useScoredAnswer(model);
  const busy = useApp((state) => state.scored.status === 'loading');
  const [way, setWay] = useState<Way>('one');
  const ofPictures = model.columns.some(({ kind }) => kind === 'image');
  return (
    <Screen
      title={words('step.apply')}
      answer={(way === 'file' ? scored : undefined) ?? words('images.apply.answer', { target: model.target })}
      actions={
        <SegmentedControl
          aria-label={words('applyScreen.way')}
          value={way}
          onChange={(value) => setWay(value === 'file' ? 'file' : 'one')}
          data={[
            { value: 'one', label: words('images.apply.way.one') },
            { value: 'file', label: words('images.apply.way.file') },
          ]}
        />
      }
    >
      {way === 'one' && <LookPanel model={model} />}
      {way === 'file' && <FilePart model={model} />}
      {way === 'file' && ofPictures && !busy && <FolderPart />}
    </Screen>
  );
}
