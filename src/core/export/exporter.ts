import { CodedError } from '../errors.ts';
import type { LayersWriter } from './layers-model/types.ts';
import type { PythonWriter } from './python/writer.ts';
import type { ExportedMember } from './types.ts';

/** How an estimator is taken along. Trees and guesses are no network: they have no layers. */
export interface EstimatorExporter<State = unknown> {
  readonly python: PythonWriter<State>;
  readonly layers?: LayersWriter<State>;
}

/** Exporters by the estimator's id. */
export type EstimatorExporters = ReadonlyMap<string, EstimatorExporter>;

/** @throws Error when two exporters share an id (a programming mistake, not a person's) */
export function makeExporters(exporters: readonly EstimatorExporter[]): EstimatorExporters {
  const byId = new Map(exporters.map((exporter) => [exporter.python.id, exporter]));
  if (byId.size < exporters.length) throw new Error('two exporters share an id');
  return byId;
}

/** @throws model.unknown-estimator, model.other-version */
export function exporterOf(member: ExportedMember, exporters: EstimatorExporters): EstimatorExporter {
  const { estimator, version } = member;
  const exporter = exporters.get(estimator);
  if (!exporter) throw new CodedError('model.unknown-estimator', { estimator });
  const known = exporter.python.version;
  if (known !== version) throw new CodedError('model.other-version', { estimator, saved: version, known });
  return exporter;
}
