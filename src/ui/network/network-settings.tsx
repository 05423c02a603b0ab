import { Button, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PredictSettings } from '../../lenses/predict/question.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import {
  settingText,
  typedSetting,
  type ChoiceField,
  type NetworkField,
  type NetworkSetting,
  type TypedField,
} from './network-fields.ts';

interface NetworkSettingsProps {
  readonly settings: PredictSettings;
  readonly fields: readonly NetworkField[];
  readonly onChange: (settings: PredictSettings) => void;
}

/** Structure and hyper-parameters of the network: what is left empty is chosen by the search, or by how much there is. */
export function NetworkSettings({ settings, fields, onChange }: NetworkSettingsProps) {
  const words = useWords();
  const { network = {}, ...others } = settings;
  const off = !settings.families.includes('network');
  const set = (key: string, value: NetworkSetting | undefined) => {
    const { [key]: _, ...rest } = network;
    const next = value === undefined ? rest : { ...rest, [key]: value };
    onChange(Object.keys(next).length === 0 ? others : { ...settings, network: next });
  };
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {words('network.settings')}
      </Text>
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words('network.settings.why')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm" style={{ alignItems: 'end' }}>
        {fields.map((field) =>
          field.kind === 'choice' ? (
            <Choice
              key={field.key}
              field={field}
              value={network[field.key]}
              disabled={off}
              onChoose={(value) => set(field.key, value)}
            />
          ) : (
            <Field
              // Typed again from outside (undo, chosen by the search again): the field starts anew.
              key={`${field.key} ${settingText(field, network[field.key])}`}
              field={field}
              value={settingText(field, network[field.key])}
              disabled={off}
              onSettle={(value) => set(field.key, value)}
            />
          ),
        )}
      </SimpleGrid>
      {Object.keys(network).length > 0 && (
        <div>
          <Button size="compact-sm" variant="default" onClick={() => onChange(others)}>
            {words('network.settings.search')}
          </Button>
        </div>
      )}
    </Stack>
  );
}

interface ChoiceProps {
  readonly field: ChoiceField;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly onChoose: (value: string | undefined) => void;
}

function Choice({ field, value, disabled, onChoose }: ChoiceProps) {
  const words = useWords();
  const { message } = useMessage();
  return (
    <NativeSelect
      label={message({ code: `network.field.${field.key}`, params: {} })}
      value={typeof value === 'string' ? value : ''}
      disabled={disabled}
      data={[
        { value: '', label: words('network.searched') },
        ...field.options.map((option) => ({
          value: option,
          label: message({ code: `network.choice.${option}`, params: {} }),
        })),
      ]}
      onChange={(event) => onChoose(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}

interface FieldProps {
  readonly field: TypedField;
  readonly value: string;
  readonly disabled: boolean;
  readonly onSettle: (value: number | readonly number[] | undefined) => void;
}

function Field({ field, value, disabled, onSettle }: FieldProps) {
  const words = useWords();
  const { message } = useMessage();
  const [typed, setTyped] = useState(value);
  const setting = typedSetting(field, typed);
  const wrong = typed.trim() !== '' && setting === undefined;
  const settle = () => {
    if (!wrong && typed !== value) onSettle(setting);
  };
  const limits = { least: field.least, most: field.most };
  const shares = { least: field.least * 100, most: field.most * 100 };
  return (
    <TextInput
      label={message({ code: `network.field.${field.key}`, params: {} })}
      value={typed}
      placeholder={words('network.searched')}
      disabled={disabled}
      inputMode={field.kind === 'numbers' ? 'text' : 'decimal'}
      rightSection={field.kind === 'share' ? '%' : undefined}
      error={wrong ? words(`network.field.wrong.${field.kind}`, field.kind === 'share' ? shares : limits) : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}
