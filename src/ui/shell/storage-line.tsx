import { Text } from '@mantine/core';
import { useApp } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';

/** What the browser says about what it keeps: whether it may clear it, and how much room there is. */
export function StorageLine() {
  const words = useWords();
  const format = useFormat();
  const storage = useApp((state) => state.storage);
  const { persisted, usage, quota, tabs } = useApp((state) => state.storageAnswer);
  if (storage === 'memory-only') return null;
  const promise = persisted === 'unknown' ? 'unknown' : persisted ? 'persisted' : 'may-clear';
  return (
    <Text size="sm" c="dimmed" mt="md">
      {words(`storageAnswer.${promise}`)}{' '}
      {usage !== undefined && quota !== undefined
        ? words('storageAnswer.usage', { usage: format.bytes(usage), quota: format.bytes(quota) })
        : ''}{' '}
      {tabs ? '' : words('storageAnswer.one-tab')}
    </Text>
  );
}
