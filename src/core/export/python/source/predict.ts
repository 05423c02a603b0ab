import type { PythonSource } from '../writer.ts';
import { CSV_FILE } from './csv-file.ts';
import { FRAME } from './columns.ts';

/** What the script imports, and how packed arrays come out of it. */
export const PREAMBLE = String.raw`
import base64
import csv
import io
import itertools
import math
import re
import sys
import zlib

import numpy as np
import pandas as pd


def unpack(kind, text):
    """An array that was packed with zlib and written as base64."""
    return np.frombuffer(zlib.decompress(base64.b64decode(text)), dtype=kind)
`;

/** Predicting a frame. `CLEANING` and `MEMBERS` are defined further below in the script. */
export const PREDICT: PythonSource = {
  name: 'predict',
  needs: [FRAME],
  code: String.raw`
# ---- Predicting ------------------------------------------------------------------------------------


def run_steps(table, steps):
    for step, state in steps:
        table = step(table, state)
    return table


def scores_of(frame):
    """Rows x 1 predicted numbers, or rows x classes probabilities."""
    cleaned = run_steps(table_of(frame), CLEANING)
    total = 0.0
    for member in MEMBERS:
        features = run_steps(cleaned, member["encoding"])
        total = total + member["weight"] * member["estimator"](features, member["state"], len(frame))
    return total


def predict(frame):
    """
    What the model says of each row: a data frame with the index of the given one.

    frame: the columns named above, in any order, as strings (cells of a file) or typed; others are passed over.
    Columns: "prediction", and for classes "probability_<class>" of each; "_2", "_3" ... is put behind a name that the
    frame has already.
    """
    taken = {str(name) for name in frame.columns}

    def free(wanted):
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}_{number}", number + 1
        taken.add(name)
        return name

    scores = scores_of(frame) if len(frame) else np.zeros((0, max(1, len(CLASSES))))
    if TASK == "regression":
        return pd.DataFrame({free("prediction"): scores[:, 0]}, index=frame.index)
    likeliest = (scores[:, 1] >= THRESHOLD).astype(int) if TASK == "binary" else scores.argmax(axis=1)
    said = {free("prediction"): np.array(CLASSES, dtype=object)[likeliest]}
    for number, name in enumerate(CLASSES):
        said[free(f"probability_{name}")] = scores[:, number]
    return pd.DataFrame(said, index=frame.index)
`,
};

/** The command line, after everything else. */
export const MAIN: PythonSource = {
  name: 'main',
  needs: [PREDICT, CSV_FILE],
  code: String.raw`
# ---- Command line ----------------------------------------------------------------------------------


def main(arguments):
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    data = sys.stdin.buffer.read() if arguments[0] == "-" else open(arguments[0], "rb").read()
    frame = read_file(data)
    absent = [column["name"] for column in COLUMNS if column["name"] not in set(frame.columns)]
    if absent:
        print("missing columns, taken as empty: " + ", ".join(absent), file=sys.stderr)
    scored = pd.concat([frame, predict(frame)], axis=1)
    write_file(scored, io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
`,
};
