import { CodedError } from '../../core/errors.ts';
import { whiteOf } from '../../core/images/pixel-columns.ts';
import type { Picture } from '../../core/images/resize.ts';
import { resized } from '../../core/learn/image/picture-rows.ts';
import type { Heat, PictureSkills } from '../../core/learn/image/skills.ts';
import type { Column, ImageColumn } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import type { PredictModel } from '../predict/model.ts';
import { memberEstimator, predictPipeline, type Registries } from '../predict/pipeline.ts';
import type { PictureReading } from './types.ts';

/** A member of a model that knows pictures, with what it learned. */
interface Seeing {
  readonly skills: PictureSkills<unknown>;
  readonly state: unknown;
  readonly weight: number;
}

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
  const seeing = pipeline.members.flatMap((member): Seeing[] => {
    const skills = memberEstimator(member, registries.estimators).picture;
    return skills ? [{ skills, state: member.state, weight: member.weight }] : [];
  });
  const features = asFeatures(model, picture, seeing[0]);
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
  return { classes, heat: await heatOf(features, seeing, first.code, signal) };
}

/** The picture as a table of one row, in the columns that the model learned from. */
function asFeatures({ columns, report, target }: PredictModel, picture: Picture, first: Seeing | undefined): Table {
  const shape = report.image?.shape;
  const [column] = columns;
  if (!shape || !column) throw new CodedError('image.not-pictures', { column: target });
  const { height, width, pixels } = picture;
  const channels = picture.channels === 3 ? 3 : 1;
  const own: ImageColumn = { kind: 'image', name: column.name, height, width, channels, pixels };
  const brought = resized(own, shape);
  if (column.kind === 'image') return { rowCount: 1, columns: [brought] };
  // Columns of pixels have a white of their own.
  const white = first ? whiteOf(first.skills.highest(first.state)) : 255;
  const written = columns.map(({ name }, i): Column => {
    return { kind: 'number', name, values: Float64Array.of(((brought.pixels[i] as number) * white) / 255) };
  });
  return { rowCount: 1, columns: written };
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
