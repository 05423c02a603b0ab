import type { Commands } from './commands.ts';
import type { AppContext } from './context.ts';
import type { Models } from './models.ts';
import type { Tables } from './tables.ts';

export type FeedbackCommands = Pick<
  Commands,
  'openOutcomes' | 'compareOutcomes' | 'retrain' | 'cancelRetraining' | 'acceptRetrained'
>;

/**
 * Outcomes beside what was promised, retraining on old and new rows, and taking the retrained model. Where the page is
 * asked for it, it fetches what that needs.
 */
export function feedbackCommands(app: AppContext, tables: Tables, models: Models): FeedbackCommands {
  let work: Promise<FeedbackCommands> | undefined;
  const fetched = (): Promise<FeedbackCommands> => {
    work ??= import('./feedback-work.ts').then(({ createFeedbackWork }) => createFeedbackWork(app, tables, models));
    return work;
  };
  return {
    openOutcomes: async (file) => (await fetched()).openOutcomes(file),
    compareOutcomes: async (...asked) => (await fetched()).compareOutcomes(...asked),
    retrain: async (...asked) => (await fetched()).retrain(...asked),
    cancelRetraining: () => void work?.then((present) => present.cancelRetraining()),
    acceptRetrained: async () => (await fetched()).acceptRetrained(),
  };
}
