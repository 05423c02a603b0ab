import '../later-styles.ts';
import { Box, Button, Group, Modal, PasswordInput, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { sampleOf } from '../../app/samples/catalogue.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { Sentence } from '../i18n/sentence.tsx';
import { useWords } from '../i18n/use-words.ts';
import { LoadingPanel } from '../shell/panel-states.tsx';
import { type LongWork, useLongWork } from '../share/use-long-work.ts';

interface OpenProjectProps {
  readonly file: File;
  readonly onDone: () => void;
}

/** Whether what is on the screen is the person's own, so that nothing else takes its place unasked. */
const useOwnProject = (): boolean =>
  useApp(({ table, choices }) => table.status !== 'empty' && choices.files.length > 0 && !sampleOf(choices.files));

/**
 * Opens a project file: asks first where it would take the place of a project, and for its passphrase where it is
 * locked. What is wrong with the file is told as a notice.
 */
export default function OpenProject({ file, onDone }: OpenProjectProps) {
  const commands = useCommands();
  const [, navigate] = useLocation();
  const own = useOwnProject();
  const work = useLongWork();
  const [stage, setStage] = useState<'asking' | 'opening' | 'locked' | 'wrong'>(own ? 'asking' : 'opening');
  const begun = useRef(false);

  const open = (passphrase?: string) =>
    work.run(async (watched) => {
      const answer = await commands.openProjectFile(file, passphrase, watched);
      if (answer === 'needs-passphrase') setStage('locked');
      else if (answer === 'wrong-passphrase') setStage('wrong');
      else {
        onDone();
        if (answer === 'opened') navigate('/data');
      }
    });
  useEffect(() => {
    if (begun.current || stage !== 'opening') return;
    begun.current = true;
    void open();
  });

  switch (stage) {
    case 'asking':
      return <InPlaceOf name={file.name} onOpen={() => setStage('opening')} onLeave={onDone} />;
    case 'opening':
      return <Opening name={file.name} work={work} />;
    case 'locked':
    case 'wrong':
      return (
        <Unlock
          name={file.name}
          wrong={stage === 'wrong'}
          work={work}
          onTry={(passphrase) => void open(passphrase)}
          onLeave={onDone}
        />
      );
  }
}

interface InPlaceOfProps {
  readonly name: string;
  readonly onOpen: () => void;
  readonly onLeave: () => void;
}

function InPlaceOf({ name, onOpen, onLeave }: InPlaceOfProps) {
  const words = useWords();
  const project = useApp((state) => state.choices.name);
  const comesBack = useApp(
    ({ models, projectId }) => models.status === 'ready' && models.value.some((one) => one.projectId === projectId),
  );
  return (
    <Modal opened onClose={onLeave} title={words('open.place')} closeButtonProps={{ 'aria-label': words('new.keep') }}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Sentence
          of={comesBack ? 'open.place.what' : 'open.place.lost'}
          slots={{ project: <strong>{project || words('app.unnamed')}</strong>, name: <strong>{name}</strong> }}
        />
      </Text>
      <Group mt="md" justify="flex-end">
        <Button variant="default" data-autofocus onClick={onLeave}>
          {words('new.keep')}
        </Button>
        <Button onClick={onOpen}>{words('open.place.do')}</Button>
      </Group>
    </Modal>
  );
}

function Opening({ name, work }: { readonly name: string; readonly work: LongWork }) {
  const words = useWords();
  return (
    <Box mt="md">
      <LoadingPanel
        share={work.progress?.share}
        leftMs={work.progress?.leftMs}
        words={words('open.opening', { name })}
        height={0}
        cancel={{ label: words('open.leave'), run: work.cancel }}
      />
    </Box>
  );
}

interface UnlockProps {
  readonly name: string;
  /** Whether the passphrase before was not the right one. */
  readonly wrong: boolean;
  readonly work: LongWork;
  readonly onTry: (passphrase: string) => void;
  readonly onLeave: () => void;
}

function Unlock({ name, wrong, work, onTry, onLeave }: UnlockProps) {
  const words = useWords();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState('');
  return (
    <Modal
      opened
      onClose={onLeave}
      title={words('open.locked')}
      closeButtonProps={{ 'aria-label': words('keys.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(passphrase);
          onTry(passphrase);
        }}
      >
        <PasswordInput
          label={words('open.passphrase', { name })}
          description={words('open.how')}
          value={passphrase}
          autoComplete="off"
          data-autofocus
          error={wrong && !work.busy && passphrase === tried ? words('open.wrong') : undefined}
          visibilityToggleButtonProps={{ 'aria-label': words('open.show') }}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <Group mt="md">
          <Button type="submit" loading={work.busy && !work.progress} disabled={passphrase === '' || work.busy}>
            {words('open.unlock')}
          </Button>
          <Button variant="default" onClick={onLeave}>
            {words('open.leave')}
          </Button>
        </Group>
        {work.progress && <Opening name={name} work={work} />}
      </form>
    </Modal>
  );
}
