import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';

/** Starts over, after asking. */
export function NewProjectButton() {
  const words = useWords();
  const commands = useCommands();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const start = async () => {
    setAsking(false);
    await commands.newProject();
    navigate('/');
  };
  return (
    <>
      <Button variant="subtle" size="sm" onClick={() => setAsking(true)}>
        {words('header.new')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={words('new.title')}
        closeButtonProps={{ 'aria-label': words('new.keep') }}
      >
        <Text size="sm">{words('new.what')}</Text>
        <Group mt="md" justify="flex-end">
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {words('new.keep')}
          </Button>
          <Button onClick={() => void start()}>{words('new.do')}</Button>
        </Group>
      </Modal>
    </>
  );
}
