import '../later-styles.ts';
import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';

/** A field to paste into, for those without Ctrl V (phones). */
export default function PasteDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const commands = useCommands();
  const [text, setText] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      title={words('home.paste-title')}
      size="lg"
      closeButtonProps={{ 'aria-label': words('home.paste-cancel') }}
    >
      <Textarea
        label={words('home.paste-label')}
        rows={10}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 14 } }}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed" mt="xs">
        {words('home.paste-tip')}
      </Text>
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {words('home.paste-cancel')}
        </Button>
        <Button
          disabled={text.trim() === ''}
          onClick={() => {
            onClose();
            void commands.pasteText(text);
          }}
        >
          {words('home.paste-read')}
        </Button>
      </Group>
    </Modal>
  );
}
