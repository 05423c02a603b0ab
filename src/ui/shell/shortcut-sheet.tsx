import '../later-styles.ts';
import { Kbd, Modal, Table } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import type { WordKey } from '../i18n/en/en.ts';

const KEYS: readonly { readonly keys: readonly string[]; readonly words: WordKey }[] = [
  { keys: ['1', '…', '6'], words: 'keys.steps' },
  { keys: ['Ctrl/⌘', 'K'], words: 'keys.find' },
  { keys: ['Ctrl/⌘', 'Z'], words: 'keys.undo' },
  { keys: ['Ctrl/⌘', 'Shift', 'Z'], words: 'keys.redo' },
  { keys: ['↑', '↓', 'PgUp', 'PgDn'], words: 'keys.table' },
  { keys: ['Esc'], words: 'keys.close' },
  { keys: ['?'], words: 'keys.help' },
];

/** Every shortcut of the page. */
export default function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={words('keys.title')}
      closeButtonProps={{ 'aria-label': words('keys.close') }}
    >
      <Table>
        <Table.Tbody>
          {KEYS.map((line) => (
            <Table.Tr key={line.words}>
              <Table.Td>
                {line.keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{words(line.words)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
