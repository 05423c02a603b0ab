import { NativeSelect, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { lastingOdds, passOdds, reorderPoint } from '../../../core/forecast/odds.ts';
import { drawPaths, type Paths } from '../../../core/forecast/paths.ts';
import { timeOf } from '../../../core/series/calendar.ts';
import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';

interface ChancesTabProps {
  readonly report: ForecastReport;
  readonly series: SeriesReport;
}

/** Questions put to some thousand drawn futures: when a level is passed, whether what is there lasts, when to order. */
export function ChancesTab({ report, series }: ChancesTabProps) {
  const words = useWords();
  const { future, spread, errors } = series;
  const paths = useMemo(
    () => drawPaths({ fan: future, spread, errors }, report.seed),
    [future, spread, errors, report.seed],
  );
  return (
    <Stack gap="xl" maw="var(--sg-reading)">
      <Text>{words('forecast.chances.lead', { count: paths.count })}</Text>
      <Pass report={report} series={series} paths={paths} />
      <Lasting report={report} series={series} paths={paths} />
      <Reorder report={report} paths={paths} />
    </Stack>
  );
}

interface QuestionProps extends ChancesTabProps {
  readonly paths: Paths;
}

/** What a number field holds, where it holds one. */
const typed = (value: number | string): number | undefined => (typeof value === 'number' ? value : undefined);

function Pass({ report, series, paths }: QuestionProps) {
  const words = useWords();
  const format = useFormat();
  const period = usePeriod(report.axis.step);
  const top = Math.max(...series.values.filter((value) => Number.isFinite(value)));
  const [level, setLevel] = useState<number | undefined>(Number(top.toPrecision(2)));
  const [direction, setDirection] = useState<'above' | 'below'>('above');
  const odds = level === undefined ? undefined : passOdds(paths, level, direction);
  const at = (step: number | undefined): string =>
    step === undefined ? words('forecast.chances.later') : period(timeOf(report.axis, series.from + step - 1));
  return (
    <section aria-label={words('forecast.pass.title')}>
      <Text component="h3" fw={600} m={0}>
        {words('forecast.pass.title')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" my="xs">
        <NativeSelect
          label={words('forecast.pass.direction')}
          value={direction}
          data={[
            { value: 'above', label: words('forecast.pass.above') },
            { value: 'below', label: words('forecast.pass.below') },
          ]}
          onChange={(event) => setDirection(event.currentTarget.value === 'below' ? 'below' : 'above')}
        />
        <NumberInput
          label={words('forecast.pass.level')}
          value={level ?? ''}
          onChange={(value) => setLevel(typed(value))}
        />
      </SimpleGrid>
      {odds && (
        <Text aria-live="polite">
          {words('forecast.pass.answer', {
            chance: format.percent(odds.by.at(-1)),
            end: period(timeOf(report.axis, series.from + paths.horizon - 1)),
            middle: at(odds.middle),
            early: at(odds.early),
          })}
        </Text>
      )}
    </section>
  );
}

function Lasting({ report, series, paths }: QuestionProps) {
  const words = useWords();
  const format = useFormat();
  const period = usePeriod(report.axis.step);
  const [start, setStart] = useState<number | undefined>(undefined);
  const [step, setStep] = useState(paths.horizon);
  const lasts = start === undefined ? undefined : lastingOdds(paths, start);
  return (
    <section aria-label={words('forecast.last.title')}>
      <Text component="h3" fw={600} m={0}>
        {words('forecast.last.title')}
      </Text>
      <Text size="sm" c="dimmed">
        {words('forecast.last.why')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" my="xs">
        <NumberInput
          label={words('forecast.last.start')}
          value={start ?? ''}
          onChange={(value) => setStart(typed(value))}
        />
        <NativeSelect
          label={words('forecast.last.until')}
          value={String(step)}
          data={Array.from({ length: paths.horizon }, (_, h) => ({
            value: String(h + 1),
            label: period(timeOf(report.axis, series.from + h)),
          }))}
          onChange={(event) => setStep(Number(event.currentTarget.value))}
        />
      </SimpleGrid>
      {lasts && (
        <Text aria-live="polite">
          {words('forecast.last.answer', {
            chance: format.percent(lasts[step - 1]),
            until: period(timeOf(report.axis, series.from + step - 1)),
          })}
        </Text>
      )}
    </section>
  );
}

function Reorder({ report, paths }: Omit<QuestionProps, 'series'>) {
  const words = useWords();
  const format = useFormat();
  const [lead, setLead] = useState<number | undefined>(Math.min(2, paths.horizon));
  const [service, setService] = useState<number | undefined>(95);
  const { unit, count } = report.axis.step;
  const fits =
    lead !== undefined && lead >= 1 && lead <= paths.horizon && service !== undefined && service > 0 && service < 100;
  const found = fits ? reorderPoint(paths, lead, service / 100) : undefined;
  return (
    <section aria-label={words('forecast.reorder.title')}>
      <Text component="h3" fw={600} m={0}>
        {words('forecast.reorder.title')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" my="xs">
        <NumberInput
          label={words('forecast.reorder.lead', { unit: words(`series.unit.${unit}`, { count: 2 * count }) })}
          description={words('forecast.reorder.most', { count: paths.horizon })}
          min={1}
          max={paths.horizon}
          allowDecimal={false}
          value={lead ?? ''}
          onChange={(value) => setLead(typed(value))}
        />
        <NumberInput
          label={words('forecast.reorder.service')}
          description={words('forecast.reorder.service.why')}
          min={1}
          max={99.9}
          suffix=" %"
          value={service ?? ''}
          onChange={(value) => setService(typed(value))}
        />
      </SimpleGrid>
      {found && (
        <Text aria-live="polite">
          {words('forecast.reorder.answer', {
            point: format.number(found.point),
            expected: format.number(found.expected),
            safety: format.number(Math.max(0, found.safety)),
          })}
        </Text>
      )}
    </section>
  );
}
