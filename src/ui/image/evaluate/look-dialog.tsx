import { Modal } from '@mantine/core';
import { useCallback } from 'react';
import type { ImageFindings } from '../../../lenses/image/types.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { LookView } from '../look-view.tsx';
import { useLook } from '../use-look.ts';

interface LookDialogProps {
  readonly of: ImageFindings['gallery'][number];
  readonly report: PredictReport;
  readonly onClose: () => void;
}

/** A test picture looked at closely, by the model that never saw it. */
export function LookDialog({ of: { row, actual, predicted }, report, onClose }: LookDialogProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const look = useLook(useCallback(() => commands.lookAtRow(row), [commands, row]));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words('images.look.title', { row: format.count(row + 1), actual, predicted })}
      closeButtonProps={{ 'aria-label': words('images.look.close') }}
    >
      {look.status === 'loading' && <LoadingPanel words={words('images.look.looking')} height={320} />}
      {look.status === 'failed' && <FailedPanel error={look.error} />}
      {look.status === 'ready' && <LookView looked={look.value} report={report} />}
    </Modal>
  );
}
