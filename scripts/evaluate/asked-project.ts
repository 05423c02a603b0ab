import { PROJECT, toDocument } from '../../src/app/document.ts';
import type { ProjectAction } from '../../src/app/project.ts';
import { EMPTY_PROJECT } from '../../src/app/reduce.ts';
import { blobSource } from '../../src/core/ingest/byte-source.ts';
import { readTable } from '../../src/core/ingest/read-table.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import type { TableProfile } from '../../src/core/profile/types.ts';
import type { SeriesReading } from '../../src/core/series/types.ts';
import { cellReader } from '../../src/core/table/cells.ts';
import { getColumn, type Table } from '../../src/core/table/table.ts';
import { isForecastModel, type AnyModel, type AnyQuestion } from '../../src/lenses/any.ts';
import { suggestForecast } from '../../src/lenses/forecast/suggest.ts';
import type { ForecastQuestion } from '../../src/lenses/forecast/types.ts';
import { forecastTable } from '../../src/lenses/forecast/forecast-table.ts';
import type { Family, PredictQuestion, PredictSettings } from '../../src/lenses/predict/question.ts';
import { makeSequenceQuestion, proposeSpans, recogniseEvents } from '../../src/lenses/sequence/suggest.ts';
import { tableToCsv } from '../../src/core/table/csv.ts';
import { openProject } from '../../src/storage/project-file/open.ts';
import { packProject } from '../../src/storage/project-file/pack.ts';

/** What may be said on the command line of a forecast. */
export interface ForecastArgs {
  readonly lens: 'forecast';
  /** One value column, or several wide ones. */
  readonly target: readonly string[];
  readonly time: string;
  readonly horizon: number;
  readonly series?: string;
  readonly known: readonly string[];
}

/** What may be said on the command line of journeys. */
export interface SequenceArgs {
  readonly lens: 'sequence';
  readonly entity: string;
  readonly event: string;
  readonly time: string;
  readonly ask: 'do' | 'leave' | 'next';
  readonly outcome?: string;
  readonly horizon: number;
}

export interface AskedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How thorough, and what is under Advanced settings; absent: as the page begins with. */
export interface AskedSettings {
  readonly preset?: PredictSettings['preset'];
  readonly backend?: PredictSettings['backend'];
  readonly seed?: number;
  readonly families?: readonly Family[];
}

const pacer = createPacer(new AbortController().signal);

async function read({ name, bytes }: AskedFile): Promise<{ readonly table: Table; readonly profile: TableProfile }> {
  const run = readTable(blobSource(new Blob([bytes]), name), {}, pacer);
  for (;;) {
    const step = await run.next();
    if (!step.done) continue;
    const { table } = step.value;
    return { table, profile: await profileTable(table, pacer) };
  }
}

/** @throws Error in words, for a terminal */
function checkColumns({ columns }: Table, named: Readonly<Record<string, readonly string[]>>): void {
  const names = columns.map(({ name }) => name);
  for (const [option, wanted] of Object.entries(named)) {
    const missing = wanted.find((name) => !names.includes(name));
    if (missing === undefined) continue;
    throw new Error(`There is no column "${missing}" for --${option}. The columns are: ${names.join(', ')}.`);
  }
}

function forecastQuestion(args: ForecastArgs, table: Table, profile: TableProfile): ForecastQuestion {
  const { target, time, series, known, horizon } = args;
  checkColumns(table, { target, time: [time], ...(series === undefined ? {} : { series: [series] }), known });
  const words = target.find((name) => getColumn(table, name).kind !== 'number');
  if (words !== undefined) throw new Error(`--target ${words} holds no numbers: nothing can be forecast of it.`);
  if (target.length > 1 && series !== undefined) {
    throw new Error('--series names the series of one value column: give one --target with it.');
  }
  const [first = ''] = target;
  const layout: SeriesReading['layout'] =
    target.length > 1
      ? { kind: 'wide', columns: target }
      : { kind: 'long', value: first, ...(series === undefined ? {} : { by: series }) };
  // How rows of one time become one value is what the page would propose, where it would propose this reading.
  const like = suggestForecast(profile).find(({ question: { reading } }) => sameLayout(reading, { time, layout }));
  const { gather, gaps, leavePartialOut } = like?.question.reading ?? USUAL;
  return {
    lens: 'forecast',
    target: target.length > 1 ? target.join(', ') : first,
    reading: { time, layout, gather, gaps, leavePartialOut, known },
    horizon,
    addUp: false,
  };
}

const USUAL = { gather: 'sum', gaps: 'line', leavePartialOut: true } as const;

function sameLayout(reading: SeriesReading, { time, layout }: Pick<SeriesReading, 'time' | 'layout'>): boolean {
  if (reading.time !== time || reading.layout.kind !== layout.kind) return false;
  if (reading.layout.kind !== 'long' || layout.kind !== 'long') return true;
  return reading.layout.value === layout.value && reading.layout.by === layout.by;
}

function sequenceQuestion(args: SequenceArgs, table: Table, profile: TableProfile): PredictQuestion {
  const { entity, event, time, ask, outcome, horizon } = args;
  checkColumns(table, { entity: [entity], event: [event], time: [time] });
  if (outcome !== undefined) checkOutcome(table, event, outcome);
  const [who, when] = [entity, time].map((name) => profile.columns.find((column) => column.name === name));
  if (!who || !when) throw new Error('The table has no such columns.');
  const found = recogniseEvents(profile);
  const same = found?.entity.name === entity && found.event.name === event && found.time.name === time;
  return makeSequenceQuestion({
    entity,
    event,
    time,
    properties: same ? found.properties : [],
    ask,
    ...(outcome === undefined ? {} : { outcome }),
    horizonDays: horizon,
    lookBackDays: Math.max(proposeSpans({ time: when, entity: who }).lookBackDays, horizon),
  });
}

function checkOutcome(table: Table, event: string, outcome: string): void {
  const cell = cellReader(getColumn(table, event));
  const found = new Set<string>();
  for (let row = 0; row < table.rowCount; row++) found.add(cell(row) ?? '');
  if (found.has(outcome)) return;
  const some = [...found].slice(0, 20).join(', ');
  throw new Error(`No event is called "${outcome}" in ${event}. There are: ${some}${found.size > 20 ? ', …' : ''}.`);
}

/**
 * A project file with the table and the question put to it: what somebody would hand on who had filled the question in.
 * @throws Error in words where an argument does not fit the table, CodedError where the table cannot be read
 */
export async function askedProject(
  file: AskedFile,
  args: ForecastArgs | SequenceArgs,
  settings: AskedSettings,
): Promise<Uint8Array> {
  const { table, profile } = await read(file);
  const question: AnyQuestion =
    args.lens === 'forecast' ? forecastQuestion(args, table, profile) : sequenceQuestion(args, table, profile);
  const blob = new Blob([file.bytes]);
  const choice = { id: 'file', name: file.name, byteLength: file.bytes.length, read: {} };
  const actions: readonly ProjectAction[] = [
    { type: 'files-added', files: [choice] },
    { type: 'question-set', question },
    { type: 'settings-set', settings: { ...EMPTY_PROJECT.settings, ...settings } },
  ];
  const packed = await packProject(
    {
      project: toDocument('evaluation', actions),
      models: [],
      withRows: { batches: [], files: [{ id: choice.id, name: choice.name, blob }] },
    },
    { appVersion: '0', createdOn: new Date().toISOString().slice(0, 10) },
  );
  return new Uint8Array(await packed.arrayBuffer());
}

/** The newest model of a project file that the page saved. @throws Error where there is none, project-file.* */
async function trainedModel(bytes: Uint8Array<ArrayBuffer>): Promise<AnyModel> {
  const { models } = await openProject(new Blob([bytes]), PROJECT);
  const [newest] = models.map(({ model }) => model).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  if (!newest) throw new Error('The page saved no model.');
  return newest;
}

/** NaN and typed arrays have no word in JSON. */
const plain = (_key: string, value: unknown): unknown => {
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value;
};

/** The receipt of what was trained, and of a forecast its rows. */
export async function whatCame(bytes: Uint8Array<ArrayBuffer>): Promise<{ report: string; forecasts?: string }> {
  const model = await trainedModel(bytes);
  const report = JSON.stringify(model.report, plain, 2);
  if (!isForecastModel(model)) return { report };
  return { report, forecasts: tableToCsv(forecastTable(model.report)).join('') };
}
