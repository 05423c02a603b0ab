import { makeExporters, type EstimatorExporter, type EstimatorExporters } from '../core/export/exporter.ts';
import { linearLayers, logisticLayers } from '../core/export/layers-model/linear.ts';
import { baselineWriter } from '../core/export/python/estimators/baseline.ts';
import { boostedTreesWriter } from '../core/export/python/estimators/boosted-trees.ts';
import { logisticWriter, olsWriter, ridgeWriter } from '../core/export/python/estimators/linear.ts';
import { mlpLayers } from '../nn/mlp/layers-model.ts';
import { mlpWriter } from '../nn/mlp/python.ts';

/** How each estimator is taken along; a contract test compares it with the learners of the training worker. */
export const EXPORTERS: EstimatorExporters = makeExporters([
  { python: baselineWriter },
  { python: olsWriter, layers: linearLayers },
  { python: ridgeWriter, layers: linearLayers },
  { python: logisticWriter, layers: logisticLayers },
  { python: boostedTreesWriter },
  { python: mlpWriter, layers: mlpLayers },
] as unknown as EstimatorExporter[]);
