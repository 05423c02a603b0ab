import type { Dependence, DependencePoint } from '../../../core/explain/types.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { estimateParts } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useColumnWords } from '../../i18n/use-column-words.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { METRIC_UNIT } from '../view/metric.ts';
import { dependenceShape, type Driver } from '../view/why.ts';

const LOSS = { share: 'why.loss.points', target: 'why.loss.target', plain: 'why.loss.number' } as const;

interface DriverWords {
  /** How much worse the model gets when the column's values are shuffled. */
  readonly lossSentence: (driver: Driver) => string;
  /** What the prediction does as the column changes; association, never cause. */
  readonly shapeSentence: (dependence: Dependence) => string;
  /** A position on a column's axis. */
  readonly at: (dependence: Dependence, point: DependencePoint) => string;
  /** A prediction: a share for classes, a number in the target's unit. */
  readonly prediction: (value: number) => string;
}

/** Sentences about what drives a report's predictions. */
export function useDriverWords(report: ReportView): DriverWords {
  const words = useWords();
  const format = useFormat();
  const names = useColumnWords();
  const locale = useLocale();
  const { target } = report.plan.question;
  const prediction = (value: number) => (report.task === 'regression' ? format.number(value) : format.percent(value));
  const at = (dependence: Dependence, point: DependencePoint) => {
    if (point.level !== undefined) return names.level(dependence.column, point.level);
    return dependence.kind === 'date' ? format.date(point.x) : format.number(point.x);
  };
  const metric = report.importances[0]?.metric ?? report.selectionMetric;
  const lossSentence = (driver: Driver) => {
    if (driver.strength === 'unclear') return words('why.loss.unclear', { column: driver.column });
    const scale = METRIC_UNIT[metric] === 'share' ? 100 : 1;
    const parts = estimateParts(
      locale,
      { value: driver.value * scale, low: driver.low * scale, high: driver.high * scale },
      'number',
    );
    return words(LOSS[METRIC_UNIT[metric]], {
      column: driver.column,
      term: words(`metric.${metric}.term`),
      ...parts,
    });
  };
  const shapeSentence = (dependence: Dependence) => {
    const shape = dependenceShape(dependence, report.task === 'regression' ? targetSpread(report) : 1);
    if (!shape) return '';
    return words(`why.shape.${shape.shape}`, {
      what:
        dependence.ofClass === undefined
          ? words('why.what.number', { target })
          : words('why.what.share', { yes: dependence.ofClass }),
      from: at(dependence, shape.from),
      to: at(dependence, shape.to),
      low: prediction(shape.from.y),
      high: prediction(shape.to.y),
    });
  };
  return { lossSentence, shapeSentence, at, prediction };
}

/** What counts as a large change of the number predicted: the range of its actual values, as far as they are known. */
function targetSpread({ regression }: ReportView): number {
  const { sample, groups } = regression?.validation ?? regression?.test ?? {};
  const actual = sample
    ? sample.map(({ x }) => x)
    : (groups ?? []).flatMap(({ low, middle, high }) => [low ?? middle, high ?? middle]);
  if (actual.length < 2) return 1;
  return (
    actual.reduce((most, x) => Math.max(most, x), -Infinity) -
      actual.reduce((least, x) => Math.min(least, x), Infinity) || 1
  );
}
