import type { NetworkLayer } from '../../core/learn/estimator.ts';

/** Layers of a network that do one thing together, drawn as one. */
export interface LayerBlock {
  /** The layer that it is named after; `block`: several that look at a picture more closely. */
  readonly name: string;
  /** Of the blocks, which; from 1. Absent for a layer by itself. */
  readonly number?: number;
  readonly layers: readonly NetworkLayer[];
  /** What comes out, as if it were one layer; its parameters are those of all. */
  readonly whole: NetworkLayer;
}

/** Layers that only tidy up what the one before them found. */
const TIDYING: ReadonlySet<string> = new Set(['batch-norm', 'relu', 'dropout', 'spatial-dropout']);
const LOOKS = 'conv2d';
const POOLS = 'max-pool';

/** Whether a layer goes with those before it. */
function continues(before: readonly NetworkLayer[], layer: NetworkLayer): boolean {
  const [first] = before;
  if (!first) return false;
  if (TIDYING.has(layer.name)) return true;
  const open = first.name === LOOKS && before.every(({ name }) => name !== POOLS);
  return open && (layer.name === LOOKS || layer.name === POOLS);
}

function blockOf(layers: readonly NetworkLayer[], number: number): LayerBlock {
  const [first] = layers as readonly [NetworkLayer];
  const last = layers.at(-1) ?? first;
  const parameters = layers.reduce((sum, layer) => sum + (layer.parameters ?? 0), 0);
  const counted = layers.some((layer) => layer.parameters !== undefined);
  const { parameters: _, ...shape } = last;
  const whole = { ...shape, ...(counted ? { parameters } : {}) };
  return first.name === LOOKS ? { name: 'block', number, layers, whole } : { name: first.name, layers, whole };
}

/** A network as few blocks: convolutions up to their pooling go together, and what tidies up goes with what it tidies. */
export function foldLayers(layers: readonly NetworkLayer[]): readonly LayerBlock[] {
  const groups: NetworkLayer[][] = [];
  for (const layer of layers) {
    const last = groups.at(-1);
    if (last && continues(last, layer)) last.push(layer);
    else groups.push([layer]);
  }
  let number = 0;
  return groups.map((group) => blockOf(group, group[0]?.name === LOOKS ? ++number : number));
}
