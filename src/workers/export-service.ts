import type { EstimatorExporters } from '../core/export/exporter.ts';
import { layersModelExport, textFile } from '../core/export/layers-model/assemble.ts';
import { pythonScript } from '../core/export/python/script.ts';
import { STEP_WRITERS } from '../core/export/python/steps/registry.ts';
import type { ExportedColumn, ExportedFile, ExportedModel, ExportFormat } from '../core/export/types.ts';
import type { ModelColumn, PredictModel } from '../lenses/predict/model.ts';

function exportedColumn({ name, kind, levels, quantiles, missingShare }: ModelColumn): ExportedColumn {
  const [low, middle, high] = [quantiles?.[0], quantiles?.[10], quantiles?.at(-1)];
  return {
    name,
    kind,
    missingShare,
    ...(levels ? { levels: levels.map(({ level }) => level) } : {}),
    ...(low !== undefined && middle !== undefined && high !== undefined ? { range: [low, middle, high] } : {}),
  };
}

/** The model that is applied to new rows, as the writers of files want it. */
export function exportedModel({ report, applied, ...model }: PredictModel): ExportedModel {
  return {
    target: model.target,
    task: model.task,
    classes: model.classes ?? [],
    ...(model.threshold === undefined ? {} : { threshold: model.threshold }),
    columns: model.columns.map(exportedColumn),
    ...(model.cells ? { cells: model.cells } : {}),
    cleaning: applied.cleaning,
    members: applied.members,
    figures: report.test,
    rows: { data: report.data.rowCount, test: report.testRows, fitted: report.refit.rowCount },
    appVersion: report.app.version,
    createdAt: report.createdAt,
  };
}

/**
 * The files that a trained model leaves as.
 * @throws export.no-layers-model, model.unknown-estimator, model.other-version, prepare.unknown-step,
 * prepare.other-version
 */
export async function exportFiles(
  model: PredictModel,
  format: ExportFormat,
  estimators: EstimatorExporters,
): Promise<ExportedFile[]> {
  const exported = exportedModel(model);
  const script = async (fileName: string, encoder = false): Promise<ExportedFile> =>
    textFile(fileName, await pythonScript(exported, { steps: STEP_WRITERS, estimators, fileName, encoder }));
  switch (format) {
    case 'python':
      return [await script('model.py')];
    case 'layers-model':
      return [...layersModelExport(exported, estimators), await script('predict.py', true)];
  }
}
