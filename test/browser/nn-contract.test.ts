import type { Estimator } from '../../src/core/learn/estimator.ts';
import { startEngine } from '../../src/nn/engine.ts';
import { makeMlp } from '../../src/nn/mlp-estimator.ts';
import { MLP_DEFAULTS } from '../../src/nn/mlp/params.ts';
import { loadWasmBinary } from '../../src/nn/wasm-binary.ts';
import { describeEstimator } from '../contract/estimator-contract.ts';

const { signal } = new AbortController();
const mlp = makeMlp(() => startEngine({ choice: 'wasm', wasmBinary: loadWasmBinary, signal }));

const params = { ...MLP_DEFAULTS, hidden: [32], epochs: 25 };

describeEstimator(() => mlp as unknown as Estimator, { params, resumes: true });
