import '../later-styles.ts';
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { createSpotlight } from '@mantine/spotlight';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { placeAddress } from '../address.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { STEPS, stepAddress } from '../steps.ts';

/** Finds steps, columns and actions by name. Mounted while it is open. */
export default function Finder({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const commands = useCommands();
  const [, navigate] = useLocation();
  const table = useApp((state) => state.table);
  const [[store, controls]] = useState(() => createSpotlight());
  useEffect(() => controls.open(), [controls]);

  const actions = useMemo<SpotlightActionData[]>(() => {
    const columns = table.status === 'ready' ? table.value.columns : [];
    return [
      ...STEPS.map((step) => ({
        id: `step ${step}`,
        label: words(`step.${step}`),
        description: words('find.step'),
        onClick: () => navigate(stepAddress(step)),
      })),
      { id: 'undo', label: words('header.undo'), description: words('find.action'), onClick: () => commands.undo() },
      { id: 'redo', label: words('header.redo'), description: words('find.action'), onClick: () => commands.redo() },
      { id: 'start', label: words('step.home'), description: words('find.action'), onClick: () => navigate('/') },
      ...columns.map((column) => ({
        id: `column ${column.name}`,
        label: column.name,
        description: words('find.column'),
        onClick: () => navigate(placeAddress('data', undefined, column.name)),
      })),
    ];
  }, [words, commands, navigate, table]);

  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      limit={12}
      nothingFound={words('find.nothing')}
      onSpotlightClose={onClose}
      transitionProps={{ duration: 0 }}
      searchProps={{ placeholder: words('find.placeholder'), 'aria-label': words('header.find') }}
    />
  );
}
