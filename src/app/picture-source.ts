import type { PictureSource } from '../core/images/picture-reader.ts';
import type { PredictQuestion } from '../lenses/predict/question.ts';

/** Where the pictures that a question is about lie in its table. */
export function pictureSource({ columns, shape }: Pick<PredictQuestion, 'columns' | 'shape'>): PictureSource {
  return shape ? { kind: 'columns', layout: { ...shape, columns } } : { kind: 'column', name: columns[0] ?? '' };
}
