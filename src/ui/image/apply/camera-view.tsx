import { Button, Group, Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import classes from '../image.module.css';

interface CameraViewProps {
  readonly stream: MediaStream;
  readonly onTake: (picture: Blob) => void;
  readonly onStop: () => void;
}

/** What the camera sees, and a button that takes the picture. */
export function CameraView({ stream, onTake, onStop }: CameraViewProps) {
  const words = useWords();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    element.srcObject = stream;
    // A stream that is ended while it starts to play is no failure.
    element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [stream]);
  const take = () => {
    const element = video.current;
    if (!element || element.videoWidth === 0) return;
    const canvas = document.createElement('canvas');
    canvas.width = element.videoWidth;
    canvas.height = element.videoHeight;
    canvas.getContext('2d')?.drawImage(element, 0, 0);
    canvas.toBlob((picture) => picture && onTake(picture), 'image/png');
  };
  return (
    <Stack gap="sm">
      <video ref={video} className={classes.camera} muted playsInline aria-label={words('images.camera.view')} />
      <Group gap="xs">
        <Button onClick={take}>{words('images.camera.take')}</Button>
        <Button variant="default" onClick={onStop}>
          {words('images.camera.stop')}
        </Button>
      </Group>
    </Stack>
  );
}
