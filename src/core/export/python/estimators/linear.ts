import type { LinearState } from '../../../learn/linear/linear-state.ts';
import type { LogisticState } from '../../../learn/linear/logistic.ts';
import type { PythonValue } from '../literal.ts';
import type { PythonSource, PythonWriter } from '../writer.ts';

/** Scores at the means plus slopes times distances from them: what linear and logistic regression share. */
const LINEAR_SCORES: PythonSource = {
  name: 'linear-scores',
  code: String.raw`
def linear_scores(table, state, rows):
    """Rows x sets of slopes, measured from the means of the features."""
    scores = np.tile(np.array(state["at_means"], dtype=np.float64), (rows, 1))
    for name, mean, *slopes in state["features"]:
        scores += (table[name] - mean)[:, None] * np.array(slopes)
    return scores
`,
};

/** The encoded features by themselves, for a model that begins with them. */
export const FEATURE_MATRIX: PythonSource = {
  name: 'feature-matrix',
  code: String.raw`
def encode_linear(table, state, rows):
    """Rows x features, in the order of the state."""
    return {"features": np.column_stack([table[name] for name, *_ in state["features"]]).astype("float32")}
`,
};

const rowsOf = (
  features: readonly string[],
  means: Float64Array,
  coefficients: Float64Array,
  sets: number,
): PythonValue =>
  features.map((name, j) => [
    name,
    means[j] as number,
    ...Array.from({ length: sets }, (_, set) => coefficients[set * features.length + j] as number),
  ]);

const leastSquares = (id: 'ols' | 'ridge'): PythonWriter<LinearState> => ({
  id,
  version: 1,
  call: 'estimate_linear',
  source: {
    name: 'estimate-linear',
    needs: [LINEAR_SCORES],
    code: String.raw`
def estimate_linear(table, state, rows):
    """Linear regression. state["features"]: name, mean, slope of each."""
    return linear_scores(table, state, rows)
`,
  },
  state: ({ features, means, coefficients, center }) => ({
    at_means: [center],
    features: rowsOf(features, means, coefficients, 1),
  }),
});

export const olsWriter = leastSquares('ols');
export const ridgeWriter = leastSquares('ridge');

export const logisticWriter: PythonWriter<LogisticState> = {
  id: 'logistic',
  version: 1,
  call: 'estimate_logistic',
  source: {
    name: 'estimate-logistic',
    needs: [LINEAR_SCORES],
    code: String.raw`
def estimate_logistic(table, state, rows):
    """Logistic regression. state["features"]: name, mean, and the slope for each class in "sets" (yes or no: one)."""
    scores = linear_scores(table, state, rows)
    if TASK == "binary":
        with np.errstate(over="ignore"):
            return np.column_stack([1 / (1 + np.exp(scores[:, 0])), 1 / (1 + np.exp(-scores[:, 0]))])
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = np.zeros((rows, state["classes"]))
    probabilities[:, state["sets"]] = shares / shares.sum(axis=1, keepdims=True)
    return probabilities
`,
  },
  state: ({ classes, features, means, coefficients, centers, present }) => ({
    classes: classes.length,
    sets: [...present],
    at_means: [...centers],
    features: rowsOf(features, means, coefficients, centers.length),
  }),
};
