import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { sortDropped } from '../../../app/dropped-pictures.ts';
import { CodedError, type Message } from '../../../core/errors.ts';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { isReadable, READABLE } from '../../home/accepted-files.ts';
import { FolderButton } from '../../home/folder-button.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { SampleFileButton } from '../../predict/parts/sample-file-button.tsx';
import { FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import classes from '../image.module.css';
import { ScoredPicturesPanel } from './scored-pictures-panel.tsx';

/** Many new pictures: files, folders, an archive, or a table of pixels; and what was said of the last ones. */
export function ManyPanel({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const commands = useCommands();
  const scored = useApp((state) => state.scored);
  const { packing, refused, take } = useTaken();
  return (
    <>
      {scored.status === 'ready' && !packing && <ScoredPicturesPanel scored={scored.value} model={model} />}
      {scored.status === 'failed' && !packing && <FailedPanel error={scored.error} />}
      <Panel title={words('images.many.title')} lead={words('images.many.lead')}>
        {packing && <LoadingPanel words={words('images.many.packing')} />}
        {!packing && scored.status === 'loading' && (
          <LoadingPanel
            share={scored.share}
            leftMs={scored.leftMs}
            detail={scored.detail}
            cancel={{ label: words('race.cancel'), run: () => commands.cancelScoring() }}
          />
        )}
        {!packing && scored.status !== 'loading' && (
          <>
            <ManyDrop onFiles={(files) => void take(files)} />
            <SampleFileButton part="new" onFile={(file) => void take([file])} />
          </>
        )}
        {refused && <FailedPanel error={refused} />}
      </Panel>
    </>
  );
}

/** Takes what was dropped: pictures and folders put together into one archive, or one archive or table as it is. */
function useTaken() {
  const commands = useCommands();
  const [packing, setPacking] = useState(false);
  const [refused, setRefused] = useState<Message | undefined>(undefined);
  const take = async (files: readonly File[]): Promise<void> => {
    const { pack, rest } = sortDropped(files);
    const [only] = rest;
    setRefused(undefined);
    if (rest.length > 1 || (pack && only)) return setRefused({ code: 'image.drop-one-kind', params: {} });
    if (!pack) {
      if (only && isReadable(only.name)) void commands.scoreFile(only);
      else if (only) setRefused({ code: 'image.drop-not-pictures', params: { file: only.name } });
      return undefined;
    }
    setPacking(true);
    try {
      void commands.scoreFile(await commands.packPictures(files));
    } catch (cause) {
      const known = cause instanceof CodedError;
      setRefused(known ? { code: cause.code, params: cause.params } : { code: 'train.failed', params: {} });
    } finally {
      setPacking(false);
    }
    return undefined;
  };
  return { packing, refused, take };
}

/** A place to drop pictures, folders, an archive or a table, or to pick them with the keyboard. */
function ManyDrop({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const words = useWords();
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    noClick: true,
    noKeyboard: true,
    onDrop: (files) => {
      if (files.length > 0) onFiles(files);
    },
  });
  return (
    <div
      {...getRootProps({ role: 'group', 'aria-label': words('images.many.drop') })}
      className={classes.drop}
      data-active={isDragActive || undefined}
    >
      <input
        {...getInputProps({ accept: READABLE.join(','), 'aria-label': words('images.many.choose') })}
        data-testid="apply-file"
      />
      <Text mb="xs">{words('images.many.drop')}</Text>
      <Group gap="xs">
        <Button onClick={open}>{words('images.many.choose')}</Button>
        <FolderButton onFiles={onFiles} />
      </Group>
    </div>
  );
}
