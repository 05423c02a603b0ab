import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { PredictModel } from '../../lenses/predict/model.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { Panel } from '../shell/panel.tsx';
import { Screen } from '../shell/screen.tsx';
import { RowForm } from './apply/row-form.tsx';
import { ScoredFilePanel } from './apply/scored-file-panel.tsx';
import { useScoredAnswer } from './apply/use-scored-answer.ts';
import { FileDrop } from './parts/file-drop.tsx';
import { SampleFileButton } from './parts/sample-file-button.tsx';
import { WithModel } from './parts/with-model.tsx';

/** New rows: a file, or one row typed by hand. */
export function ApplyScreen() {
  const words = useWords();
  return <WithModel title={words('step.apply')}>{(model) => <ApplyModel key={model.id} model={model} />}</WithModel>;
}

type Way = 'file' | 'form';

function ApplyModel({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const answer = useScoredAnswer(model);
  const [way, setWay] = useState<Way>('file');
  return (
    <Screen
      title={words('step.apply')}
      answer={(way === 'file' ? answer : undefined) ?? words('applyScreen.answer', { target: model.target })}
      actions={
        <SegmentedControl
          aria-label={words('applyScreen.way')}
          value={way}
          onChange={(value) => setWay(value === 'form' ? 'form' : 'file')}
          data={[
            { value: 'file', label: words('applyScreen.way.file') },
            { value: 'form', label: words('applyScreen.way.form') },
          ]}
        />
      }
    >
      {way === 'file' ? <FilePart model={model} /> : <RowForm model={model} />}
    </Screen>
  );
}

interface FilePartProps {
  readonly model: PredictModel;
  /** What a lens says of the file in place of the usual words. */
  readonly title?: string;
  readonly lead?: string;
}

/** A file of new rows, and what was said of the last one. */
export function FilePart({ model, title, lead }: FilePartProps) {
  const words = useWords();
  const commands = useCommands();
  const scored = useApp((state) => state.scored);
  const busy = scored.status === 'loading';
  return (
    <>
      {scored.status === 'ready' && <ScoredFilePanel scored={scored.value} model={model} />}
      {scored.status === 'failed' && <FailedPanel error={scored.error} />}
      <Panel
        title={title ?? words('applyScreen.file.title')}
        lead={lead ?? words('applyScreen.file.lead', { target: model.target })}
      >
        {busy ? (
          <LoadingPanel
            share={scored.share}
            leftMs={scored.leftMs}
            detail={scored.detail}
            cancel={{ label: words('race.cancel'), run: () => commands.cancelScoring() }}
          />
        ) : (
          <>
            <FileDrop
              lead={words('applyScreen.file.drop')}
              button={words(scored.status === 'ready' ? 'applyScreen.file.another' : 'applyScreen.file.choose')}
              testId="apply-file"
              compact={scored.status === 'ready'}
              onFile={(file) => void commands.scoreFile(file)}
            />
            <SampleFileButton part="new" onFile={(file) => void commands.scoreFile(file)} />
          </>
        )}
      </Panel>
    </>
  );
}
