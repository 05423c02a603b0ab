import type { LabelChange } from '../core/table/hand-labels.ts';
import type { Reading } from '../lenses/text/types.ts';
import type { AppContext } from './context.ts';
import type { Models } from './models.ts';
import type { Tables } from './tables.ts';
import type { TopicDraft } from './topic-draft.ts';

/** What may be asked about texts. Failures land in AppState, but for `readText` and `labelNext`, which reject. */
export interface TextCommands {
  /** Looks for topics among the texts of the question. */
  findTopics(): Promise<void>;
  cancelTopics(): void;
  /** What the person makes of the topics; kept with the project. @param naming the topic whose name is being typed */
  editTopics(draft: TopicDraft, naming?: number): void;
  /** Makes the topics a column of labels and asks about it. @param wanted what to call the column */
  labelWithTopics(wanted: string): Promise<void>;
  /** Labels of single rows, in place of what was there; null: as in the file. */
  labelRows(column: string, changes: readonly LabelChange[]): Promise<void>;
  /** Labels of a column under other names: those that share a name become one. */
  renameLabels(column: string, names: Readonly<Record<string, string>>): Promise<void>;
  /** Lets go of the labels that were given by hand. */
  dropLabels(column: string): Promise<void>;
  /** How the model on the screen reads one text; resolves with the newest call alone. */
  readText(text: string): Promise<Reading>;
  /** Rows without a label that the model on the screen would learn most from. */
  labelNext(count: number): Promise<readonly number[]>;
}

export interface TextWork extends Omit<TextCommands, 'editTopics'> {
  /** Keeps what was made of the topics so far. */
  keepTopics(naming: number | undefined): void;
}

/** Where the page is asked about texts, it fetches what that needs. */
export function textCommands(app: AppContext, tables: Tables, models: Models): TextCommands {
  let work: Promise<TextWork> | undefined;
  const fetched = (): Promise<TextWork> => {
    work ??= import('./text-work.ts').then(({ createTextWork }) => createTextWork(app, tables, models));
    return work;
  };
  return {
    findTopics: async () => (await fetched()).findTopics(),
    cancelTopics: () => void work?.then((present) => present.cancelTopics()),
    editTopics(draft, naming) {
      // At once: a field that is typed into must not wait.
      app.patch({ inbox: { ...app.state().inbox, draft } });
      void fetched().then((present) => present.keepTopics(naming));
    },
    labelWithTopics: async (wanted) => (await fetched()).labelWithTopics(wanted),
    labelRows: async (column, changes) => (await fetched()).labelRows(column, changes),
    renameLabels: async (column, names) => (await fetched()).renameLabels(column, names),
    dropLabels: async (column) => (await fetched()).dropLabels(column),
    readText: async (text) => (await fetched()).readText(text),
    labelNext: async (count) => (await fetched()).labelNext(count),
  };
}
