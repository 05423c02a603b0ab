import { CodedError } from '../../core/errors.ts';
import type { Picture } from '../../core/images/resize.ts';
import type { Heat } from '../../core/learn/image/skills.ts';
import type { ImageColumn } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import type { PredictModel } from '../predict/model.ts';
import { predictPipeline, type Registries } from '../predict/pipeline.ts';
import { asModelColumns, seeingMembers, type Seeing } from './model-pictures.ts';
import type { PictureReading } from './types.ts';

/**
 * What a model of pictures takes one for, and where it looked.
 * @param picture of any size: it is brought to the model's; bytes from 0 black to 255 white
 * @throws image.not-pictures where the model is not about pictures, model.*, CancelledError
 */
export async function lookAt(
  model: PredictModel,
  picture: Picture,
  which: 'applied' | 'judged',
  registries: Registries,
  signal?: AbortSignal,
): Promise<PictureReading> {
  const pipeline = which === 'judged' ? model.judged : model.applied;
  const seeing = seeingMembers(pipeline, registries);
  const features = asFeatures(model, picture, registries);
  const prediction = await predictPipeline(pipeline, features, registries, signal);
  if (prediction.task === 'regression') throw new CodedError('image.not-pictures', { column: model.target });
  const shares = prediction.classes.map((name, code) => ({
    name,
    code,
    share: prediction.probabilities[code] as number,
  }));
  const sorted = shares.toSorted((a, b) => b.share - a.share || a.code - b.code);
  const classes = sorted.map(({ name, share }) => ({ name, share }));
  const [first] = sorted;
  if (!first || seeing.length === 0) return { classes };
  const heatFrom = [...new Set(seeing.map(({ skills }) => skills.heatFrom))];
  return { classes, heat: await heatOf(features, seeing, first.code, signal), heatFrom };
}

/** The picture as a table of one row, in the columns that the model learned from. */
function asFeatures(
  model: PredictModel,
  { height, width, pixels, ...picture }: Picture,
  registries: Registries,
): Table {
  const channels = picture.channels === 3 ? 3 : 1;
  const own: ImageColumn = { kind: 'image', name: 'picture', height, width, channels, pixels };
  return { rowCount: 1, columns: asModelColumns(own, model, registries) };
}

/** Where the members looked for a class, by their weights; the strongest place is 1. */
async function heatOf(
  features: Table,
  seeing: readonly Seeing[],
  code: number,
  signal: AbortSignal | undefined,
): Promise<Heat> {
  const maps: Heat[] = [];
  for (const { skills, state } of seeing) maps.push(await skills.heat(features, state, code, signal));
  const [{ height, width }] = maps as [Heat];
  const values = new Float32Array(height * width);
  maps.forEach((map, i) => {
    const { weight } = seeing[i] as Seeing;
    for (let at = 0; at < values.length; at++) {
      values[at] = (values[at] as number) + weight * (map.values[at] as number);
    }
  });
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return { height, width, values: most > 0 ? values.map((value) => value / most) : values };
}
