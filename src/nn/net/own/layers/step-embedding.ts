import type { Place } from '../../../kernels/kernels.ts';
import { FILL_ID } from '../../plan.ts';
import { channelsOf } from '../../shape.ts';
import type { LayerSpec } from '../../spec.ts';
import { gradientAt, parameterAt, stepsOf, textsOf, type LayerAt, type LayerRun } from '../pass.ts';

/** The rows of each field's table side by side, the numbers behind them; gradients go back to the rows that were used. */
export function stepEmbedding(at: LayerAt<Extract<LayerSpec, { kind: 'step-embedding' }>>, numbers: Place): LayerRun {
  const { kernels, frame } = at.pass;
  const { tokens } = textsOf(at.pass);
  const { fields, count } = stepsOf(at.pass);
  const { widths } = at.layer;
  if (fields.length === 0) return { y: numbers, back: () => 0 };
  const total = channelsOf(at.to);
  const y = frame.take(tokens * total);
  const part = frame.take(tokens * Math.max(...widths));
  let start = 0;
  const parts = fields.map((ids, i) => {
    const width = widths[i] ?? 0;
    const column = start;
    start += width;
    kernels.gather(parameterAt(at, `table${i}`), ids, tokens, width, part);
    kernels.copyRows(part, width, tokens, width, y + column, total);
    return { ids, width, column, name: `table${i}` };
  });
  if (count > 0) kernels.copyRows(numbers, count, tokens, count, y + start, total);
  return {
    y,
    back(dy) {
      for (const { ids, width, column, name } of parts) {
        const table = gradientAt(at, name);
        if (table === 0) continue;
        kernels.copyRows(dy + column, total, tokens, width, part, width);
        kernels.scatter(part, ids, tokens, width, table, FILL_ID + 1);
      }
      return 0;
    },
  };
}
