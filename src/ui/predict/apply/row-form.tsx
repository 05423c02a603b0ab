import { Box, Button, Group, SegmentedControl, SimpleGrid, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { FormValue, PredictModel } from '../../../lenses/predict/model.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Panel } from '../../shell/panel.tsx';
import { ApplyNotes } from './apply-notes.tsx';
import { FieldInput } from './field-input.tsx';
import { OnePrediction } from './one-prediction.tsx';
import { useOnePrediction } from './use-one-prediction.ts';

interface RowFormProps {
  readonly model: PredictModel;
}

/** Fields shown before the rest is behind a click, the most important first. */
const FIRST = 24;

/** One row typed by hand; the prediction moves as one types. */
export function RowForm({ model }: RowFormProps) {
  const words = useWords();
  const [values, setValues] = useState<ReadonlyMap<string, FormValue>>(() => typicalValues(model));
  const [which, setWhich] = useState<'applied' | 'judged'>('applied');
  const [all, setAll] = useState(false);
  const columns = useMemo(() => byImportance(model), [model]);
  const entries = useMemo(() => [...values], [values]);
  const result = useOnePrediction(model.id, entries, which);
  const shown = all ? columns : columns.slice(0, FIRST);
  return (
    <Panel title={words('form.title')} lead={words('form.lead')}>
      <Box pos="sticky" top={88} py="sm" bg="var(--mantine-color-body)" style={{ zIndex: 2 }}>
        <OnePrediction model={model} result={result} />
      </Box>
      <Group gap="sm" my="sm">
        <SegmentedControl
          aria-label={words('form.which')}
          value={which}
          onChange={(value) => setWhich(value === 'judged' ? 'judged' : 'applied')}
          data={[
            { value: 'applied', label: words('form.applied') },
            { value: 'judged', label: words('form.judged') },
          ]}
        />
        <Button variant="default" onClick={() => setValues(typicalValues(model))}>
          {words('form.reset')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm" maw="var(--sg-reading)">
        {words(which === 'applied' ? 'form.applied.why' : 'form.judged.why', {
          rows: words('predict.rows', { count: model.report.refit.rowCount }),
        })}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
        {shown.map((column) => (
          <FieldInput
            key={column.name}
            column={column}
            value={values.get(column.name) ?? null}
            onChange={(value) => setValues((before) => new Map(before).set(column.name, value))}
          />
        ))}
      </SimpleGrid>
      {columns.length > FIRST && (
        <Button mt="sm" variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words('why.fewer') : words('form.more', { count: columns.length - FIRST })}
        </Button>
      )}
      {result.status === 'ready' && (
        <Box mt="sm">
          <ApplyNotes report={result.value.report} />
        </Box>
      )}
    </Panel>
  );
}

function typicalValues(model: PredictModel): ReadonlyMap<string, FormValue> {
  return new Map(model.columns.map(({ name, typical }) => [name, typical]));
}

/** The columns that matter first: they are the ones worth playing with. */
function byImportance(model: PredictModel): PredictModel['columns'] {
  const importance = new Map(model.report.importances.map(({ column, value }) => [column, value]));
  return model.columns.toSorted((a, b) => (importance.get(b.name) ?? 0) - (importance.get(a.name) ?? 0));
}
