import type { Finding } from '../core/errors.ts';
import type { ColumnProfile, TableProfile } from '../core/profile/types.ts';
import { isForecastQuestion, isPredictSuggestion, type AnyQuestion, type AnySuggestion } from '../lenses/any.ts';
import { readingColumns } from '../lenses/asked-columns.ts';
import type { PredictQuestion } from '../lenses/predict/question.ts';
import type { TableSummary } from '../workers/data-contract.ts';
import type { AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { sameData } from './same.ts';

/** What the lenses ask of tables is fetched with the first table: the page before any needs none of it. */
const loadLenses = () => import('../lenses/registry.ts');

/** Whether a question can still be put to these columns. */
export function fits(question: AnyQuestion, columns: readonly ColumnProfile[]): boolean {
  const byName = new Map(columns.map((column) => [column.name, column]));
  if (isForecastQuestion(question)) return readingColumns(question.reading).every((name) => byName.has(name));
  return fitsRows(question, byName);
}

function fitsRows(question: PredictQuestion, byName: ReadonlyMap<string, ColumnProfile>): boolean {
  if (question.columns.some((name) => !byName.has(name))) return false;
  const { date, rating, answers } = question.inbox ?? {};
  if ([date, rating, answers].some((name) => name !== undefined && !byName.has(name))) return false;
  // Texts without labels are asked about too.
  if (question.lens === 'text' && question.target === '') return true;
  const target = byName.get(question.target);
  if (!target) return false;
  if (question.split.kind !== 'random' && !byName.has(question.split.column)) return false;
  if (question.task === 'regression') return target.kind === 'number';
  // A "yes" that nobody says any more, for instance after the file was read in another way.
  const { positive } = question;
  return positive === undefined || !target.levels || target.levels.some((entry) => entry.level === positive);
}

/** Profiles a table, proposes questions, and keeps the suspects of the present question up to date. */
export interface Describe {
  table(summary: TableSummary, signal: AbortSignal): Promise<void>;
  /** To be called when the question may have changed. */
  questionChanged(tableId: string | undefined): void;
}

export function createDescribe(app: AppContext): Describe {
  let asked: AnyQuestion | undefined;
  let asking: AbortController | undefined;

  const suspects = async (tableId: string, question: AnyQuestion, signal: AbortSignal) => {
    // What gives a target away among columns is no matter of texts, pictures and series.
    if (question.lens !== 'predict') return [];
    const { target, columns } = question;
    return app.data.call('suspects', { tableId, target, columns }, { signal });
  };

  /** The first suggestion without the columns that give its target away. */
  const refine = async (
    tableId: string,
    profile: TableProfile,
    suggestion: AnySuggestion,
    signal: AbortSignal,
  ): Promise<AnySuggestion> => {
    let found: readonly Finding[] = [];
    try {
      found = await suspects(tableId, suggestion.question, signal);
    } catch (error) {
      // A question without a check for suspects is better than none.
      if (wasCancelled(error)) throw error;
      app.note('careful', toFailure(error).code, toFailure(error).params);
    }
    app.patch({ suspects: found });
    if (!isPredictSuggestion(suggestion) || suggestion.question.lens !== 'predict') return suggestion;
    const { makeQuestion } = await import('../lenses/predict/suggest.ts');
    const made = makeQuestion(profile, suggestion.question.target, found);
    return made && made.question.columns.length > 0 ? { ...suggestion, ...made } : suggestion;
  };

  const propose = async (tableId: string, profile: TableProfile, signal: AbortSignal): Promise<void> => {
    const [{ suggestAll }, first] = await Promise.all([loadLenses(), app.services.recipe()]);
    const suggestions = suggestAll(profile);
    app.patch({ suggestions });
    const { question, recipe } = app.state().choices;
    if (recipe.length === 0) app.act({ type: 'recipe-set', recipe: first, auto: true });
    if (question && fits(question, profile.columns)) return questionChanged(tableId, true);
    const again = (one: AnySuggestion): boolean =>
      one.question.lens === question?.lens && one.question.target === question.target;
    const likeliest: AnySuggestion | undefined = suggestions.find(again) ?? suggestions[0];
    if (!likeliest) return;
    const refined = await refine(tableId, profile, likeliest, signal);
    app.patch({ suggestions: suggestions.map((suggestion) => (suggestion === likeliest ? refined : suggestion)) });
    asked = refined.question;
    app.act({ type: 'question-set', question: refined.question, auto: true });
  };

  function questionChanged(tableId: string | undefined, force = false): void {
    const { question } = app.state().choices;
    if (tableId === undefined || !question || (!force && sameData(question, asked))) return;
    asked = question;
    asking?.abort();
    const controller = new AbortController();
    asking = controller;
    suspects(tableId, question, controller.signal).then(
      (found) => {
        if (asking === controller) app.patch({ suspects: found });
      },
      (error: unknown) => {
        if (!wasCancelled(error) && asking === controller) app.patch({ suspects: [] });
      },
    );
  }

  return {
    questionChanged,
    async table({ tableId }, signal) {
      app.patch({ profile: { status: 'loading', share: 0 }, suspects: [] });
      try {
        const profiling = app.data.call(
          'profile',
          { tableId },
          {
            signal,
            onEvent: ({ done, total }) =>
              app.patch({ profile: { status: 'loading', share: total > 0 ? done / total : 0 } }),
          },
        );
        const [profile, { withLensFindings }] = await Promise.all([profiling, loadLenses()]);
        app.patch({ profile: { status: 'ready', value: withLensFindings(profile) } });
        await propose(tableId, profile, signal);
      } catch (error) {
        if (app.state().profile.status !== 'loading') return;
        const failure = wasCancelled(error) ? { code: 'reading.cancelled', params: {} } : toFailure(error);
        app.patch({ profile: { status: 'failed', error: failure } });
      }
    },
  };
}
