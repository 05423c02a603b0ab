import type { ProjectAction, ProjectChoices } from './project.ts';
import { EMPTY_PROJECT, reduceProject } from './reduce.ts';

/** The actions taken, those undone (the next to redo last), and the choices that the taken ones amount to. */
export interface History {
  readonly past: readonly ProjectAction[];
  readonly future: readonly ProjectAction[];
  readonly choices: ProjectChoices;
}

/** Actions that follow each other while a slider is dragged or a field is typed into: the last one stands for all. */
const SLIDING: ReadonlySet<ProjectAction['type']> = new Set(['renamed', 'threshold-set', 'hand-over-set', 'money-set']);

/** Whether the last action was but a step on the way to this one. */
function slides(last: ProjectAction | undefined, action: ProjectAction): boolean {
  if (last?.type === 'topics-set' && action.type === 'topics-set') {
    return action.naming !== undefined && last.naming === action.naming;
  }
  return last?.type === action.type && SLIDING.has(action.type);
}

const follows = (action: ProjectAction): boolean => 'auto' in action && action.auto === true;

const replay = (past: readonly ProjectAction[], future: readonly ProjectAction[]): History => ({
  past,
  future,
  choices: past.reduce(reduceProject, EMPTY_PROJECT),
});

export const EMPTY_HISTORY: History = { past: [], future: [], choices: EMPTY_PROJECT };

/** The history of a saved document. */
export const openHistory = (actions: readonly ProjectAction[]): History => replay(actions, []);

/** Takes one more action; what was undone before can no longer be redone, unless the page itself acts (`auto`). */
export function act(history: History, action: ProjectAction): History {
  return {
    past: slides(history.past.at(-1), action) ? [...history.past.slice(0, -1), action] : [...history.past, action],
    future: [],
    choices: reduceProject(history.choices, action),
  };
}

/** Takes the last action back, together with what the page itself did in consequence. */
export function undo(history: History): History {
  let end = history.past.length;
  while (end > 0 && follows(history.past[end - 1] as ProjectAction)) end--;
  if (end === 0) return history;
  const undone = history.past.slice(end - 1).toReversed();
  return replay(history.past.slice(0, end - 1), [...history.future, ...undone]);
}

/** Takes the action that was undone last again, with its consequences. */
export function redo(history: History): History {
  if (history.future.length === 0) return history;
  let start = history.future.length - 1;
  while (start > 0 && follows(history.future[start - 1] as ProjectAction)) start--;
  const redone = history.future.slice(start).toReversed();
  return replay([...history.past, ...redone], history.future.slice(0, start));
}

/** As if these very actions (by identity) had never been taken: for a reading that was cancelled or failed. */
export function withdraw(history: History, actions: readonly ProjectAction[]): History {
  return replay(
    history.past.filter((action) => !actions.includes(action)),
    history.future,
  );
}

export const canUndo = (history: History): boolean => history.past.some((action) => !follows(action));
export const canRedo = (history: History): boolean => history.future.length > 0;
