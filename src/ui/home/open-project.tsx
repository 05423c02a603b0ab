import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { LoadingPanel } from '../shell/panel-states.tsx';

interface OpenProjectProps {
  readonly file: File;
  readonly onDone: () => void;
}

/** Opens a project file; asks for its passphrase where it is locked. What goes wrong is told as a notice. */
export default function OpenProject({ file, onDone }: OpenProjectProps) {
  const words = useWords();
  const commands = useCommands();
  const [, navigate] = useLocation();
  const [locked, setLocked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const begun = useRef(false);

  const open = async (given?: string) => {
    setBusy(true);
    const answer = await commands.openProjectFile(file, given);
    setBusy(false);
    if (answer === 'needs-passphrase') setLocked(true);
    else if (answer === 'opened') {
      onDone();
      navigate('/data');
    } else if (!locked) onDone();
  };
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void open();
  });

  if (!locked) return <LoadingPanel />;
  return (
    <Modal
      opened
      onClose={onDone}
      title={words('open.locked')}
      closeButtonProps={{ 'aria-label': words('keys.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void open(passphrase);
        }}
      >
        <PasswordInput
          label={words('open.passphrase', { name: file.name })}
          value={passphrase}
          autoComplete="off"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': words('open.show') }}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" mt="xs">
          {words('open.how')}
        </Text>
        <Group mt="md">
          <Button type="submit" loading={busy} disabled={passphrase === ''}>
            {words('open.unlock')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {words('open.leave')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
