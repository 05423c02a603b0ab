import { Button, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { TextFindings } from '../../../lenses/text/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { Sentence } from '../../i18n/sentence.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { ShareBar } from '../share-bar.tsx';
import { TextQuote } from '../text-quote.tsx';
import classes from '../text.module.css';
import { useRowTexts } from '../use-row-texts.ts';
import { useRowsAtHand } from '../use-rows-at-hand.ts';

const FIRST = 10;
const EXAMPLES = 3;

interface MixUpsTabProps {
  readonly text: TextFindings;
  /** The column with the texts. */
  readonly column: string;
}

/** Kinds that are taken for each other, the most frequent first, with some of the texts. */
export function MixUpsTab({ text: { confusions }, column }: MixUpsTabProps) {
  const words = useWords();
  const atHand = useRowsAtHand();
  const [all, setAll] = useState(false);
  const shown = all ? confusions : confusions.slice(0, FIRST);
  if (confusions.length === 0) return <EmptyPanel words={words('inbox.mixUps.none')} />;
  return (
    <Stack gap="sm" maw={880}>
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words('inbox.mixUps.lead')} {atHand ? '' : words('inbox.text.gone')}
      </Text>
      <ul className={classes.plain}>
        {shown.map((pair) => (
          <MixUp key={`${pair.actual} ${pair.predicted}`} pair={pair} column={atHand ? column : undefined} />
        ))}
      </ul>
      {confusions.length > FIRST && (
        <div>
          <Button variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words('why.fewer') : words('inbox.mixUps.more', { count: confusions.length - FIRST })}
          </Button>
        </div>
      )}
    </Stack>
  );
}

interface MixUpProps {
  readonly pair: TextFindings['confusions'][number];
  /** Undefined where the texts are not at hand. */
  readonly column: string | undefined;
}

function MixUp({ pair, column }: MixUpProps) {
  const words = useWords();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <Stack gap={6}>
        <Text style={{ overflowWrap: 'anywhere' }}>
          <Sentence
            of="inbox.mixUps.pair"
            params={{ share: format.share(pair.count, pair.of) }}
            slots={{ actual: <strong>{pair.actual}</strong>, predicted: <strong>{pair.predicted}</strong> }}
          />
        </Text>
        <ShareBar share={pair.count / Math.max(1, pair.of)} />
        {column !== undefined && pair.rows.length > 0 && (
          <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
              {words('inbox.mixUps.examples', { count: Math.min(EXAMPLES, pair.rows.length) })}
            </Text>
            {open && <Examples rows={pair.rows} column={column} />}
          </details>
        )}
      </Stack>
    </li>
  );
}

function Examples({ rows, column }: { readonly rows: readonly number[]; readonly column: string }) {
  const shown = useMemo(() => rows.slice(0, EXAMPLES), [rows]);
  const texts = useRowTexts(shown, column);
  return (
    <Stack gap="xs" mt={6}>
      {shown.map((row) => (
        <TextQuote key={row} text={texts?.get(row)} loading={!texts} />
      ))}
    </Stack>
  );
}
