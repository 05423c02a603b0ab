import type { MetricName } from '../../metrics/types.ts';
import { dateText } from '../../table/cells.ts';
import type { ExportedColumn, ExportedFigure, ExportedModel } from '../types.ts';
import { insideQuotes } from './literal.ts';

const METRICS: Readonly<Record<MetricName, string>> = {
  rocAuc: 'ROC AUC',
  prAuc: 'PR AUC',
  logLoss: 'log loss',
  brier: 'Brier score',
  accuracy: 'accuracy',
  f1: 'F1',
  macroF1: 'macro F1',
  balancedAccuracy: 'balanced accuracy',
  rmse: 'RMSE',
  mae: 'MAE',
  r2: 'R squared',
  medianAbsoluteError: 'median absolute error',
};

const KINDS: Readonly<Record<ExportedColumn['kind'], string>> = {
  number: 'number',
  date: 'date',
  category: 'words',
  text: 'free text',
  image: 'pictures',
};

/** Names and levels may be as long as a file wants. */
const LONGEST = 60;
const MOST_LEVELS = 6;

const brief = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
const quoted = (text: string): string => `'${brief(text)}'`;
const figure = (value: number): string => String(Number(value.toPrecision(4)));

function columnLine({ name, kind, levels = [], range, missingShare }: ExportedColumn): string {
  const more = levels.length > MOST_LEVELS ? ', …' : '';
  const known = levels.slice(0, MOST_LEVELS).map(quoted).join(', ') + more;
  const ends = range?.map((value) => (kind === 'date' ? dateText(value, false) : figure(value)));
  const said = ends ? `, ${ends[0]} to ${ends[2]}, the middle ${ends[1]}` : known ? `: ${known}` : '';
  const gaps = missingShare > 0 ? `, ${figure(missingShare * 100)}% missing` : '';
  return `    ${quoted(name)}  ${KINDS[kind]}${said}${gaps}`;
}

const figureLine = ({ metric, value, low, high, baseline }: ExportedFigure): string =>
  `    ${METRICS[metric]}: ${figure(value)}, likely ${figure(low)} to ${figure(high)}; guessing gives ${figure(baseline)}`;

function askedOf({ task, classes, threshold, target }: ExportedModel): string {
  switch (task) {
    case 'regression':
      return `Predicts the number ${quoted(target)}.`;
    case 'binary':
      return (
        `Predicts whether ${quoted(target)} is ${quoted(classes[1] ?? '')}: ` +
        `from a probability of ${figure(threshold ?? 0.5)} on it says so.`
      );
    case 'multiclass':
      return `Predicts which of ${classes.length} classes ${quoted(target)} is.`;
  }
}

/**
 * What the script says of itself, as a docstring; whatever comes from the data is made harmless.
 * @param fileName of the script, ending in `.py`
 */
export function docstring(model: ExportedModel, fileName: string): string {
  const { rows, members, columns, figures, appVersion, createdAt } = model;
  const methods = members.map(({ estimator, version, weight }) => {
    const share = members.length > 1 ? `, weight ${figure(weight)}` : '';
    return `${estimator} (version ${version}${share})`;
  });
  const module = fileName.replace(/\.py$/, '');
  const text = `${askedOf(model)}

A model trained with Sightglass ${appVersion} on ${createdAt.slice(0, 10)}, with all its preparation. Runs on Python 3.9 or later
with NumPy and pandas; nothing else is read or fetched.

    python ${fileName} new-rows.csv > scored.csv      (- reads from the standard input)

or, from Python:  import ${module}; ${module}.predict(frame)

It wants a file with a line of names, or a data frame, with these columns in any order; one that is absent counts as
missing, others are passed over:
${columns.map(columnLine).join('\n')}

How good it is, on ${rows.test} rows that it had not seen (with 95% intervals):
${figures.map(figureLine).join('\n')}
The model below was then fitted once more on ${rows.fitted} of the ${rows.data} rows, with the same settings.

Methods: ${methods.join(', ')}.
Cells are read as the page reads them: blanks off, NA and the like missing, decimal commas, thousands marks, currencies,
percentages and dates understood; the order of day and month and the decimal mark are found in the file that is scored.
What was said of the cells by hand when the model was trained (COLUMNS, DECIMAL, DATE_ORDER below) holds here too.
Predictions equal the page's to 1e-6.

This script was written from your data for you. Nobody claims a right in it: use, change and share it as you like, but
know that it holds names and levels of your columns.`;
  return `"""${insideQuotes(text).replaceAll('\\u000a', '\n')}\n"""`;
}
