import { Checkbox, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { CalendarStep, StepUnit } from '../../../core/series/types.ts';
import type { ForecastQuestion } from '../../../lenses/forecast/types.ts';
import { Sentence } from '../../i18n/sentence.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { EditLink } from '../../predict/train/edit-link.tsx';
import { ChooseColumns } from './choose-columns.tsx';
import {
  possibleSeries,
  possibleValues,
  STEP_UNITS,
  valuesOf,
  withSeries,
  withStep,
  withValues,
} from './reading-draft.ts';
import { useTargetWords } from './use-target-words.ts';

export interface ForecastQuestionProps {
  readonly profile: TableProfile;
  readonly question: ForecastQuestion;
  /** Of the series as they are read now; undefined while nobody knows. */
  readonly step: CalendarStep | undefined;
  readonly onChange: (question: ForecastQuestion) => void;
}

/** The farthest that one may look ahead. */
const FARTHEST = 1000;

/** "Forecast revenue of each shop by week for the next 8 weeks", each part of which opens where it stands. */
export function ForecastQuestionSentence({ profile, question, step, onChange }: ForecastQuestionProps) {
  const words = useWords();
  const targetWords = useTargetWords();
  const { reading, horizon } = question;
  const { layout } = reading;
  const target = targetWords(question);
  const stepText = words(`series.unit.${step?.unit ?? reading.step?.unit ?? 'day'}`, { count: step?.count ?? 1 });
  const ahead = horizonWords(words, horizon, step);
  const slots = {
    target:
      layout.kind === 'across' ? (
        <strong>{target}</strong>
      ) : (
        <EditLink text={target} label={words('forecast.target.edit', { name: target })}>
          {() => (
            <ChooseColumns
              label={words('forecast.target')}
              description={words('forecast.target.why')}
              possible={possibleValues(profile, question)}
              chosen={valuesOf(reading)}
              onChange={(columns) => onChange(withValues(question, columns))}
            />
          )}
        </EditLink>
      ),
    by: layout.kind === 'long' ? <SeriesLink {...{ profile, question, onChange }} /> : null,
    step: (
      <EditLink text={stepText} label={words('forecast.step.edit', { step: stepText })}>
        {(close) => (
          <NativeSelect
            label={words('forecast.step')}
            description={words('forecast.step.why')}
            value={reading.step?.unit ?? ''}
            data={[
              { value: '', label: words('forecast.step.found') },
              ...STEP_UNITS.map((unit) => ({ value: unit, label: words(`series.unit.${unit}`, { count: 1 }) })),
            ]}
            onChange={(event) => {
              const unit = event.currentTarget.value;
              onChange(withStep(question, unit === '' ? undefined : { unit: unit as StepUnit, count: 1 }));
              close();
            }}
          />
        )}
      </EditLink>
    ),
    horizon: (
      <EditLink text={ahead} label={words('forecast.horizon.edit', { ahead })}>
        {() => (
          <NumberInput
            label={words('forecast.horizon')}
            description={words('forecast.horizon.why')}
            value={horizon}
            min={1}
            max={FARTHEST}
            allowDecimal={false}
            allowNegative={false}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1 && value <= FARTHEST)
                onChange({ ...question, horizon: value });
            }}
          />
        )}
      </EditLink>
    ),
  };
  // Where no column could name series there is nothing to say of them.
  const asksSeries =
    layout.kind === 'long' && (layout.by !== undefined || possibleSeries(profile, question).length > 0);
  return <Sentence of={asksSeries ? 'forecast.sentence' : 'forecast.sentence.several'} slots={slots} />;
}

/** "8 weeks", or "8 steps" while the step is not known. */
function horizonWords(words: ReturnType<typeof useWords>, horizon: number, step: CalendarStep | undefined): string {
  if (!step) return words('forecast.steps', { count: horizon });
  return words(`series.unit.${step.unit}`, { count: horizon * step.count });
}

function SeriesLink({ profile, question, onChange }: Omit<ForecastQuestionProps, 'step'>) {
  const words = useWords();
  const { layout } = question.reading;
  const by = layout.kind === 'long' ? (layout.by ?? '') : '';
  const text = by === '' ? words('forecast.by.none') : words('forecast.by.each', { column: by });
  return (
    <EditLink text={text} label={words('forecast.by.edit', { by: text })}>
      {(close) => (
        <Stack gap="sm">
          <NativeSelect
            label={words('forecast.by')}
            description={words('forecast.by.why')}
            value={by}
            data={[
              { value: '', label: words('forecast.by.none') },
              ...new Set([...(by === '' ? [] : [by]), ...possibleSeries(profile, question)]),
            ]}
            onChange={(event) => {
              onChange(withSeries(question, event.currentTarget.value));
              close();
            }}
          />
          <AddUp question={question} onChange={onChange} />
        </Stack>
      )}
    </EditLink>
  );
}

/** Whether the series are parts of a whole. */
export function AddUp({ question, onChange }: Pick<ForecastQuestionProps, 'question' | 'onChange'>) {
  const words = useWords();
  const { layout } = question.reading;
  if (layout.kind === 'long' && layout.by === undefined) return <Text size="sm">{words('forecast.addUp.one')}</Text>;
  return (
    <Checkbox
      checked={question.addUp}
      label={words('forecast.addUp')}
      description={words('forecast.addUp.why')}
      onChange={(event) => onChange({ ...question, addUp: event.currentTarget.checked })}
    />
  );
}
