import type { ReportView } from '../../lenses/predict/report-view.ts';
import { useDecision } from '../predict/parts/decision.tsx';

interface Prevalence {
  /** 0 … 1; undefined while nobody has said. */
  readonly share: number | undefined;
  readonly set: (share: number | undefined) => void;
}

/** How common what is looked for is where the model would be used: typed by the person, kept with what else they assume. */
export function usePrevalence(report: ReportView): Prevalence {
  const { money, setMoney } = useDecision();
  const { question } = report.plan;
  const yes = report.classes?.[1] ?? '';
  const { prevalence, ...others } = money;
  // Typed for one "yes", it says nothing of another.
  const own = prevalence?.target === question.target && prevalence.positive === yes;
  return {
    share: own ? prevalence.share : undefined,
    set: (share) =>
      setMoney(
        share === undefined ? others : { ...money, prevalence: { target: question.target, positive: yes, share } },
      ),
  };
}
