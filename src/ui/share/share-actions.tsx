import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useCommands } from '../app-context.tsx';
import { saveBlob } from '../charts/save.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { fileStem } from './file-stem.ts';
import classes from './share-report.module.css';
import { useLongWork } from './use-long-work.ts';
import type { SharingMade } from './use-sharing.ts';

interface ShareActionsProps {
  readonly made: SharingMade;
  /** Whether `made` is what the choices say now. */
  readonly fresh: boolean;
  /** To hand on a file instead of a link. */
  readonly onFile: () => void;
}

/** The report on its way out: a link to copy, or a file to save. */
export function ShareActions({ made, fresh, onFile }: ShareActionsProps) {
  const { link } = made;
  return (
    <div className={classes.actions}>
      {link === undefined ? (
        <SaveFile made={made} fresh={fresh} />
      ) : link.payload === undefined ? (
        <TooLong length={link.length} most={link.most} onFile={onFile} />
      ) : (
        <CopyLink payload={link.payload} aim={link.aim} fresh={fresh} />
      )}
    </div>
  );
}

interface CopyLinkProps {
  readonly payload: string;
  readonly aim: number;
  readonly fresh: boolean;
}

function CopyLink({ payload, aim, fresh }: CopyLinkProps) {
  const words = useWords();
  const format = useFormat();
  const [tried, setTried] = useState<{ readonly address: string; readonly copied: boolean } | undefined>(undefined);
  const address = `${location.href.replace(/#.*$/s, '')}#/r/${payload}`;
  // What was copied before a choice was changed is another report.
  const outcome = tried?.address === address ? tried : undefined;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setTried({ address, copied: true });
    } catch {
      setTried({ address, copied: false });
    }
  };
  const { length } = payload;
  const isLong = length > aim;
  const said = [
    ...(outcome?.copied ? [words('share.link.copied')] : []),
    words(isLong ? 'share.link.long' : 'share.link.length', { length: format.count(length), aim: format.count(aim) }),
    ...(location.protocol === 'file:' ? [words('share.link.fromDisk')] : []),
  ];
  return (
    <>
      <div className={classes.buttons}>
        <Button disabled={!fresh} onClick={() => void copy()}>
          {words('share.link.copy')}
        </Button>
        <Button
          variant="default"
          component="a"
          href={address}
          target="_blank"
          rel="noreferrer noopener"
          aria-disabled={!fresh}
          onClick={(event) => {
            if (!fresh) event.preventDefault();
          }}
        >
          {words('share.link.open')}
        </Button>
      </div>
      <p className={classes.said} role="status" data-careful={isLong || undefined}>
        {said.join(' ')}
      </p>
      {outcome?.copied === false && <ByHand address={address} />}
    </>
  );
}

/** The browser would not copy: the link stands there, selected. */
function ByHand({ address }: { readonly address: string }) {
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <TextInput
      readOnly
      ref={field}
      label={words('share.link.byHand')}
      value={address}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}

interface TooLongProps {
  readonly length: number;
  readonly most: number;
  readonly onFile: () => void;
}

function TooLong({ length, most, onFile }: TooLongProps) {
  const words = useWords();
  const format = useFormat();
  return (
    <>
      <p className={classes.said} role="status" data-careful>
        {words('share.link.tooLong', { length: format.count(length), most: format.count(most) })}
      </p>
      <div className={classes.buttons}>
        <Button onClick={onFile}>{words('share.link.asFile')}</Button>
      </div>
    </>
  );
}

function SaveFile({ made, fresh }: Pick<ShareActionsProps, 'made' | 'fresh'>) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const { busy, run } = useLongWork(false);
  const [outcome, setOutcome] = useState<{ readonly of: SharingMade; readonly bytes?: number } | undefined>(undefined);
  const save = async () => {
    const { report } = made.sharing;
    try {
      const blob = await commands.reportFile(report);
      saveBlob(blob, `${fileStem(report.title)}.html`);
      setOutcome({ of: made, bytes: blob.size });
    } catch {
      setOutcome({ of: made });
    }
  };
  const told = outcome?.of === made ? outcome : undefined;
  return (
    <>
      <div className={classes.buttons}>
        <Button loading={busy} disabled={!fresh} onClick={() => void run(save)}>
          {words('share.file.save')}
        </Button>
      </div>
      <p className={classes.said} role="status" data-careful={(told && told.bytes === undefined) || undefined}>
        {told === undefined
          ? words('share.file.ready')
          : told.bytes === undefined
            ? words('share.file.failed')
            : words('share.file.saved', { size: format.bytes(told.bytes) })}
      </p>
    </>
  );
}
