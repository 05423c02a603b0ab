import { CodedError } from '../core/errors.ts';
import { pictureCells, type PictureCells } from '../core/images/picture-cells.ts';
import type { PictureSource } from '../core/images/picture-reader.ts';
import { PICTURE_SIZES, type PictureSize } from '../core/ingest/types.ts';
import { storeZip, type StoredFile } from '../core/ingest/zip/store.ts';
import { resized, sameSize } from '../core/learn/image/picture-rows.ts';
import { createPacer } from '../core/learn/pacer.ts';
import type { PictureReading } from '../lenses/image/types.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import type { PictureShape } from '../lenses/predict/question.ts';
import type { TableSummary } from '../workers/data-contract.ts';
import type { ImageContract } from '../workers/image-contract.ts';
import type { AppContext } from './context.ts';
import { sortDropped } from './dropped-pictures.ts';
import type { ImageCommands, LookedAt } from './image.ts';
import type { Models } from './models.ts';
import { createNewest } from './newest.ts';
import { pictureSource } from './picture-source.ts';
import { closeTable, openSideTable } from './side-table.ts';
import { withThresholds } from './threshold.ts';

/** The column that pictures are read into. */
const PICTURE: PictureSource = { kind: 'column', name: 'picture' };
const LARGEST = 96 satisfies PictureSize;
/** What is wrong with the place, not with the file. */
const NOT_HERE = 'ingest.pictures-not-here';

/** The work behind ImageCommands: most visits ask for none of it. */
export function createImageWork(app: AppContext, models: Models): ImageCommands {
  const ask = createNewest<ImageContract, [PictureCells, 'applied' | 'judged'], PictureReading>(
    app,
    (client, { width, height, channels, pixels }, which) =>
      client.call('look', {
        model: withThresholds(models.presentPredict(), app.state().choices),
        picture: { width, height, channels, pixels },
        which,
      }),
  );

  const look = async (picture: PictureCells, which: 'applied' | 'judged'): Promise<LookedAt> => ({
    picture,
    reading: await ask(picture, which),
  });

  const open = (file: File, pictureSize: PictureSize | undefined): Promise<TableSummary> => {
    const options = pictureSize === undefined ? {} : { pictureSize };
    return openSideTable(app, file, options, new AbortController().signal, () => undefined);
  };

  /** Reads the one picture of an archive. Where it has to be made smaller, to about the size that is wanted at once. */
  const readOne = async (archive: File, wanted: PictureShape): Promise<PictureCells> => {
    let table = await open(archive, undefined);
    try {
      const side = nearestSide(wanted);
      const found = table.readings[0]?.pictures;
      if (!found) throw new CodedError('ingest.zip-nothing', { file: archive.name });
      if (found.resized && side !== found.width) {
        closeTable(app, table.tableId);
        table = await open(archive, side);
      }
      return await app.data.call('pictures', { tableId: table.tableId, rows: [0], source: PICTURE });
    } finally {
      closeTable(app, table.tableId);
    }
  };

  return {
    async packPictures(files) {
      const { pack: pictures } = sortDropped(files);
      if (!pictures) throw new CodedError('ingest.zip-nothing', { file: files[0]?.name ?? '' });
      return pack(pictures.files, pictures.name);
    },

    async lookAtRow(row) {
      const { table, profile } = app.state();
      if (table.status !== 'ready') throw new CodedError('train.no-table');
      const source = pictureSource(models.presentPredict().report.plan.question);
      const white = profile.status === 'ready' ? profile.value.pixels?.high : undefined;
      const picture = await app.data.call('pictures', {
        tableId: table.value.tableId,
        rows: [row],
        source,
        ...(white === undefined ? {} : { white }),
      });
      return look(picture, 'judged');
    },

    async lookAtFile(file) {
      const wanted = shapeOf(models.presentPredict());
      try {
        // The way that many pictures go, so that one is read as they are.
        const read = await readOne(await pack([{ path: file.name, blob: file }], `${file.name}.zip`), wanted);
        return await look(toShape(read, wanted), 'applied');
      } catch (error) {
        // Whatever an archive or a table has to say of itself: this was to be one picture.
        if (error instanceof CodedError && error.code.startsWith('ingest.') && error.code !== NOT_HERE) {
          throw new CodedError('image.unreadable-file', { file: file.name }, { cause: error });
        }
        throw error;
      }
    },
  };
}

/** Files put together into one. */
async function pack(files: readonly StoredFile[], name: string): Promise<File> {
  const zip = await storeZip(files, name, createPacer(new AbortController().signal), () => undefined);
  return new File([zip], name, { type: zip.type });
}

/** @throws train.no-question for models that are not about pictures */
function shapeOf({ report }: PredictModel): PictureShape {
  if (!report.image) throw new CodedError('train.no-question');
  return report.image.shape;
}

/** The smallest side that loses nothing. */
function nearestSide({ width, height }: PictureShape): PictureSize {
  const longer = Math.max(width, height);
  return PICTURE_SIZES.find((side) => side >= longer) ?? LARGEST;
}

function toShape(cells: PictureCells, wanted: PictureShape): PictureCells {
  if (sameSize(cells, wanted)) return cells;
  const { width, height, channels, pixels } = cells;
  const column = resized({ kind: 'image', name: 'picture', width, height, channels, pixels }, wanted);
  return pictureCells({ rowCount: 1, columns: [column] }, { kind: 'column', name: column.name }, [0]);
}
