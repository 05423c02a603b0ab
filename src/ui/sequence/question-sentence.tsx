import { Checkbox, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import type { SequenceColumns } from '../../lenses/sequence/types.ts';
import { Sentence } from '../i18n/sentence.tsx';
import { useWords } from '../i18n/use-words.ts';
import { EditLink } from '../predict/train/edit-link.tsx';
import {
  eventNames,
  possibleColumns,
  possibleProperties,
  withOnlyFirst,
  withSequence,
  type EventPart,
} from './question-draft.ts';

export interface SequenceQuestionProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
  readonly onChange: (question: PredictQuestion) => void;
}

interface PartProps extends SequenceQuestionProps {
  readonly sequence: SequenceColumns;
}

/** "Will a **user** **do** **purchase** within **14 days**, looking at the **30 days** before", each part opens where it stands. */
export function SequenceQuestionSentence(props: SequenceQuestionProps) {
  const { sequence } = props.question;
  if (!sequence) return null;
  const part = { ...props, sequence };
  const slots = {
    entity: <ColumnPart {...part} of="entity" />,
    ask: <AskPart {...part} />,
    outcome: <OutcomePart {...part} />,
    horizon: <DaysPart {...part} of="horizonDays" />,
    lookBack: <DaysPart {...part} of="lookBackDays" />,
  };
  return <Sentence of={`journeys.sentence.${sequence.ask}`} slots={slots} />;
}

/** "What was done is in **event**, when in **time**; **2 columns** say more of it." */
export function SequenceColumnsLine(props: SequenceQuestionProps) {
  const { sequence } = props.question;
  if (!sequence) return null;
  const part = { ...props, sequence };
  return (
    <div style={{ maxWidth: 'var(--sg-reading)' }}>
      <Sentence
        of="journeys.columns"
        slots={{
          event: <ColumnPart {...part} of="event" />,
          time: <ColumnPart {...part} of="time" />,
          properties: <PropertiesPart {...part} />,
        }}
      />
    </div>
  );
}

function ColumnPart({ profile, question, sequence, onChange, of }: PartProps & { readonly of: EventPart }) {
  const words = useWords();
  const name = sequence[of];
  return (
    <EditLink text={name} label={words(`journeys.${of}.edit`, { name })}>
      {(close) => (
        <NativeSelect
          label={words(`journeys.${of}`)}
          value={name}
          data={[...possibleColumns(of, profile, sequence)]}
          onChange={(event) => {
            onChange(withSequence(question, { [of]: event.currentTarget.value }, profile));
            close();
          }}
        />
      )}
    </EditLink>
  );
}

const ASKS: readonly SequenceColumns['ask'][] = ['do', 'leave', 'next'];

function AskPart({ profile, question, sequence, onChange }: PartProps) {
  const words = useWords();
  const text = words(`journeys.ask.${sequence.ask}.said`);
  return (
    <EditLink text={text} label={words('journeys.ask.edit', { name: words(`journeys.ask.${sequence.ask}`) })}>
      {(close) => (
        <NativeSelect
          label={words('journeys.ask')}
          value={sequence.ask}
          data={ASKS.map((ask) => ({ value: ask, label: words(`journeys.ask.${ask}`) }))}
          onChange={(event) => {
            const ask = ASKS.find((one) => one === event.currentTarget.value);
            if (ask) onChange(withSequence(question, { ask }, profile));
            close();
          }}
        />
      )}
    </EditLink>
  );
}

function OutcomePart({ profile, question, sequence, onChange }: PartProps) {
  const words = useWords();
  const { outcome = '', onlyFirst } = sequence;
  const shown = outcome === '' ? words('journeys.outcome.none') : outcome;
  const text = onlyFirst ? words('journeys.outcome.first', { name: shown }) : shown;
  const names = new Set([...(outcome === '' ? [] : [outcome]), ...eventNames(profile, sequence.event)]);
  return (
    <EditLink text={text} label={words('journeys.outcome.edit', { name: shown })}>
      {() => (
        <Stack gap="sm">
          <NativeSelect
            label={words('journeys.outcome')}
            value={outcome}
            data={[...names]}
            onChange={(event) => onChange(withSequence(question, { outcome: event.currentTarget.value }, profile))}
          />
          <Checkbox
            label={words('journeys.onlyFirst')}
            description={words('journeys.onlyFirst.why')}
            checked={onlyFirst === true}
            onChange={(event) => onChange(withOnlyFirst(question, event.currentTarget.checked))}
          />
        </Stack>
      )}
    </EditLink>
  );
}

const LONGEST_DAYS = 3_650;

function DaysPart({
  profile,
  question,
  sequence,
  onChange,
  of,
}: PartProps & { readonly of: 'horizonDays' | 'lookBackDays' }) {
  const words = useWords();
  const days = sequence[of];
  const text = words('journeys.days', { count: Number(days.toPrecision(3)) });
  return (
    <EditLink text={text} label={words(`journeys.${of}.edit`, { name: text })}>
      {() => (
        <NumberInput
          label={words(`journeys.${of}`)}
          description={words(`journeys.${of}.why`)}
          value={days}
          min={0.01}
          max={LONGEST_DAYS}
          decimalScale={3}
          allowNegative={false}
          onChange={(value) => {
            if (typeof value === 'number' && value > 0 && value <= LONGEST_DAYS) {
              onChange(withSequence(question, { [of]: value }, profile));
            }
          }}
        />
      )}
    </EditLink>
  );
}

function PropertiesPart({ profile, question, sequence, onChange }: PartProps) {
  const words = useWords();
  const count = sequence.properties.length;
  const possible = possibleProperties(profile, sequence);
  const text = words('journeys.properties.count', { count });
  return (
    <EditLink text={text} label={words('journeys.properties.edit', { name: text })}>
      {() => (
        <Checkbox.Group
          label={words('journeys.properties')}
          description={words('journeys.properties.why')}
          value={[...sequence.properties]}
          onChange={(properties) => onChange(withSequence(question, { properties }, profile))}
        >
          <Stack gap="xs" mt="xs">
            {possible.map((name) => (
              <Checkbox key={name} value={name} label={name} />
            ))}
            {possible.length === 0 && <Text size="sm">{words('journeys.properties.none')}</Text>}
          </Stack>
        </Checkbox.Group>
      )}
    </EditLink>
  );
}
