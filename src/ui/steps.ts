import type { AppState } from '../app/state.ts';

/** The six steps, always in view, in this order. */
export const STEPS = ['data', 'prepare', 'train', 'evaluate', 'apply', 'feedback'] as const;
export type StepName = (typeof STEPS)[number];

/** `stale`: there is a result, but a choice made since would give another. */
export type StepStatus = 'open' | 'busy' | 'done' | 'stale';

/** The address of a step, whatever it shows. */
export function stepAddress(step: StepName): string {
  return `/${step}`;
}

/** The step that an address shows; null for the start. */
export function stepOfAddress(address: string): StepName | null {
  const name = address.split('/')[1] ?? '';
  return STEPS.find((step) => step === name) ?? null;
}

/** How far each step is. A model opened from the list counts without its table. */
export function stepStatus(step: StepName, state: AppState): StepStatus {
  const hasModel = state.model.status === 'ready';
  const stale = hasModel && state.modelIsStale;
  switch (step) {
    case 'data':
      return state.table.status === 'loading' ? 'busy' : state.table.status === 'ready' ? 'done' : 'open';
    case 'prepare':
      return state.table.status === 'ready' && state.choices.question ? 'done' : 'open';
    case 'train':
      if (isTraining(state)) return 'busy';
      return stale ? 'stale' : hasModel ? 'done' : 'open';
    case 'evaluate':
      return stale ? 'stale' : hasModel ? 'done' : 'open';
    case 'apply':
      if (state.scored.status === 'loading') return 'busy';
      return state.scored.status === 'ready' ? (stale ? 'stale' : 'done') : 'open';
    case 'feedback':
      return feedbackStatus(state);
  }
}

/** What came, beside what was said: of rows, or of series. */
function feedbackStatus({ feedback, forecast }: AppState): StepStatus {
  const results = [feedback.result.status, forecast.feedback.result.status];
  return results.includes('loading') ? 'busy' : results.includes('ready') ? 'done' : 'open';
}

function isTraining(state: AppState): boolean {
  const { status } = state.training;
  return status === 'running' || status === 'paused' || status === 'finishing';
}
