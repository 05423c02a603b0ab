import type { PictureCells } from '../core/images/picture-cells.ts';
import type { PictureReading } from '../lenses/image/types.ts';
import type { AppContext } from './context.ts';
import type { Models } from './models.ts';

/** One picture as the model on the screen sees it, and what it makes of it. */
export interface LookedAt {
  /** A single one, in the size that the model learned from. */
  readonly picture: PictureCells;
  readonly reading: PictureReading;
}

/** What may be asked about single pictures. All reject with a CodedError; of looks that wait the newest alone is answered. */
export interface ImageCommands {
  /** A row of the table, by the model that never saw the test rows. */
  lookAtRow(row: number): Promise<LookedAt>;
  /** A new picture: a file, or what the camera took. Kept nowhere. @throws image.unreadable-file */
  lookAtFile(file: File): Promise<LookedAt>;
  /** Pictures of a folder, and what lies beside them, as one file to be scored. @throws ingest.zip-nothing */
  packPictures(files: readonly File[]): Promise<File>;
}

/** Where the page is asked about a picture, it fetches what that needs. */
export function imageCommands(app: AppContext, models: Models): ImageCommands {
  let work: Promise<ImageCommands> | undefined;
  const fetched = (): Promise<ImageCommands> => {
    work ??= import('./image-work.ts').then(({ createImageWork }) => createImageWork(app, models));
    return work;
  };
  return {
    lookAtRow: async (row) => (await fetched()).lookAtRow(row),
    lookAtFile: async (file) => (await fetched()).lookAtFile(file),
    packPictures: async (files) => (await fetched()).packPictures(files),
  };
}
