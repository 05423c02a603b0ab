import type { Place } from '../../../kernels/kernels.ts';
import { FILL_ID } from '../../plan.ts';
import type { LayerSpec } from '../../spec.ts';
import { gradientAt, parameterAt, textsOf, type LayerAt, type LayerRun } from '../pass.ts';

/** Rows of the table, one a word; their gradients go back to the rows that were used, the fill-up's excepted. */
export function embedding(at: LayerAt<Extract<LayerSpec, { kind: 'embedding' }>>, ids: Place): LayerRun {
  const { kernels, frame } = at.pass;
  const { tokens } = textsOf(at.pass);
  const { width } = at.layer;
  const y = frame.take(tokens * width);
  kernels.gather(parameterAt(at, 'table'), ids, tokens, width, y);
  return {
    y,
    back(dy) {
      const table = gradientAt(at, 'table');
      if (table !== 0) kernels.scatter(dy, ids, tokens, width, table, FILL_ID + 1);
      return 0;
    },
  };
}
