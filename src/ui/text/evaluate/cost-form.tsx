import { NativeSelect, NumberInput, SimpleGrid } from '@mantine/core';
import type { Money } from '../../../app/project.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CURRENCIES } from '../../predict/evaluate/money-form.tsx';
import { useDecision } from '../../predict/parts/decision.tsx';
import { USUAL_STRANGERS } from '../view/hand-over.ts';

type Amount = 'wrongAnswer' | 'handOver' | 'costPerRow';

/** Amounts that a person types; nothing is filled in for them. */
export function CostForm({ of, strangers = false }: { readonly of: readonly Amount[]; readonly strangers?: boolean }) {
  const words = useWords();
  const { money, setMoney } = useDecision();
  const currencies = CURRENCIES.includes(money.currency) ? CURRENCIES : [money.currency, ...CURRENCIES];
  const set = (name: Amount | 'strangers', typed: number | undefined) => {
    const { [name]: _, ...others } = money;
    const next: Money = typed === undefined ? others : { ...others, [name]: typed };
    setMoney(next);
  };
  return (
    <SimpleGrid
      cols={{ base: 1, xs: 2, md: of.length + (strangers ? 2 : 1) }}
      spacing="sm"
      style={{ alignItems: 'end' }}
      data-no-print
    >
      <NativeSelect
        label={words('money.currency')}
        value={money.currency}
        data={currencies}
        onChange={(event) => setMoney({ ...money, currency: event.currentTarget.value })}
      />
      {of.map((name) => (
        <NumberInput
          key={name}
          label={words(`inbox.cost.${name}`)}
          value={money[name] ?? ''}
          min={0}
          hideControls
          thousandSeparator
          onChange={(typed) => set(name, typeof typed === 'number' ? typed : undefined)}
        />
      ))}
      {strangers && (
        <NumberInput
          label={words('inbox.cost.strangers')}
          value={Number((100 * (money.strangers ?? USUAL_STRANGERS)).toPrecision(6))}
          min={0}
          max={100}
          suffix=" %"
          hideControls
          onChange={(typed) =>
            set('strangers', typeof typed === 'number' ? Math.min(1, Math.max(0, typed / 100)) : undefined)
          }
        />
      )}
    </SimpleGrid>
  );
}
