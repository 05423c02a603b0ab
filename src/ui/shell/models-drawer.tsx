import { Button, Drawer, Group, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ModelSummary } from '../../app/state.ts';
import { placeAddress } from '../address.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { Sentence } from '../i18n/sentence.tsx';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './models-drawer.module.css';
import { EmptyPanel, FailedPanel, LoadingPanel } from './panel-states.tsx';
import { StorageLine } from './storage-line.tsx';

interface ModelsDrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The models that this browser keeps: open, rename, delete. */
export default function ModelsDrawer({ opened, onClose }: ModelsDrawerProps) {
  const words = useWords();
  const models = useApp((state) => state.models);
  const storage = useApp((state) => state.storage);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={words('models.title')}
      closeButtonProps={{ 'aria-label': words('keys.close') }}
      position="right"
      size="md"
    >
      {storage === 'working' ? null : (
        <Text size="sm" mb="md" c="var(--sg-careful)">
          {words(`storageNote.${storage}`)}
        </Text>
      )}
      {models.status === 'loading' ? <LoadingPanel /> : null}
      {models.status === 'failed' ? <FailedPanel error={models.error} /> : null}
      {models.status === 'empty' || (models.status === 'ready' && models.value.length === 0) ? (
        <EmptyPanel words={words('models.empty')} />
      ) : null}
      {models.status === 'ready' ? (
        <ul className={classes.list}>
          {models.value.map((model) => (
            <ModelLine key={model.id} model={model} onOpened={onClose} />
          ))}
        </ul>
      ) : null}
      <StorageLine />
    </Drawer>
  );
}

function ModelLine({ model, onOpened }: { readonly model: ModelSummary; readonly onOpened: () => void }) {
  const words = useWords();
  const format = useFormat();
  const { message } = useMessage();
  const commands = useCommands();
  const [, navigate] = useLocation();
  const [mode, setMode] = useState<'shown' | 'renaming' | 'deleting'>('shown');
  const present = useApp((state) => state.model.status === 'ready' && state.model.value.id === model.id);
  const open = async () => {
    await commands.openModel(model.id);
    onOpened();
    navigate(placeAddress('evaluate', model.id));
  };
  const { value, low, high } = model.metric;
  return (
    <li className={classes.item}>
      {mode === 'renaming' ? (
        <RenameForm model={model} onDone={() => setMode('shown')} />
      ) : (
        <Text fw={600}>{model.name}</Text>
      )}
      <Text size="sm" c="dimmed">
        {words(model.lens === 'forecast' ? 'models.forecasts' : 'models.line', {
          target: model.target,
          when: format.instant(model.createdAt),
          size: format.bytes(model.byteLength),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {words(Number.isFinite(low) ? 'models.score' : 'models.score-alone', {
          metric: message({ code: `metric.${model.metric.name}.name`, params: {} }),
          value: format.number(value),
          low: format.number(low),
          high: format.number(high),
        })}
      </Text>
      {model.parent ? (
        <Text size="sm" c="dimmed">
          {words('models.retrained')}
        </Text>
      ) : null}
      {mode === 'deleting' ? (
        <div role="alertdialog" aria-label={words('models.delete')} className={classes.sure}>
          <Text size="sm">
            <Sentence of="models.delete-sure" slots={{ name: <strong>{model.name}</strong> }} />
          </Text>
          <Group gap="xs" mt="xs">
            <Button size="compact-sm" color="red" onClick={() => void commands.deleteModel(model.id)}>
              {words('models.delete-now')}
            </Button>
            <Button size="compact-sm" variant="default" data-autofocus onClick={() => setMode('shown')}>
              {words('models.keep')}
            </Button>
          </Group>
        </div>
      ) : null}
      {mode === 'shown' ? (
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" variant={present ? 'default' : 'filled'} onClick={() => void open()}>
            {words(present ? 'models.opened' : 'models.open')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setMode('renaming')}>
            {words('models.rename')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setMode('deleting')}>
            {words('models.delete')}
          </Button>
        </Group>
      ) : null}
    </li>
  );
}

function RenameForm({ model, onDone }: { readonly model: ModelSummary; readonly onDone: () => void }) {
  const words = useWords();
  const commands = useCommands();
  const [draft, setDraft] = useState(model.name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const name = draft.trim();
        onDone();
        if (name && name !== model.name) void commands.renameModel(model.id, name);
      }}
    >
      <TextInput
        aria-label={words('models.rename-label', { name: model.name })}
        value={draft}
        ref={field}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs" mb="xs">
        <Button size="compact-sm" type="submit">
          {words('models.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {words('models.cancel')}
        </Button>
      </Group>
    </form>
  );
}
