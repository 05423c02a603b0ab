import { useWords } from '../i18n/use-words.ts';
import { NetworkSettings } from '../network/network-settings.tsx';
import { TrainScreenOf, type TrainParts } from '../predict/train-screen.tsx';
import { TrainSettings, type TrainSettingsProps } from '../predict/train/train-settings.tsx';
import { InPictures } from './in-pictures.tsx';
import { IMAGE_NETWORK_FIELDS } from './network-fields.ts';
import { ImageQuestionSentence } from './question-sentence.tsx';

/** The question about pictures, the settings and the race. */
export function ImageTrainScreen() {
  return (
    <InPictures>
      <TrainScreenOf parts={PARTS} />
    </InPictures>
  );
}

function ImageSettings(props: TrainSettingsProps) {
  const words = useWords();
  return (
    <TrainSettings
      {...props}
      families={['linear', 'network']}
      costOf={(preset) => words(`images.preset.${preset}`)}
      more={<NetworkSettings settings={props.settings} fields={IMAGE_NETWORK_FIELDS} onChange={props.onChange} />}
    />
  );
}

const PARTS: TrainParts = { Question: ImageQuestionSentence, Settings: ImageSettings };
