import type { CombineChoice } from '../workers/data-contract.ts';
import { isPredictQuestion, type AnyQuestion } from '../lenses/any.ts';
import { checksum } from '../storage/checksum.ts';
import type { KeptLabels, ProjectAction, ProjectChoices } from './project.ts';

/** What a new project starts from. `name` stays empty until a file gives it one or it is typed: the page words that. */
export const EMPTY_PROJECT: ProjectChoices = {
  name: '',
  files: [],
  kinds: [],
  recipe: [],
  settings: {
    preset: 'balanced',
    backend: 'auto',
    seed: 1,
    families: ['linear', 'trees', 'network'],
    linear: 'auto',
  },
  money: { currency: 'USD' },
};

/** `Telco-Customer-Churn.csv.gz` is called Telco-Customer-Churn. */
const nameOf = (file: string): string => file.replace(/(\.(csv|tsv|tab|txt|gz))+$/i, '').trim();

const mentions = (combine: CombineChoice, file: string): boolean => {
  switch (combine.kind) {
    case 'single':
      return combine.file === file;
    case 'append':
      return combine.files.includes(file);
    case 'join':
      return combine.left === file || combine.right === file;
  }
};

const withoutCombine = (choices: ProjectChoices): ProjectChoices => {
  const { combine, ...rest } = choices;
  return combine ? rest : choices;
};
const without = (choices: ProjectChoices, field: 'threshold' | 'handOver'): ProjectChoices => {
  const { [field]: chosen, ...rest } = choices;
  return chosen === undefined ? choices : rest;
};

/** With other labels of a column, or none. */
function withLabels(choices: ProjectChoices, column: string, labels: KeptLabels | undefined): ProjectChoices {
  const { labels: before = [], ...rest } = choices;
  const others = before.filter((one) => one.column !== column);
  const all = labels ? [...others, labels] : others;
  return all.length > 0 ? { ...rest, labels: all } : rest;
}

function changeLabels(
  choices: ProjectChoices,
  { column, changes }: Extract<ProjectAction, { type: 'labels-changed' }>,
): ProjectChoices {
  const labels = choices.labels?.find((one) => one.column === column);
  if (!labels) return choices;
  return withLabels(choices, column, {
    ...labels,
    changes: [...(labels.changes ?? []), ...changes],
    key: checksum([labels.key, changes]),
  });
}

const yesOf = (question: AnyQuestion): string | undefined =>
  isPredictQuestion(question) ? question.positive : undefined;

const setQuestion = (
  choices: ProjectChoices,
  { question }: Extract<ProjectAction, { type: 'question-set' }>,
): ProjectChoices => {
  const before = choices.question;
  const sameYes =
    before?.lens === question.lens && before.target === question.target && yesOf(before) === yesOf(question);
  // A threshold is a share of one particular "yes".
  return { ...(sameYes ? choices : without(without(choices, 'threshold'), 'handOver')), question };
};

/** The choices after one more action. Pure; unknown file ids change nothing. */
export function reduceProject(choices: ProjectChoices, action: ProjectAction): ProjectChoices {
  switch (action.type) {
    case 'renamed':
      return { ...choices, name: action.name };
    case 'files-added':
      // How the files go together is proposed anew when there are more of them.
      return {
        ...withoutCombine(choices),
        name: choices.name || nameOf(action.files[0]?.name ?? ''),
        files: [...choices.files, ...action.files],
      };
    case 'file-removed': {
      const kept = choices.combine && mentions(choices.combine, action.id) ? withoutCombine(choices) : choices;
      const files = choices.files.filter((file) => file.id !== action.id);
      const removed = choices.files.find((file) => file.id === action.id);
      // A name that only the last file gave goes with it.
      const name = files.length === 0 && removed && nameOf(removed.name) === choices.name ? '' : choices.name;
      return { ...kept, name, files };
    }
    case 'read-changed':
      return {
        ...choices,
        files: choices.files.map((file) => (file.id === action.id ? { ...file, read: action.read } : file)),
      };
    case 'combine-set':
      return action.combine ? { ...choices, combine: action.combine } : withoutCombine(choices);
    case 'kind-set': {
      const others = choices.kinds.filter(([column]) => column !== action.column);
      return { ...choices, kinds: action.kind ? [...others, [action.column, action.kind]] : others };
    }
    case 'labels-set': {
      const { column, labels } = action;
      return withLabels(choices, column, labels ? { ...labels, column, key: checksum(labels) } : undefined);
    }
    case 'labels-changed':
      return changeLabels(choices, action);
    case 'topics-set':
      return { ...choices, topics: action.topics };
    case 'question-set':
      return setQuestion(choices, action);
    case 'recipe-set':
      return { ...choices, recipe: action.recipe };
    case 'settings-set':
      return { ...choices, settings: action.settings };
    case 'threshold-set':
      return action.threshold === null ? without(choices, 'threshold') : { ...choices, threshold: action.threshold };
    case 'hand-over-set':
      return action.threshold === null ? without(choices, 'handOver') : { ...choices, handOver: action.threshold };
    case 'money-set':
      return { ...choices, money: action.money };
  }
}
