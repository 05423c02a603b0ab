import { Box, Button, SimpleGrid, Slider, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Prediction } from '../../../core/learn/task.ts';
import type { FormValue } from '../../../lenses/predict/model.ts';
import { predictPortable } from '../../../lenses/predict/portable/predict.ts';
import type { PortableInput, PortableModel } from '../../../lenses/predict/portable/types.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { useFormat } from '../../format/use-format.ts';
import { useOnPaper } from '../../print/paper.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Panel } from '../../shell/panel.tsx';
import { FieldInput, stepFor } from '../apply/field-input.tsx';
import { PredictionSaid } from '../parts/prediction-said.tsx';

interface ModelSlidersProps {
  readonly model: PortableModel;
  readonly report: ReportView;
}

/** Fields shown before the rest is behind a click, the most important first. */
const FIRST = 9;

/** The model that travelled with the report: move a column and see what it says. */
export function ModelSliders({ model, report }: ModelSlidersProps) {
  const words = useWords();
  const typical = useMemo(() => new Map(model.inputs.map(({ name, typical: value }) => [name, value])), [model]);
  const [values, setValues] = useState<ReadonlyMap<string, FormValue>>(typical);
  const [all, setAll] = useState(false);
  const inputs = useMemo(() => byImportance(model.inputs, report), [model, report]);
  const prediction = useMemo(() => asPrediction(model, values), [model, values]);
  const onPaper = useOnPaper();
  const set = (name: string, value: FormValue) => setValues((before) => new Map(before).set(name, value));
  if (onPaper)
    return values === typical ? null : (
      <TriedRow inputs={inputs} values={values} report={report} prediction={prediction} />
    );
  return (
    <Panel title={words('reader.sliders.title')} lead={words('reader.sliders.lead')}>
      <Box py="sm">
        <PredictionSaid report={report} prediction={prediction} rounded />
      </Box>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md" verticalSpacing="lg">
        {(all ? inputs : inputs.slice(0, FIRST)).map((input) => (
          <InputControl
            key={input.name}
            input={input}
            value={values.get(input.name) ?? null}
            onChange={(value) => set(input.name, value)}
          />
        ))}
      </SimpleGrid>
      <Box mt="md" data-no-print>
        <Button variant="default" size="compact-sm" mr="xs" onClick={() => setValues(typical)}>
          {words('form.reset')}
        </Button>
        {inputs.length > FIRST && (
          <Button variant="default" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words('why.fewer') : words('form.more', { count: inputs.length - FIRST })}
          </Button>
        )}
      </Box>
    </Panel>
  );
}

interface TriedRowProps {
  readonly inputs: readonly PortableInput[];
  readonly values: ReadonlyMap<string, FormValue>;
  readonly report: ReportView;
  readonly prediction: Prediction;
}

/** What was tried last, for paper: the row and what the model says of it. */
function TriedRow({ inputs, values, report, prediction }: TriedRowProps) {
  const words = useWords();
  const format = useFormat();
  const write = (kind: PortableInput['kind'], value: FormValue | undefined): string => {
    if (value === undefined || value === null || value === '') return words('reader.tried.none');
    if (typeof value !== 'number') return value;
    return kind === 'date' ? format.date(value) : format.number(value);
  };
  return (
    <Panel title={words('reader.tried.title')}>
      <Box py="sm">
        <PredictionSaid report={report} prediction={prediction} rounded />
      </Box>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {inputs.map(({ name, kind }) => `${name}: ${write(kind, values.get(name))}`).join(' · ')}
      </Text>
    </Panel>
  );
}

interface InputControlProps {
  readonly input: PortableInput;
  readonly value: FormValue;
  readonly onChange: (value: FormValue) => void;
}

/** A slider for a number, as far as enough rows reach; the field of its kind for everything else. */
function InputControl({ input, value, onChange }: InputControlProps) {
  const format = useFormat();
  const { name, kind, low, high } = input;
  if (kind === 'number' && low !== undefined && high !== undefined && low < high) {
    const step = wholeNumbers(input) ? Math.max(1, stepFor(low, high)) : stepFor(low, high);
    const at = typeof value === 'number' ? value : low;
    return (
      <div>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {name}: {format.number(at)}
        </Text>
        <Slider
          min={low}
          max={high}
          step={step}
          value={at}
          onChange={onChange}
          label={format.number}
          thumbLabel={name}
          thumbValueText={format.number}
          size="lg"
        />
      </div>
    );
  }
  const column = { name, kind, ...(input.levels ? { levels: input.levels.map((level) => ({ level })) } : {}) };
  return <FieldInput column={column} value={value} onChange={onChange} />;
}

/** Counts move by whole steps: where a column's ends and its middle are whole numbers it is taken for one. */
const wholeNumbers = ({ low, high, typical }: PortableInput): boolean => [low, high, typical].every(Number.isInteger);

function asPrediction(model: PortableModel, values: ReadonlyMap<string, FormValue>): Prediction {
  const said = predictPortable(model, values);
  if ('value' in said) return { task: 'regression', values: Float64Array.of(said.value) };
  return {
    task: model.task === 'binary' ? 'binary' : 'multiclass',
    classes: model.classes ?? [],
    probabilities: Float64Array.from(said.probabilities),
  };
}

/** The columns that matter first: they are the ones worth playing with. */
function byImportance(inputs: readonly PortableInput[], { importances }: ReportView): readonly PortableInput[] {
  const importance = new Map(importances.map(({ column, value }) => [column, value]));
  return inputs.toSorted((a, b) => (importance.get(b.name) ?? 0) - (importance.get(a.name) ?? 0));
}
