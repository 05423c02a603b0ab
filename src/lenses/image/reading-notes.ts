import type { Finding } from '../../core/errors.ts';
import type { FileReading } from '../../core/ingest/types.ts';

const NAMED = 5;

/** What became of the files of new pictures while they were read: which could not be, and that others were resized. */
export function pictureReadingNotes(readings: readonly FileReading[]): Finding[] {
  return readings.flatMap(({ pictures, rowsKept, rowsRejected, rejects }): Finding[] => {
    if (!pictures) return [];
    const { width, height, resized } = pictures;
    const names = rejects.slice(0, NAMED).map(({ text }) => text);
    const rejected = { count: rowsRejected, kept: rowsKept, names };
    return [
      ...(rowsRejected > 0
        ? [{ level: 'careful', code: 'apply.pictures-rejected', params: rejected } satisfies Finding]
        : []),
      ...(resized
        ? [{ level: 'note', code: 'apply.pictures-brought', params: { width, height } } satisfies Finding]
        : []),
    ];
  });
}
