import { Button } from '@mantine/core';
import type { FileChoice } from '../../app/project.ts';
import type { FileReading, PicturesFound } from '../../core/ingest/types.ts';
import { useCommands } from '../app-context.tsx';
import { useFormat, type Format } from '../format/use-format.ts';
import { useWords, type Words } from '../i18n/use-words.ts';
import classes from './data.module.css';
import { RejectedRows } from './rejected-rows.tsx';

interface ReadingLineProps {
  readonly reading: FileReading;
  readonly file: FileChoice | undefined;
  readonly removable: boolean;
  readonly onChange: (fileId: string) => void;
}

/** How a file was read, as one sentence with a way to read it otherwise. */
export function ReadingLine({ reading, file, removable, onChange }: ReadingLineProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const parts = reading.pictures
    ? picturesRead(reading, reading.pictures, words, format)
    : [
        words('reading.size', { size: format.bytes(reading.byteLength), count: reading.rowsKept }),
        words(`encoding.${reading.encoding}`),
        words(`delimiter.${delimiterName(reading.delimiter)}`),
        words(reading.header ? 'reading.header' : 'reading.no-header'),
        words(reading.decimal === ',' ? 'reading.decimal-comma' : 'reading.decimal-point'),
        words(`dateOrder.${reading.dateOrder}`),
      ];
  return (
    <div className={classes.reading}>
      <strong>{reading.fileName}</strong>
      {': '}
      {parts.join(', ')}.{' '}
      {file ? (
        <Button size="compact-sm" variant="subtle" onClick={() => onChange(file.id)}>
          {words('reading.change')}
        </Button>
      ) : null}
      {file && removable ? (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          c="dimmed"
          onClick={() => void commands.removeFile(file.id)}
        >
          {words('reading.remove', { name: reading.fileName })}
        </Button>
      ) : null}
      {reading.rowsRejected > 0 ? <RejectedRows reading={reading} /> : null}
    </div>
  );
}

function picturesRead(
  reading: FileReading,
  { width, height, channels, resized }: PicturesFound,
  words: Words,
  format: Format,
): readonly string[] {
  const colour = words(channels === 3 ? 'pictures.colour' : 'pictures.grey');
  return [
    words('pictures.reading', {
      size: format.bytes(reading.byteLength),
      count: reading.rowsKept,
      width,
      height,
      colour,
    }),
    words(resized ? 'pictures.resized' : 'pictures.original'),
  ];
}

export function delimiterName(delimiter: FileReading['delimiter']): 'comma' | 'semicolon' | 'tab' | 'bar' {
  switch (delimiter) {
    case ',':
      return 'comma';
    case ';':
      return 'semicolon';
    case '\t':
      return 'tab';
    case '|':
      return 'bar';
  }
}
