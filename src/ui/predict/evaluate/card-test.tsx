import { Text } from '@mantine/core';
import type { Card } from '../../../core/advise/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { cardTest } from '../view/card-gain.ts';

/** What a test is planned for until the person says what effect they expect. */
const USUAL_EFFECT = 0.2;

interface CardTestProps {
  readonly card: Card;
  /** Whether the card is about a mean instead of a rate. */
  readonly isMean: boolean;
  readonly effect: number | undefined;
}

/** The A/B test that would settle whether acting helps, with its size. */
export function CardTest({ card, isMean, effect }: CardTestProps) {
  const words = useWords();
  const format = useFormat();
  const assumed = effect !== undefined && effect > 0 ? effect : USUAL_EFFECT;
  const plan = cardTest(card, assumed);
  const write = isMean ? format.number : format.percent;
  return (
    <details>
      <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
        {words('do.test')}
      </Text>
      {plan ? (
        <Text size="sm" mt="xs">
          {words('do.test.plan', {
            perArm: format.count(plan.perArm),
            from: write(plan.from),
            to: write(plan.to),
          })}{' '}
          {2 * plan.perArm > card.allRows && words('do.test.tooLarge', { all: format.count(card.allRows) })}{' '}
          {words(isMean ? 'do.test.assumedMean' : 'do.test.assumed', { effect: format.percent(assumed) })}
        </Text>
      ) : (
        <Text size="sm" mt="xs">
          {words('do.test.none')}
        </Text>
      )}
    </details>
  );
}
