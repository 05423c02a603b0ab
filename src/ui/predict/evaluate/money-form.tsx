import { NativeSelect, NumberInput, SimpleGrid } from '@mantine/core';
import type { Money } from '../../../app/project.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useDecision } from '../parts/decision.tsx';

export const CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  'CNY',
  'JPY',
  'CHF',
  'CAD',
  'AUD',
  'INR',
  'KRW',
  'BRL',
  'SGD',
  'HKD',
  'SEK',
  'PLN',
];

interface MoneyFormProps {
  /** What one row's value is: "a Yes that is kept". */
  readonly valueLabel: string;
}

/** What a person assumes: value, cost and effect. Nothing is filled in for them. */
export function MoneyForm({ valueLabel }: MoneyFormProps) {
  const words = useWords();
  const { money, setMoney } = useDecision();
  const currencies = CURRENCIES.includes(money.currency) ? CURRENCIES : [money.currency, ...CURRENCIES];
  const set = (name: 'valuePerRow' | 'costPerRow' | 'effect', typed: number | string, scale = 1) => {
    const { [name]: _, ...others } = money;
    const next: Money = typeof typed === 'number' ? { ...others, [name]: typed * scale } : others;
    setMoney(next);
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" style={{ alignItems: 'end' }} data-no-print>
      <NativeSelect
        label={words('money.currency')}
        value={money.currency}
        data={currencies}
        onChange={(event) => setMoney({ ...money, currency: event.currentTarget.value })}
      />
      <NumberInput
        label={valueLabel}
        value={money.valuePerRow ?? ''}
        min={0}
        hideControls
        thousandSeparator
        onChange={(typed) => set('valuePerRow', typed)}
      />
      <NumberInput
        label={words('money.cost')}
        value={money.costPerRow ?? ''}
        min={0}
        hideControls
        thousandSeparator
        onChange={(typed) => set('costPerRow', typed)}
      />
      <NumberInput
        label={words('money.effect')}
        value={money.effect === undefined ? '' : Number((money.effect * 100).toPrecision(6))}
        min={0}
        max={100}
        suffix=" %"
        hideControls
        onChange={(typed) => set('effect', typed, 0.01)}
      />
    </SimpleGrid>
  );
}
