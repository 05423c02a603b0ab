import { Button, Group, Progress, Skeleton, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Message } from '../../core/errors.ts';
import { useFormat } from '../format/use-format.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './panel-states.module.css';

interface LoadingPanelProps {
  /** 0 … 1; without it only a skeleton is shown. */
  readonly share?: number | undefined;
  readonly leftMs?: number | undefined;
  readonly detail?: Message | undefined;
  /** Words in place of `detail`. */
  readonly words?: string;
  readonly cancel?: { readonly label: string; readonly run: () => void };
  /** px kept while loading. */
  readonly height?: number;
}

/** Something is on its way: how far, how long still, and a way out. */
export function LoadingPanel({ share, leftMs, detail, words: said, cancel, height = 120 }: LoadingPanelProps) {
  const words = useWords();
  const format = useFormat();
  const { message } = useMessage();
  const text = said ?? (detail ? message(detail) : words('panel.loading'));
  return (
    <div className={classes.panel} style={{ minHeight: height }} role="status" aria-live="polite">
      <Group justify="space-between" wrap="nowrap" align="center">
        <Text size="sm">{text}</Text>
        {cancel ? (
          <Button size="compact-sm" variant="default" onClick={cancel.run}>
            {cancel.label}
          </Button>
        ) : null}
      </Group>
      {share === undefined ? (
        <Skeleton height={8} mt="sm" />
      ) : (
        <Progress value={share * 100} mt="sm" size="sm" aria-label={text} transitionDuration={0} />
      )}
      <Text size="xs" c="dimmed" mt={4} mih={18}>
        {share === undefined ? '' : format.percent(Math.min(1, share))}
        {leftMs !== undefined && leftMs > 0 ? ` · ${words('panel.left', { time: format.duration(leftMs) })}` : ''}
      </Text>
    </div>
  );
}

interface FailedPanelProps {
  readonly error: Message & { readonly details?: string };
  readonly actions?: ReactNode;
}

/** What happened, what to do, and details that can be copied. */
export function FailedPanel({ error, actions }: FailedPanelProps) {
  const words = useWords();
  const { message, hint } = useMessage();
  const advice = hint(error);
  return (
    <div className={classes.panel} data-failed role="alert">
      <Text fw={600}>{message(error)}</Text>
      {advice ? (
        <Text size="sm" mt={4}>
          {advice}
        </Text>
      ) : null}
      <Group gap="xs" mt="sm" align="flex-start">
        {actions}
        <details className={classes.details}>
          <summary>{words('panel.details')}</summary>
          <CopyableDetails
            text={`${error.code} ${JSON.stringify(error.params)}${error.details ? `\n${error.details}` : ''}`}
          />
        </details>
      </Group>
    </div>
  );
}

/** Technical text with a button that copies it. */
export function CopyableDetails({ text }: { readonly text: string }) {
  const words = useWords();
  const clipboard = useClipboard();
  return (
    <>
      <pre className={classes.pre}>{text}</pre>
      <Button size="compact-xs" variant="default" onClick={() => clipboard.copy(text)}>
        {words(clipboard.copied ? 'panel.copied' : 'panel.copy')}
      </Button>
    </>
  );
}

interface EmptyPanelProps {
  readonly words: string;
  /** The one thing to do next. */
  readonly action?: ReactNode;
}

export function EmptyPanel({ words, action }: EmptyPanelProps) {
  return (
    <div className={classes.panel} data-empty>
      <Text c="dimmed">{words}</Text>
      {action ? <Group mt="sm">{action}</Group> : null}
    </div>
  );
}
