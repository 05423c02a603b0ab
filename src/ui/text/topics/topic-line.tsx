import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import type { TopicKind } from '../../../app/topic-draft.ts';
import { estimateParts } from '../../format/number.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { ShareBar } from '../share-bar.tsx';
import { TextQuote } from '../text-quote.tsx';
import classes from '../text.module.css';
import type { RowTexts } from '../use-row-texts.ts';
import { TrendLine } from './trend-line.tsx';

interface TopicLineProps {
  readonly kind: TopicKind;
  /** As it stands in the field, once somebody typed there. */
  readonly typed: string | undefined;
  readonly chosen: boolean;
  readonly texts: RowTexts;
  readonly onChoose: (chosen: boolean) => void;
  readonly onName: (name: string) => void;
  readonly onDrop: (dropped: boolean) => void;
  readonly onSplit: () => void;
}

/** Examples of one kind at most. */
export const EXAMPLES = 3;

/** A topic: its name, its own words, how many texts it has and when, and some of them. */
export function TopicLine({ kind, typed, chosen, texts, onChoose, onName, onDrop, onSplit }: TopicLineProps) {
  const words = useWords();
  const parts = estimateParts(useLocale(), kind.share, 'percent');
  const [first, ...others] = kind.examples.slice(0, EXAMPLES);
  return (
    <li className={classes.kind} data-dropped={kind.dropped || undefined}>
      <Checkbox
        mt={6}
        checked={chosen}
        disabled={kind.dropped}
        aria-label={words('inbox.topic.choose', { name: kind.name })}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <Stack gap={6}>
        <Group gap="xs" align="center">
          <TextInput
            aria-label={words('inbox.topic.name', { name: kind.name })}
            value={typed ?? kind.name}
            placeholder={kind.name}
            disabled={kind.dropped}
            style={{ flex: '1 1 200px', maxWidth: 340 }}
            onChange={(event) => onName(event.currentTarget.value)}
          />
          <Button size="compact-sm" variant="default" aria-pressed={kind.dropped} onClick={() => onDrop(!kind.dropped)}>
            {words(kind.dropped ? 'inbox.topic.take' : 'inbox.topic.drop')}
          </Button>
          {kind.ids.length > 1 && (
            <Button size="compact-sm" variant="default" onClick={onSplit}>
              {words('inbox.topic.split', { count: kind.ids.length })}
            </Button>
          )}
        </Group>
        <ShareBar share={kind.share.value} />
        <Group gap="md" justify="space-between">
          <Text size="sm">
            {words('inbox.topic.size', {
              count: kind.rows,
              share: parts.value,
              low: parts.low,
              high: parts.high,
            })}
          </Text>
          {kind.trend && <TrendLine trend={kind.trend} />}
        </Group>
        <Text size="sm" c="dimmed">
          {words('inbox.topic.words', { words: kind.words.join(' · ') })}
        </Text>
        {first !== undefined && <TextQuote text={texts?.get(first)} loading={!texts} />}
        {others.length > 0 && (
          <details>
            <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
              {words('inbox.topic.more', { count: others.length })}
            </Text>
            <Stack gap="xs" mt={6}>
              {others.map((row) => (
                <TextQuote key={row} text={texts?.get(row)} loading={!texts} />
              ))}
            </Stack>
          </details>
        )}
      </Stack>
    </li>
  );
}
