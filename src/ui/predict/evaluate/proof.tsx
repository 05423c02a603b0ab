import type { ReportView } from '../../../lenses/predict/report-view.ts';
import type { BinaryCurves } from '../../../lenses/predict/report.ts';
import { BinaryProof } from './binary-proof.tsx';
import { MulticlassProof } from './multiclass-proof.tsx';
import { RegressionProof } from './regression-proof.tsx';
import { useThreshold } from '../parts/use-threshold.ts';

/** The one picture that fits the task, on test rows. */
export function Proof({ report }: { readonly report: ReportView }) {
  if (report.binary) return <SettledProof report={report} curves={report.binary.test} />;
  if (report.multiclass) {
    return <MulticlassProof result={report.multiclass.test} target={report.plan.question.target} />;
  }
  if (report.regression) {
    return <RegressionProof result={report.regression.test} target={report.plan.question.target} />;
  }
  return null;
}

function SettledProof({ report, curves }: { readonly report: ReportView; readonly curves: BinaryCurves }) {
  const { value } = useThreshold(report);
  return <BinaryProof curves={curves} threshold={value} yes={report.classes?.[1] ?? ''} />;
}
