import { Text } from '@mantine/core';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import type { SequenceColumns } from '../../../lenses/sequence/types.ts';
import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ofHundred } from '../view/people.ts';

interface JourneyVerdictProps {
  readonly report: ReportView;
  readonly sequence: SequenceColumns;
}

/** "Who does purchase within 14 days can be foretold." */
export function JourneyVerdict({ report, sequence }: JourneyVerdictProps) {
  const words = useWords();
  const { message, known } = useMessage();
  const code = `journeys.${report.verdict.code}`;
  const { ask, outcome = '', horizonDays } = sequence;
  const what = words(`journeys.what.${ask}`, { outcome, count: Number(horizonDays.toPrecision(3)) });
  return message({ code: known(code) ? code : 'journeys.verdict.other', params: { what } });
}

/** The verdict in people: what the top of the list is worth, beside chance. */
export function InPeople({ report, sequence }: JourneyVerdictProps) {
  const words = useWords();
  const said = ofHundred(report);
  if (!said || sequence.ask === 'next') return null;
  return (
    <Text maw="var(--sg-reading)" mt="xs" style={{ overflowWrap: 'anywhere' }}>
      {words(`journeys.people.${sequence.ask}`, {
        right: String(said.right),
        usual: String(said.usual),
        outcome: sequence.outcome ?? '',
        count: Number(sequence.horizonDays.toPrecision(3)),
      })}
    </Text>
  );
}
