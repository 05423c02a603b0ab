import { CodedError } from '../../core/errors.ts';

/** A built-in table, made up by scripts/make-samples.mjs; its words are `sample.<id>.question` and `sample.<id>.about`. */
export interface Sample {
  readonly id: string;
  /** Rows of the table to learn from. */
  readonly rowCount: number;
  readonly fileName: string;
  /** CSV text, as the other two: each is a chunk of the page, loaded when asked for. */
  load(): Promise<string>;
  /** Later rows, their outcome still unknown. Absent where the table holds the times ahead itself. */
  readonly newRows?: () => Promise<string>;
  /** What happened to the later rows, by the same key. */
  outcomes(): Promise<string>;
}

// Written out, for the bundler sees literal paths alone; fetching is what the page's policy forbids.
export const SAMPLES: readonly Sample[] = [
  {
    id: 'saas-churn',
    rowCount: 2000,
    fileName: 'saas-churn.csv',
    load: async () => (await import('./saas-churn.csv?raw')).default,
    newRows: async () => (await import('./saas-churn-new.csv?raw')).default,
    outcomes: async () => (await import('./saas-churn-outcomes.csv?raw')).default,
  },
  {
    id: 'shop-visits',
    rowCount: 2500,
    fileName: 'shop-visits.csv',
    load: async () => (await import('./shop-visits.csv?raw')).default,
    newRows: async () => (await import('./shop-visits-new.csv?raw')).default,
    outcomes: async () => (await import('./shop-visits-outcomes.csv?raw')).default,
  },
  {
    id: 'order-values',
    rowCount: 2200,
    fileName: 'order-values.csv',
    load: async () => (await import('./order-values.csv?raw')).default,
    newRows: async () => (await import('./order-values-new.csv?raw')).default,
    outcomes: async () => (await import('./order-values-outcomes.csv?raw')).default,
  },
  {
    id: 'support-inbox',
    rowCount: 1200,
    fileName: 'support-inbox.csv',
    load: async () => (await import('./support-inbox.csv?raw')).default,
    newRows: async () => (await import('./support-inbox-new.csv?raw')).default,
    outcomes: async () => (await import('./support-inbox-outcomes.csv?raw')).default,
  },
  {
    id: 'parcel-marks',
    rowCount: 640,
    fileName: 'parcel-marks.csv',
    load: async () => (await import('./parcel-marks.csv?raw')).default,
    newRows: async () => (await import('./parcel-marks-new.csv?raw')).default,
    outcomes: async () => (await import('./parcel-marks-outcomes.csv?raw')).default,
  },
  {
    id: 'shop-revenue',
    rowCount: 2274,
    fileName: 'shop-revenue.csv',
    load: async () => (await import('./shop-revenue.csv?raw')).default,
    outcomes: async () => (await import('./shop-revenue-outcomes.csv?raw')).default,
  },
  {
    id: 'app-activity',
    rowCount: 10692,
    fileName: 'app-activity.csv',
    load: async () => (await import('./app-activity.csv?raw')).default,
    outcomes: async () => (await import('./app-activity-outcomes.csv?raw')).default,
  },
];

const csvFile = (text: string, name: string): File => new File([text], name, { type: 'text/csv' });

/** A sample's table as a file. @throws sample.unknown */
export async function sampleFile(id: string): Promise<File> {
  const sample = SAMPLES.find((candidate) => candidate.id === id);
  if (!sample) throw new CodedError('sample.unknown', { id });
  return csvFile(await sample.load(), sample.fileName);
}

/** The sample that a project was opened from: its one file bears the sample's name. */
export function sampleOf(files: readonly { readonly name: string }[]): Sample | undefined {
  return files.length === 1 ? SAMPLES.find(({ fileName }) => fileName === files[0]?.name) : undefined;
}

/** A sample's later rows, or what happened to them, as a file. @throws sample.unknown where it has no such rows */
export async function laterFile(sample: Sample, part: 'new' | 'outcomes'): Promise<File> {
  const text = await (part === 'new' ? sample.newRows?.() : sample.outcomes());
  if (text === undefined) throw new CodedError('sample.unknown', { id: sample.id });
  return csvFile(text, `${sample.id}-${part}.csv`);
}
