/** What the benchmark of reading runs, in one bundle. */
export { readWhole } from '../src/core/ingest/read-table.ts';
export { createPacer } from '../src/core/learn/pacer.ts';
