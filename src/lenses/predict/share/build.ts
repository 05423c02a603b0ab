import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { CodedError, type Message } from '../../../core/errors.ts';
import { significant } from '../../../core/disclose/round.ts';
import type { ShareChoices, Shared, SharePart } from '../../share.ts';
import type { PredictReport } from '../report.ts';
import { makePortable } from '../portable/make.ts';
import { safeCards } from './cards.ts';
import { safeClasses, type SafeClasses } from './classes.ts';
import { safeDependence, safeImportances } from './drivers.ts';
import { dominanceOf } from './dominance.ts';
import { testFigures } from './figures.ts';
import { safeFormula } from './formula.ts';
import { makeHeldList, type HeldList } from './held.ts';
import { cut } from './limits.ts';
import { makeNames, type Names } from './names.ts';
import { proofOf } from './proof.ts';
import { safeRows } from './rows.ts';
import { SHARE_PARTS, type PredictSource, type SharedPredict, type SharePartId } from './types.ts';
import { safeVerdict } from './verdict.ts';

/** Parts that there is something of, in order; the model says why where it cannot go. */
export function predictParts(source: PredictSource, choices?: ShareChoices): SharePart[] {
  const { report } = source.model;
  const there: Readonly<Record<SharePartId, boolean>> = {
    proof: (report.binary ?? report.multiclass ?? report.regression) !== undefined,
    drivers: report.importances.length > 0,
    dependence: report.dependence.length > 0,
    formula: report.formula !== undefined,
    actions: report.cards.length > 0,
    money: source.money !== undefined && source.money.valuePerRow !== undefined,
    model: true,
  };
  const made = choices
    ? modelOf(source, makeNames(source, choices))
    : makePortable(source.model, { minRows: MIN_GROUP, budget: source.modelBudget });
  return SHARE_PARTS.filter((id) => there[id]).map((id) =>
    id === 'model' && 'refused' in made ? { id, refused: made.refused } : { id },
  );
}

/**
 * The report as it is shared. What every part gives away was looked at together with all that is told of the same rows:
 * the test rows by one partition (`bands`, `confusion`, `groups`), the validation rows of cards as one system of groups.
 * @throws share.target-out, share.too-few-rows, share.too-few-of-class
 */
export function buildPredict(source: PredictSource, choices: ShareChoices): Shared<SharedPredict> {
  const { model } = source;
  const { report } = model;
  const held = makeHeldList();
  const names = makeNames(source, choices);
  const classes = safeClasses(report);
  checkShareable(report, names, classes);
  const rows = safeRows(report, held);
  if (classes && classes.folded > 0) held.add('classes', { count: classes.folded });
  const without = new Set(choices.without);
  const take = <T>(part: SharePartId, make: () => T | undefined): T | undefined =>
    without.has(part) ? undefined : make();
  const className = (name: string): string | undefined => nameOfClass(name, report, classes);
  const dominance = dominanceOf(report);
  const proof = proofOf(source, classes, dominance, held);
  const onFew = (report.counts?.onFewRows ?? []).filter((column) => names.column(column));
  if (onFew.length > 0) held.add('on-few-rows', { columns: onFew });
  const threshold = thresholdOf(source);
  const body: SharedPredict = {
    target: cut(model.target),
    task: report.task,
    ...(classes ? { classes: classes.names } : {}),
    rows,
    split: splitOf(report, names, held),
    chosen: { estimator: report.chosen.estimator, family: report.chosen.family },
    verdict: safeVerdict(report.verdict, rows, !dominance.squares && !dominance.validation),
    selectionMetric: report.selectionMetric,
    test: testFigures(report.test, proof.tellable, held),
    ...(threshold ? { threshold } : {}),
    ...take('proof', () => proof.shown),
    ...within(
      'importances',
      take('drivers', () => safeImportances(report, names, dominance, held)),
    ),
    ...within(
      'dependence',
      take('dependence', () => safeDependence(report, names, className, held)),
    ),
    ...within(
      'formula',
      take('formula', () => safeFormula(report, names, held)),
    ),
    ...within(
      'cards',
      take('actions', () => safeCards(model, { names, className, rows, dominance }, held)),
    ),
    ...within(
      'money',
      take('money', () => moneyOf(source)),
    ),
  };
  const portable = take('model', () => modelOf(source, names));
  if (!portable) return { body, held: held.list() };
  if ('refused' in portable) return { body, held: [...held.list(), portable.refused] };
  return { body: { ...body, model: portable.portable }, held: held.list() };
}

const within = <K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { [key in K]?: T };

function checkShareable(report: PredictReport, { out }: Names, classes: SafeClasses | undefined): void {
  const { target } = report.plan.question;
  if (out.has(target)) throw new CodedError('share.target-out', { column: target });
  const fewest = Math.min(report.testRows, report.split.train, report.split.validation);
  if (fewest < MIN_GROUP) throw new CodedError('share.too-few-rows', { rows: fewest, needed: MIN_GROUP });
  if (report.task === 'regression' || !classes) return;
  if (report.task === 'binary' ? classes.folded > 0 : classes.names.length < 2) {
    throw new CodedError('share.too-few-of-class', { target, needed: MIN_GROUP });
  }
}

/** What a class is called in the shared report; undefined for one that is told together with others. */
function nameOfClass(name: string, { classes }: PredictReport, safe: SafeClasses | undefined): string | undefined {
  const place = classes?.indexOf(name) ?? -1;
  if (!safe || place < 0) return undefined;
  const shared = safe.of[place] as number;
  return safe.folded > 0 && shared === safe.names.length - 1 ? undefined : safe.names[shared];
}

function splitOf({ plan }: PredictReport, names: Names, held: HeldList): SharedPredict['split'] {
  const { split } = plan.question;
  if (split.kind === 'random') return { kind: split.kind, testShare: split.testShare };
  const told = names.column(split.column);
  if (!told) held.add('split-column');
  const column = told ? cut(split.column) : '';
  return split.kind === 'column'
    ? { kind: split.kind, column }
    : { kind: split.kind, column, testShare: split.testShare };
}

function thresholdOf({ model, threshold }: PredictSource): SharedPredict['threshold'] {
  const { threshold: advised } = model.report;
  if (!advised) return undefined;
  if (threshold === undefined || threshold === advised.value) return { value: advised.value, rule: advised.rule };
  return { value: threshold, rule: 'by-hand' };
}

function moneyOf({ money }: PredictSource): SharedPredict['money'] {
  if (!money) return undefined;
  const { currency, valuePerRow, costPerRow, effect } = money;
  const figures = Object.entries({ valuePerRow, costPerRow, effect }).flatMap(([name, value]) =>
    value !== undefined && Number.isFinite(value) ? [[name, significant(value, 12)]] : [],
  );
  return { currency: currency.slice(0, 10), ...Object.fromEntries(figures) };
}

/** The model itself, where nothing it needs is left out. */
function modelOf(
  { model, modelBudget }: PredictSource,
  names: Names,
): ReturnType<typeof makePortable> | { readonly refused: Message } {
  const missing = model.columns.filter(({ name }) => !names.column(name)).map(({ name }) => name);
  if (missing.length > 0) return { refused: { code: 'share.refused.needs-column', params: { columns: missing } } };
  const { onFewRows = [] } = model.report.counts ?? {};
  if (onFewRows.length > 0) {
    return { refused: { code: 'share.refused.on-few-rows', params: { columns: onFewRows } } };
  }
  return makePortable(model, { minRows: MIN_GROUP, budget: modelBudget });
}
