import type { BoostState } from '../../../learn/boost/state.ts';
import type { PythonWriter } from '../writer.ts';
import { COLUMNS } from '../source/columns.ts';

/** Thresholds at splits, values at leaves: no node has both. */
function numbersOf({ trees }: BoostState): Float64Array {
  return trees.threshold.map((threshold, node) =>
    (trees.input[node] as number) < 0 ? (trees.value[node] as number) : threshold,
  );
}

export const boostedTreesWriter: PythonWriter<BoostState> = {
  id: 'boosted-trees',
  version: 1,
  call: 'estimate_boosted_trees',
  source: {
    name: 'estimate-boosted-trees',
    needs: [COLUMNS],
    code: String.raw`
def estimate_boosted_trees(table, state, rows):
    """Gradient-boosted trees: each adds the value of the leaf that a row falls into."""
    outputs = len(state["base"])
    scores = np.tile(np.array(state["base"], dtype=np.float64), (rows, 1))
    nodes = {key: state[key].tolist() for key in ("input", "number", "level_set", "missing_left", "left")}
    nodes["allowed"] = {}
    columns = [_tree_input(table[entry["name"]], entry) for entry in state["inputs"]]
    block = 1 << 15  # Rows whose columns stay in the processor's cache.
    for start in range(0, rows, block):
        part = [column[start : start + block] for column in columns]
        for tree, root in enumerate(state["starts"][:-1].tolist()):
            _add_tree(nodes, state, root, part, scores[start : start + block, tree % outputs])
    if TASK == "regression":
        return scores
    if outputs == 1:
        with np.errstate(over="ignore"):
            yes = 1 / (1 + np.exp(-scores[:, 0]))
        return np.column_stack([1 - yes, yes])
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def _tree_input(column, entry):
    """Numbers as they are; categories as places in the levels that the trees know, -1 for missing and others."""
    if entry["levels"] is None:
        return column
    place = {level: number for number, level in enumerate(entry["levels"])}
    places = np.array([place.get(level, -1) for level in column.levels] + [-1], dtype=np.int64)
    return places[column.codes]


def _add_tree(nodes, state, root, columns, scores):
    """Sends all rows down one tree at once, parting them at each split."""
    stack = [(root, np.arange(len(scores)))]
    while stack:
        node, rows = stack.pop()
        if len(rows) == 0:
            continue
        split = nodes["input"][node]
        if split < 0:
            scores[rows] += nodes["number"][node]
            continue
        values = columns[split][rows]
        if nodes["level_set"][node] >= 0:
            left = _allowed(nodes, state, node, split)[values]
        elif nodes["missing_left"][node]:
            left = ~(values > nodes["number"][node])
        else:
            left = values <= nodes["number"][node]
        stack.append((nodes["left"][node], rows[left]))
        stack.append((nodes["left"][node] + 1, rows[~left]))


def _allowed(nodes, state, node, split):
    """Which levels go left at a node; the last place, -1, is for missing and unknown ones."""
    if node not in nodes["allowed"]:
        count, first = len(state["inputs"][split]["levels"]), nodes["level_set"][node]
        words = state["level_bits"][first : first + (count + 31) // 32].tolist()
        bits = [bool(words[level // 32] >> (level % 32) & 1) for level in range(count)]
        nodes["allowed"][node] = np.array(bits + [bool(nodes["missing_left"][node])])
    return nodes["allowed"][node]
`,
  },
  state: async (state, pack) => ({
    base: [...state.base],
    inputs: state.inputs.map((input) => ({
      name: input.name,
      levels: input.kind === 'category' ? [...input.levels] : null,
    })),
    starts: await pack(state.trees.starts),
    input: await pack(state.trees.input),
    number: await pack(numbersOf(state)),
    level_set: await pack(state.trees.levelSet),
    level_bits: await pack(state.trees.levelBits),
    missing_left: await pack(state.trees.missingLeft),
    left: await pack(state.trees.left),
  }),
};
