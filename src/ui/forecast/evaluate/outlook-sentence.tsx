import { useMemo } from 'react';
import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { timeOf } from '../../../core/series/calendar.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useSeriesName } from '../view/use-series-name.ts';
import { outlookOf } from '../view/outlook.ts';

interface OutlookSentenceProps {
  readonly report: ForecastReport;
  readonly series: SeriesReport;
}

/** "Revenue will be about 12,400 in the next 8 weeks, between 11,200 and 13,700: 6 % more than in the 8 weeks before." */
export function OutlookSentence({ report, series }: OutlookSentenceProps) {
  const words = useWords();
  const format = useFormat();
  const period = usePeriod(report.axis.step);
  const nameOf = useSeriesName(report);
  const { gather } = report.plan.question.reading;
  const outlook = useMemo(() => outlookOf(series, gather, report.seed), [series, gather, report.seed]);
  const { unit, count } = report.axis.step;
  const span = words(`series.unit.${unit}`, { count: series.future.mean.length * count });
  const params = {
    series: nameOf(series),
    span,
    value: format.number(rounded(outlook.value)),
    low: format.number(rounded(outlook.low)),
    high: format.number(rounded(outlook.high)),
  };
  const said = words(outlook.adds ? 'forecast.outlook.sum' : 'forecast.outlook.mean', params);
  const { before, change } = outlook;
  if (!before || change === undefined) return `${said}.`;
  const time = {
    from: period(timeOf(report.axis, before.from)),
    to: period(timeOf(report.axis, before.to)),
    change: format.percent(Math.abs(change)),
  };
  const compared = words(
    Math.abs(change) < 0.005 ? 'forecast.outlook.same' : change > 0 ? 'forecast.outlook.more' : 'forecast.outlook.less',
    time,
  );
  return `${said}: ${compared}.`;
}

/** "About" is three digits. */
const rounded = (value: number): number => Number(value.toPrecision(3));
