import { useWords } from '../i18n/use-words.ts';
import { LoadingPanel } from '../shell/panel-states.tsx';
import type { LongWork } from './use-long-work.ts';

interface WorkProgressProps {
  readonly work: LongWork;
  /** What is being done. */
  readonly what: string;
}

/** How far long work is, with Cancel; nothing while it is young. */
export function WorkProgress({ work, what }: WorkProgressProps) {
  const words = useWords();
  const { progress, cancel } = work;
  if (!progress) return null;
  return (
    <LoadingPanel
      share={progress.share}
      leftMs={progress.leftMs}
      words={what}
      height={0}
      cancel={{ label: words('share.cancel'), run: cancel }}
    />
  );
}
