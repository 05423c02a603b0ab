import { useEffect, useState } from 'react';
import type { SharingForm, Sharing, SharingChoices, ShareLink } from '../../app/sharing.ts';
import type { Loading } from '../../app/state.ts';
import { CodedError } from '../../core/errors.ts';
import { useCommands } from '../app-context.tsx';

/** How a report is handed on. */
export type Medium = 'link' | 'file';

/** What is shared, and the link to it where it goes as one. */
export interface SharingMade {
  readonly sharing: Sharing;
  readonly link?: ShareLink;
}

export interface SharingShown {
  /** What there is to choose from; undefined until it is known for the first time. */
  readonly form: SharingForm | undefined;
  readonly made: Loading<SharingMade>;
  /** Whether `made` belongs to the present choices: until it does, nothing of it may leave. */
  readonly fresh: boolean;
}

interface Answer extends Pick<SharingShown, 'form' | 'made'> {
  readonly choices: SharingChoices;
  readonly medium: Medium;
}

const failed = (cause: unknown): Loading<never> => ({
  status: 'failed',
  error:
    cause instanceof CodedError
      ? { code: cause.code, params: cause.params }
      : { code: 'share.failed', params: {}, details: String(cause) },
});

/** Made anew with every choice; the last one stays while the next is on its way, so that nothing jumps. */
export function useSharing(choices: SharingChoices, medium: Medium): SharingShown {
  const commands = useCommands();
  const [answer, setAnswer] = useState<Answer | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const make = async (): Promise<SharingMade> => {
      const sharing = await commands.prepareSharing(choices, medium);
      return medium === 'file' ? { sharing } : { sharing, link: await commands.shareLink(sharing.report) };
    };
    const answerNow = async (): Promise<void> => {
      const made = await make().then((value): Loading<SharingMade> => ({ status: 'ready', value }), failed);
      // A choice that leaves nothing to share has to be taken back somewhere.
      const form =
        made.status === 'ready'
          ? made.value.sharing
          : await commands.sharingForm(choices, medium).catch(() => undefined);
      if (current) setAnswer((before) => ({ choices, medium, made, form: form ?? before?.form }));
    };
    void answerNow();
    return () => {
      current = false;
    };
  }, [commands, choices, medium]);
  return {
    form: answer?.form,
    made: answer?.made ?? { status: 'loading' },
    fresh: answer?.choices === choices && answer.medium === medium,
  };
}
