import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { PredictModel } from '../../lenses/predict/model.ts';
import { useWords } from '../i18n/use-words.ts';
import { WithModel } from '../predict/parts/with-model.tsx';
import { Screen } from '../shell/screen.tsx';
import { LookPanel } from './apply/look-panel.tsx';
import { ManyPanel } from './apply/many-panel.tsx';
import { useScoredPicturesAnswer } from './apply/use-scored-pictures-answer.ts';
import { InPictures } from './in-pictures.tsx';

/** New pictures: one looked at closely, or many at once. */
export function ImageApplyScreen() {
  const words = useWords();
  return (
    <InPictures>
      <WithModel title={words('step.apply')}>{(model) => <ApplyModel key={model.id} model={model} />}</WithModel>
    </InPictures>
  );
}

type Way = 'one' | 'file';

function ApplyModel({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const scored = useScoredPicturesAnswer();
  const [way, setWay] = useState<Way>('one');
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
      {way === 'file' && <ManyPanel model={model} />}
    </Screen>
  );
}
