import { CodedError } from '../../core/errors.ts';
import { pixelValues } from '../../core/images/pixel-values.ts';
import { whiteOf } from '../../core/images/pixel-columns.ts';
import { resized, sameSize } from '../../core/learn/image/picture-rows.ts';
import type { PictureSkills } from '../../core/learn/image/skills.ts';
import type { Column, ImageColumn } from '../../core/table/column.ts';
import { findColumn, makeTable, type Table } from '../../core/table/table.ts';
import type { FittedPipeline, PredictModel } from '../predict/model.ts';
import { memberEstimator, type Registries } from '../predict/pipeline.ts';

/** A member of a model that knows pictures, with what it learned. */
export interface Seeing {
  readonly skills: PictureSkills<unknown>;
  readonly state: unknown;
  readonly weight: number;
}

/** Members that know pictures; a baseline does not. */
export function seeingMembers({ members }: FittedPipeline, registries: Registries): readonly Seeing[] {
  return members.flatMap((member): Seeing[] => {
    const skills = memberEstimator(member, registries.estimators).picture;
    return skills ? [{ skills, state: member.state, weight: member.weight }] : [];
  });
}

type PictureModel = Pick<PredictModel, 'columns' | 'report' | 'applied' | 'target'>;

/**
 * Pictures in the columns that the model learned from, which are one column of pictures or a column a pixel.
 * @param pictures of any size: they are brought to the model's
 * @throws image.not-pictures where the model is not about pictures
 */
export function asModelColumns(pictures: ImageColumn, model: PictureModel, registries: Registries): readonly Column[] {
  const shape = model.report.image?.shape;
  const [column] = model.columns;
  if (!shape || !column) throw new CodedError('image.not-pictures', { column: model.target });
  const brought = sameSize(pictures, shape) ? pictures : resized(pictures, shape);
  if (column.kind === 'image') return [{ ...brought, name: column.name }];
  // Columns of pixels have a white of their own.
  const [first] = seeingMembers(model.applied, registries);
  const white = first ? whiteOf(first.skills.highest(first.state)) : 255;
  return pixelValues(
    brought,
    model.columns.map(({ name }) => name),
    white,
  );
}

/**
 * A table whose pictures stand where a picture model looks for them: those of files for a model that learned from pixel
 * columns, those of a column that is called otherwise. Any other table, and any other model, stays as it is.
 * @throws apply.no-pictures where a picture model is given a table that has none
 */
export function withModelPictures(
  table: Table,
  model: PictureModel & Pick<PredictModel, 'lens'>,
  registries: Registries,
): Table {
  if (model.lens !== 'image') return table;
  const [wanted] = model.columns;
  const there = model.columns.flatMap(({ name }) => findColumn(table, name) ?? []);
  if (wanted?.kind === 'image' ? there[0]?.kind === 'image' : there.length > 0) return table;
  const pictures = table.columns.find((column) => column.kind === 'image');
  if (!pictures) {
    const found = table.columns.map(({ name }) => name);
    throw new CodedError('apply.no-pictures', { found, pixels: wanted?.kind === 'image' ? 0 : model.columns.length });
  }
  const own = asModelColumns(pictures, model, registries);
  const names = new Set(own.map(({ name }) => name));
  const others = table.columns.filter((column) => column !== pictures && !names.has(column.name));
  return makeTable([...others, ...own], table.rowCount);
}
