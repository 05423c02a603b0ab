import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { placeAddress } from '../../address.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Place, useAddress } from '../../place.tsx';
import { Panel } from '../../shell/panel.tsx';

/** A tab of the Evaluate screen. */
export interface Detail {
  /** Part of the address. */
  readonly id: string;
  readonly name: string;
  readonly panel: () => ReactNode;
}

interface DetailTabsProps {
  /** Id of the model. */
  readonly model: string;
  readonly details: readonly Detail[];
}

/** Tabs are drawn when they are opened: eight panels of charts at once would hold the page up. */
export function DetailTabs({ model, details }: DetailTabsProps) {
  const words = useWords();
  const [, navigate] = useLocation();
  const { place } = useAddress();
  const open = (details.find(({ id }) => id === place) ?? details[0])?.id ?? null;
  const tabAddress = (id: string) => placeAddress('evaluate', model, id);
  return (
    <Panel title={words('evaluateScreen.details')}>
      <Tabs value={open} onChange={(id) => id !== null && navigate(tabAddress(id))} keepMounted={false}>
        <Tabs.List mb="md" style={{ overflowX: 'auto', flexWrap: 'nowrap' }}>
          {details.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id} style={{ whiteSpace: 'nowrap' }}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {details.map(({ id, panel }) => (
          <Tabs.Panel key={id} value={id}>
            <Place address={tabAddress(id)}>{panel()}</Place>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Panel>
  );
}
