import { useCallback, useEffect, useRef, useState } from 'react';
import type { Message } from '../../../core/errors.ts';

export type Camera =
  | { readonly status: 'off' }
  | { readonly status: 'asking' }
  | { readonly status: 'on'; readonly stream: MediaStream }
  | { readonly status: 'failed'; readonly error: Message };

interface CameraControl {
  readonly camera: Camera;
  /** Asks for the camera: only where a person asked for it. */
  readonly start: () => void;
  readonly stop: () => void;
}

const OFF: Camera = { status: 'off' };

/** Why there is no camera, by the names that browsers give. */
function failure(cause: unknown): Message {
  const name = cause instanceof DOMException ? cause.name : '';
  const code =
    name === 'NotAllowedError' || name === 'SecurityError'
      ? 'image.camera-refused'
      : name === 'NotFoundError' || name === 'OverconstrainedError'
        ? 'image.camera-absent'
        : 'image.camera-busy';
  return { code, params: {} };
}

const end = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** A camera that runs while it is looked through, and is let go of in any other case. */
export function useCamera(): CameraControl {
  const [camera, setCamera] = useState<Camera>(OFF);
  /** The stream that has to be ended, and which request is the newest. */
  const running = useRef<MediaStream | undefined>(undefined);
  const newest = useRef(0);
  const letGo = useCallback(() => {
    newest.current++;
    if (running.current) end(running.current);
    running.current = undefined;
  }, []);
  const start = useCallback(() => {
    letGo();
    const own = newest.current;
    const devices = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;
    // Pages from a file, and those that are not served safely, have none.
    if (!devices) {
      setCamera({ status: 'failed', error: { code: 'image.camera-absent', params: {} } });
      return;
    }
    setCamera({ status: 'asking' });
    devices.getUserMedia({ video: { facingMode: 'environment' } }).then(
      (stream) => {
        if (newest.current !== own) {
          end(stream);
          return;
        }
        running.current = stream;
        setCamera({ status: 'on', stream });
      },
      (cause: unknown) => {
        if (newest.current === own) setCamera({ status: 'failed', error: failure(cause) });
      },
    );
  }, [letGo]);
  const stop = useCallback(() => {
    letGo();
    setCamera(OFF);
  }, [letGo]);
  useEffect(() => letGo, [letGo]);
  return { camera, start, stop };
}
