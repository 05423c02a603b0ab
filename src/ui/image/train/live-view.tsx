import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { WatchedView } from '../../../lenses/predict/events.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PictureCanvas } from '../../pictures/picture-canvas.tsx';
import classes from '../image.module.css';
import { PictureOfRow } from '../picture-of-row.tsx';
import { useRowPictures } from '../use-pictures.ts';
import { filterPictures } from '../view/filters.ts';
import { usePredictQuestion } from '../../use-lens.ts';

const EXAMPLE = 64;
const FILTER = 36;
/** Filters that are drawn. */
const FILTERS = 16;

/** What a network for pictures says and looks for just now: the same pictures epoch after epoch, and its first patterns. */
export default function LiveView({ live: { examples, filters } }: { readonly live: WatchedView }) {
  return (
    <Stack gap="md">
      {examples.length > 0 && <Examples examples={examples} />}
      {filters && filters.count > 0 && <Filters filters={filters} />}
    </Stack>
  );
}

function Examples({ examples }: Pick<WatchedView, 'examples'>) {
  const words = useWords();
  const format = useFormat();
  const question = usePredictQuestion();
  const rows = useMemo(() => examples.map(({ row }) => row), [examples]);
  const pictures = useRowPictures(rows, question);
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {words('images.live.examples', { count: examples.length })}
      </Text>
      <ul className={classes.examples}>
        {examples.map(({ row, actual, predicted, share }) => (
          <li key={row} style={{ minWidth: 0 }}>
            <PictureOfRow
              pictures={pictures}
              row={row}
              side={EXAMPLE}
              label={words('images.live.alt', { actual, predicted, share: format.percent(share) })}
            />
            <Text size="xs" fw={600} lh={1.3} truncate title={predicted}>
              {predicted}
            </Text>
            <Text size="xs" lh={1.3}>
              {format.percent(share)}
            </Text>
            <Text
              size="xs"
              lh={1.3}
              truncate
              c={actual === predicted ? 'dimmed' : 'var(--sg-careful)'}
              title={words('images.live.is', { kind: actual })}
            >
              {actual === predicted ? words('images.live.right') : words('images.live.is', { kind: actual })}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Filters({ filters }: { readonly filters: NonNullable<WatchedView['filters']> }) {
  const words = useWords();
  const pictures = useMemo(() => filterPictures(filters), [filters]);
  const shown = Math.min(FILTERS, filters.count);
  return (
    <div>
      <Text size="sm" fw={500}>
        {words('images.live.filters')}
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        {words('images.live.filters.why')}
        {shown < filters.count && ` ${words('images.live.filters.some', { shown, all: filters.count })}`}
      </Text>
      <ul className={classes.strip}>
        {Array.from({ length: shown }, (_, i) => (
          <li key={i}>
            <PictureCanvas
              pictures={pictures}
              index={i}
              side={FILTER}
              label={words('images.live.filter', { number: i + 1 })}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
