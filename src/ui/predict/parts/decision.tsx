import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Money } from '../../../app/project.ts';
import { settleThreshold, thresholdOf, type SettledThreshold } from '../../../app/threshold.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { useApp, useCommands } from '../../app-context.tsx';

/** What a person decides over a report: from which probability on to act, and what acting is worth. */
export interface Decision {
  readonly money: Money;
  readonly threshold: (report: ReportView) => SettledThreshold;
  readonly setMoney: (money: Money) => void;
  /** null: as advised. */
  readonly setThreshold: (threshold: number | null) => void;
}

const DecisionContext = createContext<Decision | null>(null);

/** @throws Error outside a provider (a programming mistake) */
export function useDecision(): Decision {
  const decision = useContext(DecisionContext);
  if (!decision) throw new Error('There is no decision provider above.');
  return decision;
}

/** The decision is the project's: every change is a choice of it. */
export function ProjectDecision({ children }: { readonly children: ReactNode }) {
  const commands = useCommands();
  const choices = useApp((state) => state.choices);
  const decision = useMemo(
    (): Decision => ({
      money: choices.money,
      threshold: (report) => thresholdOf({ report }, choices),
      setMoney: (money) => commands.setMoney(money),
      setThreshold: (threshold) => commands.setThreshold(threshold),
    }),
    [commands, choices],
  );
  return <DecisionContext value={decision}>{children}</DecisionContext>;
}

interface ReaderDecisionProps {
  /** What the report came with. */
  readonly money: Money;
  readonly children: ReactNode;
}

/** The decision is the reader's own: it begins as the report says and is kept nowhere. */
export function ReaderDecision({ money: given, children }: ReaderDecisionProps) {
  const [money, setMoney] = useState(given);
  const [byHand, setThreshold] = useState<number | null>(null);
  const decision = useMemo(
    (): Decision => ({
      money,
      threshold: (report) => settleThreshold(report, byHand ?? undefined),
      setMoney,
      setThreshold,
    }),
    [money, byHand],
  );
  return <DecisionContext value={decision}>{children}</DecisionContext>;
}
