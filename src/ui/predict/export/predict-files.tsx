import { useCommands } from '../../app-context.tsx';
import { saveBlob } from '../../charts/save.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FileLine } from '../../share/file-line.tsx';
import { useThreshold } from '../parts/use-threshold.ts';
import { ProjectDecision } from '../parts/decision.tsx';
import { receiptJson } from '../view/receipt.ts';
import { hasLayers } from './has-layers.ts';
import { useModelCard } from './use-model-card.ts';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import { usePredictModel } from '../../use-lens.ts';

interface PredictFilesProps {
  readonly stem: string;
}

/** The files of a prediction model: its card, its receipt, and the model itself for other programs. */
export function PredictFiles({ stem }: PredictFilesProps) {
  return <ModelFiles stem={stem} programs />;
}

interface ModelFilesProps extends PredictFilesProps {
  /** Whether the model itself can be had for other programs. */
  readonly programs: boolean;
}

/** The files of the model on the screen. */
export function ModelFiles({ stem, programs }: ModelFilesProps) {
  const model = usePredictModel();
  if (model.status !== 'ready') return null;
  return (
    <ProjectDecision>
      <Files model={model.value} stem={stem} programs={programs} />
    </ProjectDecision>
  );
}

function Files({ model, stem, programs }: ModelFilesProps & { readonly model: PredictModel }) {
  const words = useWords();
  const commands = useCommands();
  const { value, rule } = useThreshold(model.report);
  const card = useModelCard();
  const save = async (format: 'python' | 'layers-model', name: string) => {
    const blob = await commands.exportModel(format);
    if (blob) saveBlob(blob, name);
  };
  const text = (content: string, type: string, name: string) => {
    saveBlob(new Blob([content], { type }), name);
    return Promise.resolve();
  };
  return (
    <>
      <FileLine
        name={words('files.card')}
        what={words('files.card.what')}
        make={() => text(card(model), 'text/markdown;charset=utf-8', `${stem}-model-card.md`)}
      />
      {programs && (
        <>
          <FileLine
            name={words('files.python')}
            what={words('files.python.what')}
            make={() => save('python', `${stem}.py`)}
          />
          <FileLine
            name={words('files.layers')}
            what={words('files.layers.what')}
            unavailable={hasLayers(model) ? undefined : words('files.layers.none')}
            make={() => save('layers-model', `${stem}-layers-model.zip`)}
          />
        </>
      )}
      <FileLine
        name={words('files.receipt')}
        what={words('files.receipt.what')}
        make={() =>
          text(
            receiptJson(model.report, rule === 'by-hand' ? value : undefined),
            'application/json',
            `${stem}-report.json`,
          )
        }
      />
    </>
  );
}
