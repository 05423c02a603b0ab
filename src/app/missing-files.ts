import type { AppContext } from './context.ts';
import type { FileChoice } from './project.ts';
import type { Tables } from './tables.ts';

/** Files of the project whose bytes are not here: it was opened without its data, or the browser cleared them. */
async function missingFiles(app: AppContext): Promise<readonly FileChoice[]> {
  const { table, choices } = app.state();
  if (table.status !== 'failed' || table.error.code !== 'data.file-missing') return [];
  const kept = await Promise.all(choices.files.map(({ id }) => app.library.file(id)));
  return choices.files.filter((_, index) => !kept[index]);
}

/**
 * Puts dropped files in the place of missing ones of the same name and length, so that every choice about them holds, and
 * reads the project once all are there.
 * @returns the dropped files that are new
 */
export async function bringBack(app: AppContext, tables: Tables, dropped: readonly File[]): Promise<readonly File[]> {
  const missing = [...(await missingFiles(app))];
  const fresh: File[] = [];
  let found = false;
  for (const file of dropped) {
    const index = missing.findIndex(({ name, byteLength }) => name === file.name && byteLength === file.size);
    const [choice] = index < 0 ? [] : missing.splice(index, 1);
    if (choice) tables.keep(choice.id, file);
    else fresh.push(file);
    found ||= choice !== undefined;
  }
  // With more files to come those are read together with the ones that are back.
  if (found && fresh.length === 0) await tables.open();
  return fresh;
}
