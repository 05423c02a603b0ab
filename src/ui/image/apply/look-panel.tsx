import { Button, Group, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import { useCommands } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel, FailedPanel, LoadingPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import classes from '../image.module.css';
import { LookView } from '../look-view.tsx';
import { useLook } from '../use-look.ts';
import { CameraView } from './camera-view.tsx';
import { useCamera } from './use-camera.ts';

/** One picture, from a file or from the camera: what it is taken for and where the model looked. Kept nowhere. */
export function LookPanel({ model }: { readonly model: PredictModel }) {
  const words = useWords();
  const commands = useCommands();
  const [file, setFile] = useState<File | undefined>(undefined);
  const { camera, start, stop } = useCamera();
  const ask = useCallback(
    () => (file ? commands.lookAtFile(file) : Promise.reject(new Error('no picture was given'))),
    [commands, file],
  );
  const look = useLook(file && ask);
  const show = (picture: File | undefined) => {
    stop();
    setFile(picture);
  };
  return (
    <Panel title={words('images.one.title')} lead={words('images.one.lead')}>
      <Stack gap="md" maw={880}>
        {camera.status === 'on' ? (
          <CameraView
            stream={camera.stream}
            onStop={stop}
            onTake={(picture) => show(new File([picture], `${words('images.camera.name')}.png`, { type: 'image/png' }))}
          />
        ) : (
          <PictureDrop
            onFile={show}
            onCamera={() => {
              setFile(undefined);
              start();
            }}
          />
        )}
        {camera.status === 'asking' && <LoadingPanel words={words('images.camera.asking')} />}
        {camera.status === 'failed' && <FailedPanel error={camera.error} />}
        {look.status === 'empty' && camera.status === 'off' && <EmptyPanel words={words('images.one.empty')} />}
        {look.status === 'loading' && <LoadingPanel words={words('images.look.looking')} height={320} />}
        {look.status === 'failed' && <FailedPanel error={look.error} />}
        {look.status === 'ready' && (
          <Stack gap="sm">
            <Group gap="sm">
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {file?.name}
              </Text>
              <Button size="compact-sm" variant="default" onClick={() => show(undefined)}>
                {words('images.one.again')}
              </Button>
            </Group>
            <LookView looked={look.value} report={model.report} />
          </Stack>
        )}
      </Stack>
    </Panel>
  );
}

interface PictureDropProps {
  readonly onFile: (file: File) => void;
  readonly onCamera: () => void;
}

/** A place to drop one picture, to pick one with the keyboard, or to ask for the camera. */
function PictureDrop({ onFile, onCamera }: PictureDropProps) {
  const words = useWords();
  const [several, setSeveral] = useState(false);
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    multiple: false,
    noClick: true,
    noKeyboard: true,
    onDrop: ([file], rejected) => {
      setSeveral(rejected.length > 0);
      if (file) onFile(file);
    },
  });
  return (
    <div
      {...getRootProps({ role: 'group', 'aria-label': words('images.one.drop') })}
      className={classes.drop}
      data-active={isDragActive || undefined}
    >
      <input
        {...getInputProps({ accept: 'image/*', 'aria-label': words('images.one.choose') })}
        data-testid="look-file"
      />
      <Text mb="xs">{words('images.one.drop')}</Text>
      <Group gap="xs">
        <Button onClick={open}>{words('images.one.choose')}</Button>
        <Button variant="default" onClick={onCamera}>
          {words('images.one.camera')}
        </Button>
      </Group>
      {several && (
        <Text size="sm" c="var(--sg-stop)" mt="xs" role="alert">
          {words('images.one.several')}
        </Text>
      )}
    </div>
  );
}
