import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { foundSeries, type ShownSeries } from '../view/shown-series.ts';

interface SeriesPickerProps {
  readonly shown: readonly ShownSeries[];
  readonly chosen: string;
  readonly onChange: (key: string) => void;
}

/** Series in the list at once; the others are found by typing. */
const MOST_LISTED = 200;
const MANY = 12;

/** Which of the series is shown below. */
export function SeriesPicker({ shown, chosen, onChange }: SeriesPickerProps) {
  const words = useWords();
  const [typed, setTyped] = useState('');
  const found = foundSeries(shown, typed).slice(0, MOST_LISTED);
  const listed = found.some(({ key }) => key === chosen)
    ? found
    : [...shown.filter(({ key }) => key === chosen), ...found];
  return (
    <Group gap="sm" mt="md" align="end">
      {shown.length > MANY && (
        <TextInput
          label={words('forecast.find-series', { count: shown.length })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={words('forecast.series.choose')}
        maw="100%"
        value={chosen}
        data={listed.map(({ key, series, isTotal }) => ({
          value: key,
          label: isTotal ? words('forecast.all-together') : series.name,
        }))}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Group>
  );
}
