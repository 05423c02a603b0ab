import { useEffect, useState } from 'react';
import type { Sharing, SharingChoices, ShareLink } from '../../app/sharing.ts';
import type { Loading } from '../../app/state.ts';
import { CodedError } from '../../core/errors.ts';
import { useCommands } from '../app-context.tsx';

/** What is shared under the present choices, and the link to it. */
export interface SharingShown {
  readonly sharing: Sharing;
  readonly link: ShareLink;
}

const failed = (cause: unknown): Loading<never> => ({
  status: 'failed',
  error:
    cause instanceof CodedError
      ? { code: cause.code, params: cause.params }
      : { code: 'share.failed', params: {}, details: String(cause) },
});

/** Made anew with every choice; the last one stays while the next is on its way, so that nothing jumps. */
export function useSharing(choices: SharingChoices): Loading<SharingShown> {
  const commands = useCommands();
  const [shown, setShown] = useState<Loading<SharingShown>>({ status: 'loading' });
  useEffect(() => {
    let current = true;
    const make = async (): Promise<SharingShown> => {
      const sharing = await commands.prepareSharing(choices, 'link');
      return { sharing, link: await commands.shareLink(sharing.report) };
    };
    make().then(
      (value) => current && setShown({ status: 'ready', value }),
      (cause: unknown) => current && setShown(failed(cause)),
    );
    return () => {
      current = false;
    };
  }, [commands, choices]);
  return shown;
}
