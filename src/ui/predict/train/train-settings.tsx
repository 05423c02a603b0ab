import { Checkbox, Group, NativeSelect, NumberInput, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import {
  FAMILIES,
  type BackendChoice,
  type Family,
  type PredictSettings,
  type Preset,
} from '../../../lenses/predict/question.ts';
import type { ReactNode } from 'react';
import '@mantine/core/styles/RadioCard.css';
import '@mantine/core/styles/RadioIndicator.css';
import type { TaskKind } from '../../../core/learn/task.ts';
import { useWords } from '../../i18n/use-words.ts';

export interface TrainSettingsProps {
  readonly settings: PredictSettings;
  readonly task: TaskKind;
  readonly onChange: (settings: PredictSettings) => void;
  /** Kinds of models that the lens has. */
  readonly families?: readonly Family[];
  /** What each costs, in words. */
  readonly costOf?: (preset: Preset) => string;
  /** Further settings of the lens, among the advanced ones. */
  readonly more?: ReactNode;
}

const PRESETS: readonly Preset[] = ['quick', 'balanced', 'thorough'];
const BACKENDS: readonly BackendChoice[] = ['auto', 'webgl', 'wasm'];

/** How thorough, with what each costs; the rest behind one click. */
export function TrainSettings(props: TrainSettingsProps) {
  const words = useWords();
  const { settings, onChange, costOf = (preset) => words(`settings.preset.${preset}.cost`) } = props;
  return (
    <Stack gap="md" maw="var(--sg-reading)">
      <Radio.Group
        label={words('settings.preset')}
        value={settings.preset}
        onChange={(preset) => onChange({ ...settings, preset: preset as Preset })}
      >
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs" mt="xs">
          {PRESETS.map((preset) => (
            <Radio.Card
              key={preset}
              value={preset}
              p="sm"
              radius="md"
              style={{ display: 'flex', flexDirection: 'column' }}
            >
              <Group gap="xs" wrap="nowrap">
                <Radio.Indicator size="xs" />
                <Text fw={600} size="sm">
                  {words(`settings.preset.${preset}`)}
                </Text>
              </Group>
              <Text size="sm" c="dimmed" mt={4}>
                {costOf(preset)}
              </Text>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </Radio.Group>
      <details>
        <Text component="summary" size="sm" fw={600} style={{ cursor: 'pointer' }}>
          {words('settings.advanced')}
        </Text>
        <AdvancedSettings {...props} />
      </details>
    </Stack>
  );
}

function AdvancedSettings({ settings, task, onChange, families: possible = FAMILIES, more }: TrainSettingsProps) {
  const words = useWords();
  const families = settings.families.filter((family) => possible.includes(family));
  return (
    <Stack gap="md" mt="sm">
      <Checkbox.Group
        label={words('settings.families')}
        value={families}
        onChange={(chosen) =>
          // What this lens has no model of stays as it was chosen for others.
          onChange({
            ...settings,
            families: FAMILIES.filter((family) =>
              possible.includes(family) ? chosen.includes(family) : settings.families.includes(family),
            ),
          })
        }
        description={families.length === 0 ? words('settings.families.none') : undefined}
      >
        <Stack gap="xs" mt="xs">
          {possible.map((family) => (
            <Checkbox
              key={family}
              value={family}
              label={words(`settings.family.${family}`)}
              description={words(`settings.family.${family}.why`)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        {task === 'regression' && (
          <NativeSelect
            label={words('settings.linear')}
            value={settings.linear}
            disabled={!families.includes('linear')}
            onChange={(event) =>
              onChange({ ...settings, linear: event.currentTarget.value === 'ols' ? 'ols' : 'auto' })
            }
            data={[
              { value: 'auto', label: words('settings.linear.auto') },
              { value: 'ols', label: words('settings.linear.ols') },
            ]}
          />
        )}
        <NativeSelect
          label={words('settings.backend')}
          value={settings.backend}
          disabled={!families.includes('network')}
          onChange={(event) => onChange({ ...settings, backend: event.currentTarget.value as BackendChoice })}
          data={BACKENDS.map((backend) => ({ value: backend, label: words(`settings.backend.${backend}`) }))}
        />
        <NumberInput
          label={words('settings.seed')}
          description={words('settings.seed.why')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={settings.seed}
          min={0}
          max={4294967295}
          allowDecimal={false}
          allowNegative={false}
          onChange={(seed) => {
            if (typeof seed === 'number') onChange({ ...settings, seed });
          }}
        />
      </SimpleGrid>
      {more}
    </Stack>
  );
}
