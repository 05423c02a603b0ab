import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ShareLink, Sharing, SharingChoices } from '../../app/sharing.ts';
import { useCommands } from '../app-context.tsx';
import { saveBlob } from '../charts/save.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { fileStem } from './file-stem.ts';
import classes from './share.module.css';

interface ShareActionsProps {
  readonly choices: SharingChoices;
  readonly sharing: Sharing;
  readonly link: ShareLink;
}

/** Copy the link, look at it, or take the report as a file. */
export function ShareActions({ choices, sharing, link }: ShareActionsProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const [saving, setSaving] = useState(false);
  const { payload, length, aim, most } = link;
  const address = payload === undefined ? undefined : `${location.href.replace(/#.*$/s, '')}#/r/${payload}`;
  const fromDisk = location.protocol === 'file:';
  const copy = async () => {
    if (address === undefined) return;
    try {
      await navigator.clipboard.writeText(address);
      setCopied('yes');
    } catch {
      setCopied('refused');
    }
  };
  const save = async () => {
    setSaving(true);
    try {
      // A file has room for the model where a link has not.
      const { report } = await commands.prepareSharing(choices, 'file');
      saveBlob(await commands.reportFile(report), `${fileStem(choices.title)}.html`);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Stack gap="xs" className={classes.actions}>
      <Text size="sm" role="status" c={address === undefined || length > aim ? 'var(--sg-careful)' : 'dimmed'}>
        {address === undefined
          ? words('share.link.tooLong', { length: format.count(length), most: format.count(most) })
          : words(length > aim ? 'share.link.long' : 'share.link.length', {
              length: format.count(length),
              aim: format.count(aim),
            })}{' '}
        {fromDisk && words('share.link.fromDisk')}
      </Text>
      <Group gap="xs">
        <Button disabled={address === undefined} onClick={() => void copy()}>
          {words(copied === 'yes' ? 'share.link.copied' : 'share.link.copy')}
        </Button>
        {address !== undefined && (
          <Button variant="default" component="a" href={address} target="_blank" rel="noreferrer noopener">
            {words('share.link.open')}
          </Button>
        )}
        <Button variant="default" loading={saving} onClick={() => void save()}>
          {words('share.file.save')}
        </Button>
      </Group>
      {copied === 'refused' && address !== undefined && (
        <TextInput
          readOnly
          label={words('share.link.byHand')}
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words('share.link.how', { parts: sharing.parts.length })}
      </Text>
    </Stack>
  );
}
