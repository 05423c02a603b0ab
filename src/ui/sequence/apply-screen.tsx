import { Button } from '@mantine/core';
import { useState } from 'react';
import { sampleFile, sampleOf } from '../../app/samples/catalogue.ts';
import type { PredictModel } from '../../lenses/predict/model.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { FilePart } from '../predict/apply-screen.tsx';
import { WithModel } from '../predict/parts/with-model.tsx';
import { summarise } from '../predict/view/scored.ts';
import { Screen } from '../shell/screen.tsx';

/** The people present in a file of events, ranked. */
export function SequenceApplyScreen() {
  const words = useWords();
  return <WithModel title={words('step.apply')}>{(model) => <ApplyModel key={model.id} model={model} />}</WithModel>;
}

function ApplyModel({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const scored = useScoredPeople(model);
  return (
    <Screen title={words('step.apply')} answer={scored ?? words('journeys.apply.answer')}>
      <FilePart model={model} title={words('journeys.apply.file')} lead={words('journeys.apply.lead')} />
      <PresentSample />
    </Screen>
  );
}

/** "Of 400 people, 31 are to be expected to …"; undefined while nobody is scored. */
function useScoredPeople({ journeys }: PredictModel): string | undefined {
  const words = useWords();
  const format = useFormat();
  const scored = useApp((state) => state.scored);
  if (scored.status !== 'ready' || !journeys) return undefined;
  const said = summarise(scored.value.prediction, scored.value.threshold ?? 0.5);
  const { ask, outcome = '', horizonDays } = journeys.sequence;
  if (said.task === 'binary') {
    return words('journeys.apply.people', {
      count: said.rows,
      expected: format.count(Math.round(said.expected)),
      what: words(`journeys.what.${ask}`, { outcome, count: Number(horizonDays.toPrecision(3)) }),
    });
  }
  if (said.task !== 'multiclass') return undefined;
  const [name = '', most = 0] = said.counts[0] ?? [];
  return words('journeys.apply.next', { count: said.rows, name, most: format.count(most) });
}

/** The people of the sample that the project came from, in one click. */
function PresentSample() {
  const words = useWords();
  const commands = useCommands();
  const sample = sampleOf(useApp((state) => state.choices.files));
  const busy = useApp((state) => state.scored.status === 'loading');
  const [loading, setLoading] = useState(false);
  if (!sample || busy) return null;
  const use = async () => {
    setLoading(true);
    void commands.scoreFile(await sampleFile(sample.id));
    setLoading(false);
  };
  return (
    <Button variant="light" size="sm" mt="sm" loading={loading} onClick={() => void use()}>
      {words('journeys.apply.sample')}
    </Button>
  );
}
