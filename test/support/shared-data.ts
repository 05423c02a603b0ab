import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Folder of the real data sets; set SIGHTGLASS_DATA where they lie elsewhere. */
export const DATA_FOLDER = resolve(process.env['SIGHTGLASS_DATA'] ?? '../shared/data');

/** Path of a real data file, or undefined where it is absent: `it.skipIf(!path)` then says so in the run's list. */
export function sharedData(file: string): string | undefined {
  const path = resolve(DATA_FOLDER, file);
  return existsSync(path) ? path : undefined;
}
