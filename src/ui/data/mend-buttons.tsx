import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { Finding } from '../../core/errors.ts';
import { placeAddress } from '../address.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { type Mend, mendsFor, withoutColumns } from './mends.ts';
import { usePredictQuestion } from '../use-lens.ts';

interface MendButtonsProps {
  readonly finding: Finding;
  /** Other columns that the finding holds for: leaving out means them too. */
  readonly others?: readonly string[];
  /** Not inside the column's own panel. */
  readonly withShow?: boolean;
  readonly onChangeReading?: () => void;
}

/** One button a mend; what it does is its label. */
export function MendButtons({ finding, others = [], withShow = true, onChangeReading }: MendButtonsProps) {
  const words = useWords();
  const { message } = useMessage();
  const commands = useCommands();
  const [, navigate] = useLocation();
  const profile = useApp((state) => state.profile);
  const question = usePredictQuestion();
  const files = useApp((state) => state.choices.files);
  const mends = mendsFor(finding, profile.status === 'ready' ? profile.value : undefined, question);

  const run = (mend: Mend) => {
    switch (mend.kind) {
      case 'leave-out':
        if (question) commands.setQuestion(withoutColumns(question, [...mend.columns, ...others]));
        return;
      case 'set-kind':
        void commands.setKind(mend.column, mend.to);
        return;
      case 'mark-missing':
        for (const { id, read } of files) {
          void commands.changeRead(id, { ...read, missing: [...new Set([...(read.missing ?? []), ...mend.marks])] });
        }
        return;
      case 'change-reading':
        onChangeReading?.();
        return;
      case 'show-column':
        navigate(placeAddress('data', undefined, mend.column));
    }
  };
  const label = (mend: Mend) => {
    switch (mend.kind) {
      case 'leave-out':
        return others.length > 0 ? words('suspects.remove-all', { count: others.length + 1 }) : words('mend.leave-out');
      case 'set-kind':
        return words('mend.set-kind', { kind: words(`kind.${mend.to}`) });
      case 'mark-missing':
        return message({ code: 'mend.mark-missing', params: { marks: mend.marks } });
      case 'change-reading':
        return words('mend.change-reading');
      case 'show-column':
        return words('mend.show-column');
    }
  };
  return mends
    .filter((mend) => mend.kind !== 'mark-missing' || files.length === 1)
    .filter((mend) => (mend.kind !== 'show-column' || withShow) && (mend.kind !== 'change-reading' || onChangeReading))
    .map((mend) => (
      <Button
        key={mend.kind}
        size="compact-sm"
        variant={mend.kind === 'show-column' ? 'subtle' : 'default'}
        onClick={() => run(mend)}
      >
        {label(mend)}
      </Button>
    ));
}
