import { Button, Group, Slider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import type { TextFindings } from '../../../lenses/text/types.ts';
import { useCommands } from '../../app-context.tsx';
import { estimateParts } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { useDecision } from '../../predict/parts/decision.tsx';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Term } from '../../shell/term.tsx';
import { cheapest, costAt, handOverCosts, pointAt, settable } from '../view/hand-over.ts';
import { CostForm } from './cost-form.tsx';
import { HandOverCurve, HandOverSentence } from './hand-over-figure.tsx';
import { useHandOver } from './use-hand-over.ts';

interface UnsureTabProps {
  readonly report: PredictReport;
  readonly text: TextFindings;
}

/** How sure it must be to answer: below that a text goes to a person. Set by hand, or by what mistakes cost. */
export function UnsureTab({ report, text: { outOfScope } }: UnsureTabProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const settled = useHandOver(report);
  const [moving, setMoving] = useState<number | undefined>(undefined);
  if (!settled || outOfScope.curve.length < 2) return <EmptyPanel words={words('inbox.unsure.none')} />;
  const threshold = moving ?? settled.value;
  const settle = (value: number | null) => {
    setMoving(undefined);
    commands.setHandOver(value);
  };
  const { curve } = outOfScope;
  return (
    <Stack gap="lg">
      <Stack gap="xs" maw="var(--sg-reading)">
        <HandOverSentence curve={curve} threshold={threshold} />
        <Slider
          min={0}
          max={1}
          step={0.005}
          value={threshold}
          onChange={setMoving}
          onChangeEnd={settle}
          label={format.percent}
          thumbLabel={words('inbox.unsure.slider')}
          thumbValueText={format.percent}
          marks={[{ value: settled.advised }]}
          size="lg"
        />
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {words(settled.byHand ? 'inbox.unsure.byHand' : 'inbox.unsure.advised', {
              advised: format.percent(settled.advised),
            })}
          </Text>
          {settled.byHand && (
            <Button size="compact-sm" variant="default" onClick={() => settle(null)}>
              {words('inbox.unsure.asAdvised', { advised: format.percent(settled.advised) })}
            </Button>
          )}
        </Group>
      </Stack>
      <HandOverCurve curve={curve} threshold={threshold} />
      <Costs curve={curve} threshold={threshold} onSettle={settle} />
      <How outOfScope={outOfScope} />
    </Stack>
  );
}

interface CostsProps {
  readonly curve: TextFindings['outOfScope']['curve'];
  readonly threshold: number;
  readonly onSettle: (threshold: number) => void;
}

function Costs({ curve, threshold, onSettle }: CostsProps) {
  const words = useWords();
  const format = useFormat();
  const { money } = useDecision();
  const costs = handOverCosts(money);
  const point = pointAt(curve, threshold);
  const best = costs && cheapest(curve, costs);
  return (
    <Stack gap="sm" maw={880}>
      <Text fw={600}>{words('inbox.cost.title')}</Text>
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words('inbox.cost.lead')}
      </Text>
      <CostForm of={['wrongAnswer', 'handOver']} strangers />
      {costs && point && best ? (
        <Group gap="sm">
          <Text mih={24}>
            {words('inbox.cost.sum', {
              cost: format.money(costAt(point, costs), costs.currency),
              best: format.money(costAt(best, costs), costs.currency),
              threshold: format.percent(settable(best)),
            })}
          </Text>
          {pointAt(curve, threshold) !== best && (
            <Button size="compact-sm" variant="default" onClick={() => onSettle(settable(best))}>
              {words('inbox.cost.take', { threshold: format.percent(settable(best)) })}
            </Button>
          )}
        </Group>
      ) : (
        <Text size="sm">{words('inbox.cost.missing')}</Text>
      )}
    </Stack>
  );
}

/** Kinds named at most. */
const NAMED = 5;

/** How it is known what becomes of texts of no kind that was learned. */
function How({ outOfScope }: { readonly outOfScope: TextFindings['outOfScope'] }) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const { heldOut } = outOfScope;
  const rest = heldOut.length - NAMED;
  const named = rest > 1 ? [...heldOut.slice(0, NAMED), words('inbox.unsure.how.more', { count: rest })] : heldOut;
  const { value, low, high } = estimateParts(locale, outOfScope.auroc, 'percent');
  return (
    <Stack gap={4} maw="var(--sg-reading)" style={{ overflowWrap: 'anywhere' }}>
      <Text size="sm">
        {words('inbox.unsure.how', {
          kinds: list.format(named),
          count: outOfScope.heldOut.length,
          known: format.count(outOfScope.inScopeRows),
          strangers: format.count(outOfScope.outOfScopeRows),
        })}
      </Text>
      <Text size="sm" component="div">
        <Term plain={words('inbox.unsure.auroc')} name="AUROC">
          <Text size="sm">{words('inbox.unsure.auroc.why')}</Text>
        </Term>
        {': '}
        <strong>{value}</strong> {words('inbox.unsure.auroc.between', { low, high })}
      </Text>
    </Stack>
  );
}
