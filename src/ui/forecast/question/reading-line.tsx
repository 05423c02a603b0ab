import { Checkbox, NativeSelect, Text } from '@mantine/core';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { GapFilling, Gathering } from '../../../core/series/types.ts';
import type { ForecastQuestion } from '../../../lenses/forecast/types.ts';
import { Sentence } from '../../i18n/sentence.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { EditLink } from '../../predict/train/edit-link.tsx';
import { ChooseColumns } from './choose-columns.tsx';
import { possibleKnown, possibleTimes, valuesOf, withTime } from './reading-draft.ts';

const GATHERINGS: readonly Gathering[] = ['sum', 'mean', 'last'];
const GAPS: readonly GapFilling[] = ['line', 'zero', 'forward', 'refuse'];

interface ReadingLineProps {
  readonly profile: TableProfile;
  readonly question: ForecastQuestion;
  readonly onChange: (question: ForecastQuestion) => void;
}

/** How rows become values: which column says when, what becomes of several rows of one time and of gaps, what is known ahead. */
export function ReadingLine({ profile, question, onChange }: ReadingLineProps) {
  const words = useWords();
  const { reading } = question;
  const change = (part: Partial<typeof reading>) => onChange({ ...question, reading: { ...reading, ...part } });
  const gather = words(`forecast.gather.${reading.gather}`);
  const gaps = words(`forecast.gaps.${reading.gaps}`);
  const known = reading.known.length === 0 ? words('forecast.known.none') : reading.known.join(', ');
  const slots = {
    time:
      reading.layout.kind === 'across' ? (
        <strong>{words('forecast.time.headers')}</strong>
      ) : (
        <EditLink text={reading.time} label={words('forecast.time.edit', { name: reading.time })}>
          {(close) => (
            <NativeSelect
              label={words('forecast.time')}
              value={reading.time}
              data={[...new Set([reading.time, ...possibleTimes(profile)])]}
              onChange={(event) => {
                onChange(withTime(question, event.currentTarget.value));
                close();
              }}
            />
          )}
        </EditLink>
      ),
    gather:
      valuesOf(reading).length === 0 ? (
        <strong>{gather}</strong>
      ) : (
        <EditLink text={gather} label={words('forecast.gather.edit', { how: gather })}>
          {(close) => (
            <NativeSelect
              label={words('forecast.gather')}
              value={reading.gather}
              data={GATHERINGS.map((one) => ({ value: one, label: words(`forecast.gather.${one}`) }))}
              onChange={(event) => {
                change({ gather: event.currentTarget.value as Gathering });
                close();
              }}
            />
          )}
        </EditLink>
      ),
    gaps: (
      <EditLink text={gaps} label={words('forecast.gaps.edit', { how: gaps })}>
        {(close) => (
          <NativeSelect
            label={words('forecast.gaps')}
            description={words('forecast.gaps.why')}
            value={reading.gaps}
            data={GAPS.map((one) => ({ value: one, label: words(`forecast.gaps.${one}`) }))}
            onChange={(event) => {
              change({ gaps: event.currentTarget.value as GapFilling });
              close();
            }}
          />
        )}
      </EditLink>
    ),
    known: (
      <EditLink text={known} label={words('forecast.known.edit', { known })}>
        {() => (
          <ChooseColumns
            label={words('forecast.known')}
            description={words('forecast.known.why')}
            possible={possibleKnown(profile, question)}
            chosen={reading.known}
            onChange={(columns) => change({ known: columns })}
          />
        )}
      </EditLink>
    ),
  };
  return (
    <>
      <Text maw="var(--sg-reading)">
        <Sentence of="forecast.reading" slots={slots} />
      </Text>
      <Checkbox
        checked={reading.leavePartialOut}
        label={words('forecast.partial')}
        description={words('forecast.partial.why')}
        onChange={(event) => change({ leavePartialOut: event.currentTarget.checked })}
      />
    </>
  );
}
