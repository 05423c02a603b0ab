import { forecastQuestionOf } from '../../../app/narrow.ts';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { ForecastQuestion } from '../../../lenses/forecast/types.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { NetworkSettings } from '../../network/network-settings.tsx';
import type { NetworkField } from '../../network/network-fields.ts';
import { ReadyToTrain } from '../../predict/train/ready-to-train.tsx';
import { TrainFrame } from '../../predict/train/train-frame.tsx';
import { TrainSettings } from '../../predict/train/train-settings.tsx';
import { ForecastQuestionSentence } from '../question/question-sentence.tsx';
import { useSeriesPreview } from '../question/use-series-preview.ts';
import { useForecastScale } from './use-forecast-scale.tsx';

/** What may be set of the networks for series. */
const FIELDS: readonly NetworkField[] = [
  { key: 'units', kind: 'whole', least: 4, most: 128 },
  { key: 'lookBack', kind: 'whole', least: 4, most: 400 },
  { key: 'dropout', kind: 'share', least: 0, most: 0.9 },
  { key: 'learningRate', kind: 'number', least: 0.00001, most: 0.1 },
  { key: 'epochs', kind: 'whole', least: 1, most: 200 },
  { key: 'nets', kind: 'whole', least: 1, most: 5 },
];

/** The question about series, the settings and the race of methods. */
export function ForecastTrainScreen() {
  const question = useApp(forecastQuestionOf);
  const scale = useForecastScale();
  return (
    <TrainFrame scale={scale}>
      {(profile) => (question ? <Ready profile={profile} question={question} /> : null)}
    </TrainFrame>
  );
}

function Ready({ profile, question }: { readonly profile: TableProfile; readonly question: ForecastQuestion }) {
  const words = useWords();
  const commands = useCommands();
  const settings = useApp((state) => state.choices.settings);
  const preview = useSeriesPreview(question);
  const step = preview.status === 'ready' ? preview.value.set.axis.step : question.reading.step;
  const change = (next: typeof settings) => commands.setSettings(next);
  return (
    <ReadyToTrain
      question={
        <ForecastQuestionSentence
          profile={profile}
          question={question}
          step={step}
          onChange={(next) => commands.setQuestion(next)}
        />
      }
      lead={words('forecast.train.lead')}
    >
      <TrainSettings
        settings={settings}
        task="regression"
        families={['trees', 'network']}
        costOf={(preset) => words(`forecast.preset.${preset}`)}
        onChange={change}
        more={<NetworkSettings settings={settings} fields={FIELDS} onChange={change} />}
      />
    </ReadyToTrain>
  );
}
