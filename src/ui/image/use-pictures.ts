import { useEffect, useState } from 'react';
import { pictureSource } from '../../app/picture-source.ts';
import type { PictureCells } from '../../core/images/picture-cells.ts';
import type { PictureSource } from '../../core/images/picture-reader.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';

/** Pictures of rows, and where each is among them. */
export interface RowPictures {
  readonly cells: PictureCells;
  /** undefined for a row that has none. */
  readonly indexOf: (row: number) => number | undefined;
}

interface Wanted {
  readonly tableId: string;
  readonly rows: readonly number[];
  readonly source: PictureSource;
}

/** Rows that are fetched at once at most. */
const MOST = 500;

/**
 * Pictures of single rows of the table, asked for anew when the table or the rows change; undefined while they are on
 * their way.
 * @param question undefined where the table is not the one that the rows are of: then nothing is asked for
 */
export function useRowPictures(
  rows: readonly number[],
  question: Pick<PredictQuestion, 'columns' | 'shape'> | undefined,
): RowPictures | undefined {
  const commands = useCommands();
  const tableId = useApp((state) => (state.table.status === 'ready' ? state.table.value.tableId : undefined));
  const white = useApp((state) => (state.profile.status === 'ready' ? state.profile.value.pixels?.high : undefined));
  const wanted: Wanted | undefined =
    question && tableId !== undefined && rows.length > 0
      ? { tableId, rows: rows.slice(0, MOST), source: pictureSource(question) }
      : undefined;
  // In writing it stays the same where it means the same.
  const asked = wanted && JSON.stringify(wanted);
  const [found, setFound] = useState<{ readonly of: string; readonly pictures: RowPictures } | undefined>(undefined);
  useEffect(() => {
    if (asked === undefined) return undefined;
    let current = true;
    const { rows: numbers, source } = JSON.parse(asked) as Wanted;
    void commands.pictures(numbers, source, white).then((cells) => {
      if (!current || !cells) return;
      const places = new Map(numbers.map((row, index) => [row, index]));
      const indexOf = (row: number): number | undefined => {
        const index = places.get(row);
        return index === undefined || cells.missing[index] === 1 ? undefined : index;
      };
      setFound({ of: asked, pictures: { cells, indexOf } });
    });
    return () => {
      current = false;
    };
  }, [commands, asked, white]);
  return found?.of === asked ? found?.pictures : undefined;
}
