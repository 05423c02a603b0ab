import type { LayersWriter } from '../../core/export/layers-model/types.ts';
import { COLUMNS } from '../../core/export/python/source/columns.ts';
import type { PythonSource, PythonWriter } from '../../core/export/python/writer.ts';
import { splitParameters } from './parameters.ts';
import { specsOf, type MlpState } from './state.ts';

/** From features to the numbers that enter the network. */
const INPUTS: PythonSource = {
  name: 'mlp-inputs',
  needs: [COLUMNS],
  code: String.raw`
def mlp_inputs(table, plan, rows):
    """
    What enters the network: rows x direct inputs, and rows x looked-up levels (row numbers of the embedding table).

    A number gives its value, pressed smoothly into (-3, 3), and how far it has come through each piece between its
    edges (0 before the piece, 1 past it). A category with few levels gives a 0/1 input a level, others are looked up.
    """
    direct, lookups = [], []
    for entry in plan["inputs"]:
        column = table[entry["name"]]
        if entry["kind"] == "number":
            x = (column - entry["centre"]) / entry["scale"]
            direct.append((x / np.sqrt(1 + x * x / 9)).astype("float32"))
            edges = np.array(entry["edges"], dtype=np.float64)
            if len(edges):
                inside = np.clip(np.searchsorted(edges, column, side="right") - 1, 0, len(edges) - 2)
                place = inside + (column - edges[inside]) / (edges[inside + 1] - edges[inside])
                place = np.clip(place, 0, len(edges) - 1).astype("float32")
                direct.extend(np.clip(place.astype("float64") - piece, 0, 1) for piece in range(len(edges) - 1))
            continue
        number = {level: code for code, level in enumerate(entry["levels"])}
        codes = np.array([number.get(level, -1) for level in column.levels] + [-1], dtype=np.int64)[column.codes]
        if entry["kind"] == "one-hot":
            direct.extend((codes == code).astype(np.float64) for code in range(len(entry["levels"])))
        else:
            lookups.append(np.where(codes < 0, plan["levels"], codes + entry["first_row"]))
    stack = lambda columns: np.column_stack(columns) if columns else np.zeros((rows, 0))
    return stack(direct).astype(np.float64), stack(lookups).astype(np.int64)
`,
};

/** The inputs by themselves, for a network that begins with them. */
export const MLP_ENCODER: LayersWriter['encoder'] = {
  call: 'encode_mlp',
  source: {
    name: 'encode-mlp',
    needs: [INPUTS],
    code: String.raw`
def encode_mlp(table, state, rows):
    direct, levels = mlp_inputs(table, state["plan"], rows)
    return {"direct": direct.astype("float32"), "levels": levels.astype("int32")}
`,
  },
};

/** Writes the network in Python, with its inputs spelled out instead of folded: the same sums, by the book. */
export const mlpWriter: PythonWriter<MlpState> = {
  id: 'mlp',
  version: 1,
  call: 'estimate_mlp',
  source: {
    name: 'estimate-mlp',
    needs: [INPUTS],
    code: String.raw`
ACTIVATIONS = {
    "relu": lambda x: np.maximum(x, 0),
    "silu": lambda x: x / (1 + np.exp(-x)),
    "selu": lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(np.minimum(x, 0))),
}


def estimate_mlp(table, state, rows):
    """A multi-layer perceptron, in float64 from its float32 weights."""
    blocks = [
        _run_network(_rows_of(table, start, start + 8192), state, min(8192, rows - start))
        for start in range(0, rows, 8192)
    ]
    return np.concatenate(blocks)


def _rows_of(table, start, stop):
    part = {}
    for name, column in table.items():
        if isinstance(column, Words):
            part[name] = Words(column.codes[start:stop], column.levels)
        elif isinstance(column, np.ndarray):
            part[name] = column[start:stop]
    return part


def _run_network(table, state, rows):
    direct, lookups = mlp_inputs(table, state["plan"], rows)
    layers = [(weights.astype(np.float64).reshape(shape), bias.astype(np.float64)) for shape, weights, bias in state["layers"]]
    x = layers[0][1] + (direct * state["scale"].astype(np.float64)) @ layers[0][0]
    if lookups.shape[1]:
        embedded = state["table"].astype(np.float64).reshape(state["table_shape"])[lookups].reshape(rows, -1)
        x = x + embedded @ state["lookup"].astype(np.float64).reshape(embedded.shape[1], -1)
    activate = ACTIVATIONS[state["activation"]]
    with np.errstate(over="ignore"):
        for weights, bias in layers[1:]:
            x = activate(x) @ weights + bias
        if TASK == "regression":
            target = state["target"]
            return np.clip(target["mean"] + target["spread"] * x, target["low"], target["high"])
        if TASK == "binary":
            yes = 1 / (1 + np.exp(-x[:, 0]))
            return np.column_stack([1 - yes, yes])
    shares = np.exp(x - x.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)
`,
  },
  async state(state, pack) {
    const { plan } = state;
    const specs = specsOf(state);
    const blocks = splitParameters(specs, state.parameters);
    const shapes = new Map(specs.map(({ name, shape }) => [name, shape]));
    const block = (name: string) => pack(blocks.get(name) ?? new Float32Array());
    const units = shapes.get('bias0')?.[0] ?? 0;
    const layers = [[[plan.width, units], await block('first'), await block('bias0')]];
    for (let layer = 1; layer <= state.hidden.length; layer++) {
      const shape = [...(shapes.get(`weight${layer}`) ?? [])];
      layers.push([shape, await block(`weight${layer}`), await block(`bias${layer}`)]);
    }
    const { mean, spread, low, high } = state.target ?? { mean: 0, spread: 1, low: -Infinity, high: Infinity };
    return {
      activation: state.activation,
      target: { mean, spread, low, high },
      plan: {
        levels: plan.levels,
        inputs: plan.inputs.map((input) => {
          if (input.kind === 'number') {
            const { kind, name, centre, scale, edges } = input;
            return { kind, name, centre, scale, edges: [...edges] };
          }
          const { kind, name, levels } = input;
          const first = input.kind === 'embedded' ? { first_row: input.firstRow } : {};
          return { kind, name, levels: [...levels], ...first };
        }),
      },
      scale: await block('scale'),
      table: await block('table'),
      table_shape: [plan.levels + 1, plan.embeddingSize],
      lookup: await block('lookup'),
      layers,
    };
  },
};
