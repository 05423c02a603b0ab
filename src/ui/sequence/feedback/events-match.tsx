import { Button, Text } from '@mantine/core';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import type { TableSummary } from '../../../workers/data-contract.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { FeedbackMatch } from '../../predict/feedback/use-feedback-match.ts';
import { batchesOf } from '../../predict/view/match.ts';
import { Panel } from '../../shell/panel.tsx';

interface EventsMatchProps {
  readonly file: TableSummary;
  readonly model: PredictModel;
  readonly match: FeedbackMatch;
}

/** Later events: what those who were scored did since, or, where nobody was, what those in the file did at its end. */
export function EventsMatch({ file, model, match: { ready } }: EventsMatchProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const batches = useApp((state) => state.batches);
  const busy = useApp((state) => state.feedback.result.status === 'loading');
  const batch = batchesOf(model, batches)[0];
  return (
    <Panel
      title={words('journeys.match.title')}
      lead={words('journeys.match.lead', {
        file: file.readings[0]?.fileName ?? '',
        rows: words('predict.rows', { count: file.rowCount }),
      })}
    >
      <Text mb="md" maw="var(--sg-reading)" style={{ overflowWrap: 'anywhere' }}>
        {batch
          ? words('journeys.match.scored', {
              file: batch.fileName,
              when: format.instant(batch.createdAt),
              count: batch.rowCount,
            })
          : words('journeys.match.past')}
      </Text>
      <Button
        disabled={!ready}
        loading={busy}
        onClick={() => {
          if (ready) void commands.compareOutcomes(ready.matching, ready.outcomeColumn, ready.batchId);
        }}
      >
        {words('match.compare')}
      </Button>
    </Panel>
  );
}
