import { Group, NativeSelect, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ImageFindings } from '../../../lenses/image/types.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { useRowsAtHand } from '../../text/use-rows-at-hand.ts';
import classes from '../image.module.css';
import { PictureOfRow } from '../picture-of-row.tsx';
import { useRowPictures, type RowPictures } from '../use-pictures.ts';
import { LookDialog } from './look-dialog.tsx';

type Shown = ImageFindings['gallery'][number];
type Which = 'wrong' | 'unsure';

const SIDE = 112;

interface GalleryTabProps {
  readonly report: PredictReport;
  readonly image: ImageFindings;
}

/** Pictures that were taken for another kind, and those that nearly were; each can be looked at closely. */
export function GalleryTab({ report, image: { gallery } }: GalleryTabProps) {
  const words = useWords();
  const atHand = useRowsAtHand();
  const wrong = gallery.filter(({ actual, predicted }) => actual !== predicted);
  const unsure = gallery.filter(({ actual, predicted }) => actual === predicted);
  const [which, setWhich] = useState<Which>(wrong.length > 0 ? 'wrong' : 'unsure');
  const [kind, setKind] = useState('');
  const [open, setOpen] = useState<Shown | undefined>(undefined);
  const { question } = report.plan;
  const rows = useMemo(() => gallery.map(({ row }) => row), [gallery]);
  const pictures = useRowPictures(rows, atHand ? question : undefined);
  const ofWhich = which === 'wrong' ? wrong : unsure;
  const shown = ofWhich.filter(({ actual }) => kind === '' || actual === kind);
  const kinds = [...new Set(gallery.map(({ actual }) => actual))].toSorted((a, b) => a.localeCompare(b));
  if (gallery.length === 0) return <EmptyPanel words={words('images.gallery.none.at-all')} />;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words(atHand ? 'images.gallery.lead' : 'images.gone')}
      </Text>
      <Group gap="md" align="end">
        <SegmentedControl
          aria-label={words('images.gallery.show')}
          value={which}
          onChange={(value) => setWhich(value === 'unsure' ? 'unsure' : 'wrong')}
          data={[
            { value: 'wrong', label: words('images.gallery.wrong', { count: wrong.length }) },
            { value: 'unsure', label: words('images.gallery.unsure', { count: unsure.length }) },
          ]}
        />
        <NativeSelect
          label={words('images.gallery.kind')}
          value={kind}
          data={[{ value: '', label: words('images.gallery.kind.all') }, ...kinds]}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
      </Group>
      {shown.length === 0 ? (
        <EmptyPanel
          words={words(which === 'wrong' && wrong.length === 0 ? 'images.gallery.none' : 'images.gallery.nothing')}
        />
      ) : (
        <ul className={classes.grid}>
          {shown.map((one) => (
            <li key={one.row}>
              <Card one={one} pictures={atHand ? pictures : undefined} onOpen={atHand ? setOpen : undefined} />
            </li>
          ))}
        </ul>
      )}
      {open && <LookDialog of={open} report={report} onClose={() => setOpen(undefined)} />}
    </Stack>
  );
}

interface CardProps {
  readonly one: Shown;
  readonly pictures: RowPictures | undefined;
  /** Undefined where the pictures are not at hand. */
  readonly onOpen: ((one: Shown) => void) | undefined;
}

function Card({ one, pictures, onOpen }: CardProps) {
  const words = useWords();
  const format = useFormat();
  const { row, actual, predicted, share } = one;
  const said = { kind: predicted, share: format.percent(share) };
  const number = format.count(row + 1);
  const content = (
    <>
      {onOpen && (
        <PictureOfRow
          pictures={pictures}
          row={row}
          side={SIDE}
          label={words('images.alt', { kind: actual, row: number })}
        />
      )}
      <Text size="sm" fw={600} lh={1.35}>
        {words('images.gallery.is', { kind: actual })}
      </Text>
      <Text size="sm" lh={1.35}>
        {words(actual === predicted ? 'images.gallery.rightly' : 'images.gallery.takenFor', said)}
      </Text>
    </>
  );
  if (!onOpen) return <div className={classes.card}>{content}</div>;
  return (
    <UnstyledButton
      className={classes.card}
      aria-label={words('images.gallery.open', { row: number, actual, predicted, share: said.share })}
      onClick={() => onOpen(one)}
    >
      {content}
    </UnstyledButton>
  );
}
