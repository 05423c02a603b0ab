import type { ExportedModel } from '../types.ts';
import type { Assembled } from './assemble.ts';

const outputOf = ({ task, classes }: ExportedModel): string => {
  switch (task) {
    case 'regression':
      return 'One number a row: the prediction, in the unit of the column.';
    case 'binary':
      return `One number a row: the probability of ${JSON.stringify(classes[1] ?? '')}.`;
    case 'multiclass':
      return `${classes.length} numbers a row: the probability of each class, in this order: ${JSON.stringify(classes)}.`;
  }
};

/** What is in the archive and how to use it. */
export function readme(model: ExportedModel, { inputs }: Assembled): string {
  const list = inputs.map(({ name, dtype, width }) => `  ${name}: ${dtype}, rows x ${width}`);
  return `A model that predicts ${JSON.stringify(model.target)}, made by Sightglass ${model.appVersion}.

model.json, weights.bin   the network from its encoded inputs to its output, in standard layers alone
encoding.json             how a row of the file becomes these inputs: the steps with all they learned
predict.py                the same done in Python (pandas and NumPy): encode(frame) makes the inputs,
                          predict(frame) the whole prediction

In JavaScript:

  import * as tf from '@tensorflow/tfjs';
  const model = await tf.loadLayersModel('model.json');
  const output = model.predict([${inputs.map(({ name }) => name).join(', ')}]);

Inputs, in this order:
${list.join('\n')}

Output: ${outputOf(model)}

What the entries of encoding.json mean
  "cleaning" and each member's "encoding" are steps, done one after another; predict.py has each as a short function
  (step_dates, step_categories, step_missing, step_one_hot, step_scale, ...).
  "inputs" says what each number of an input is. A feature that was made out of a column names it in "column", and in
  "parts" what was made: a month, a flag that says the value was missing, or a level, which is 1 where the row has it.
  "clipped": z / sqrt(1 + z * z / 9) with z = (x - centre) / scale.
  "piece": how far x has come from edges[piece] to edges[piece + 1], 0 before and 1 past it.
  "lookup": the number of the row's level, counted from firstRow; "unknown" where the level is not in the list.

Numbers are 32-bit: predictions agree with the page to about five digits.
`;
}
