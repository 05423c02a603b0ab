import { Button, Group, Modal, NativeSelect, Skeleton, Table, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { FileChoice } from '../../app/project.ts';
import {
  DELIMITERS,
  type FileReading,
  type ReadOptions,
  type ReadPreview,
  TEXT_ENCODINGS,
} from '../../core/ingest/types.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FailedPanel } from '../shell/panel-states.tsx';
import classes from './data.module.css';
import { delimiterName } from './reading-line.tsx';

/** A change is shown after this pause. */
const PREVIEW_AFTER_MS = 150;
const AUTO = '';

interface ReadDialogProps {
  readonly file: FileChoice;
  readonly reading: FileReading | undefined;
  readonly onClose: () => void;
}

/** How to read a file, with the first rows as they come out. */
export default function ReadDialog({ file, reading, onClose }: ReadDialogProps) {
  const words = useWords();
  const commands = useCommands();
  const [read, setRead] = useState<ReadOptions>(file.read);
  const set = (part: { readonly [K in keyof ReadOptions]: ReadOptions[K] | undefined }) =>
    setRead((before) => withoutUndefined({ ...before, ...part }));

  useEffect(() => {
    const timer = setTimeout(() => void commands.previewRead(file.id, read), PREVIEW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [commands, file.id, read]);

  const found = (text: string | undefined) => (text ? words('read.auto-found', { found: text }) : words('read.auto'));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={words('read.title', { name: file.name })}
      closeButtonProps={{ 'aria-label': words('read.cancel') }}
    >
      <div className={classes.selects}>
        <NativeSelect
          label={words('read.encoding')}
          value={read.encoding ?? AUTO}
          onChange={(event) => set({ encoding: TEXT_ENCODINGS.find((name) => name === event.currentTarget.value) })}
          data={[
            {
              value: AUTO,
              label: found(reading && !read.encoding ? words(`encoding.${reading.encoding}`) : undefined),
            },
            ...TEXT_ENCODINGS.map((name) => ({ value: name, label: words(`encoding.${name}`) })),
          ]}
        />
        <NativeSelect
          label={words('read.delimiter')}
          value={read.delimiter ?? AUTO}
          onChange={(event) => set({ delimiter: DELIMITERS.find((mark) => mark === event.currentTarget.value) })}
          data={[
            {
              value: AUTO,
              label: found(
                reading && !read.delimiter ? words(`delimiter.${delimiterName(reading.delimiter)}`) : undefined,
              ),
            },
            ...DELIMITERS.map((mark) => ({ value: mark, label: words(`delimiter.${delimiterName(mark)}`) })),
          ]}
        />
        <NativeSelect
          label={words('read.header')}
          value={read.header === undefined ? AUTO : String(read.header)}
          onChange={(event) => {
            const { value } = event.currentTarget;
            set({ header: value === AUTO ? undefined : value === 'true' });
          }}
          data={[
            { value: AUTO, label: words('read.auto') },
            { value: 'true', label: words('reading.header') },
            { value: 'false', label: words('reading.no-header') },
          ]}
        />
        <NativeSelect
          label={words('read.decimal')}
          value={read.decimal ?? AUTO}
          onChange={(event) => {
            const { value } = event.currentTarget;
            set({ decimal: value === '.' || value === ',' ? value : undefined });
          }}
          data={[
            { value: AUTO, label: words('read.auto') },
            { value: '.', label: words('reading.decimal-point') },
            { value: ',', label: words('reading.decimal-comma') },
          ]}
        />
        <NativeSelect
          label={words('read.dates')}
          value={read.dateOrder ?? AUTO}
          onChange={(event) =>
            set({ dateOrder: (['ymd', 'dmy', 'mdy'] as const).find((order) => order === event.currentTarget.value) })
          }
          data={[
            { value: AUTO, label: words('read.auto') },
            ...(['ymd', 'dmy', 'mdy'] as const).map((order) => ({ value: order, label: words(`dateOrder.${order}`) })),
          ]}
        />
        <MissingMarks read={read} onChange={(missing) => set({ missing })} />
      </div>
      <Text size="sm" fw={600} mb={4}>
        {words('read.preview')}
      </Text>
      <Preview />
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {words('read.cancel')}
        </Button>
        <Button
          onClick={() => {
            onClose();
            void commands.changeRead(file.id, read);
          }}
        >
          {words('read.apply')}
        </Button>
      </Group>
    </Modal>
  );
}

interface MissingMarksProps {
  readonly read: ReadOptions;
  readonly onChange: (missing: readonly string[] | undefined) => void;
}

function MissingMarks({ read, onChange }: MissingMarksProps) {
  const words = useWords();
  const [text, setText] = useState(() => (read.missing ?? []).join(', '));
  return (
    <TextInput
      label={words('read.missing')}
      placeholder={words('read.missing-example')}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const marks = typed
          .split(',')
          .map((mark) => mark.trim())
          .filter(Boolean);
        onChange(marks.length > 0 ? marks : undefined);
      }}
    />
  );
}

function Preview() {
  const words = useWords();
  const preview = useApp((state) => state.preview);
  switch (preview.status) {
    case 'empty':
    case 'loading':
      return <Skeleton height={220} aria-label={words('panel.loading')} />;
    case 'failed':
      return <FailedPanel error={preview.error} />;
    case 'ready':
      return <PreviewTable preview={preview.value} />;
  }
}

function PreviewTable({ preview }: { readonly preview: ReadPreview }) {
  const words = useWords();
  return (
    <div
      className={classes.scroll}
      style={{ minHeight: 220 }}
      tabIndex={0}
      role="region"
      aria-label={words('read.preview')}
    >
      <Table fz="xs" stickyHeader aria-label={words('read.preview')}>
        <Table.Thead>
          <Table.Tr>
            {preview.header.map((name, index) => (
              <Table.Th scope="col" key={`${index}`}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.rows.slice(0, 20).map((row, index) => (
            <Table.Tr key={`${index}`}>
              {row.map((cell, at) => (
                <Table.Td key={`${at}`}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function withoutUndefined(read: { readonly [K in keyof ReadOptions]: ReadOptions[K] | undefined }): ReadOptions {
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as ReadOptions;
}
