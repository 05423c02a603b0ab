import { Button, Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { EmptyPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { Panel } from '../shell/panel.tsx';
import classes from './image.module.css';
import { PictureOfRow } from './picture-of-row.tsx';
import { useRowPictures, type RowPictures } from './use-pictures.ts';
import { kindsOfPictures, spacedRows, unevenKinds, type KindOfPicture } from './view/kinds.ts';

/** Rows that are looked through for some of each kind. */
const LOOKED_AT = 500;
const OF_EACH = 6;
const MOST_KINDS = 50;
const FIRST = 12;
/** Six of them fit beside each other on a narrow screen. */
const SIDE = 48;

interface KindsPanelProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
}

/** Some pictures of each kind with how many there are, so that wrong labels and odd pictures meet the eye. */
export function KindsPanel({ profile, question }: KindsPanelProps) {
  const words = useWords();
  const kinds = useKinds(profile.rowCount, question.target);
  const [all, setAll] = useState(false);
  const shown = useMemo(() => (all ? kinds : kinds?.slice(0, FIRST)), [all, kinds]);
  const rows = useMemo(() => (shown ?? []).flatMap((kind) => kind.rows), [shown]);
  const pictures = useRowPictures(rows, question);
  const labelled = (kinds ?? []).reduce((sum, { count }) => sum + count, 0);
  return (
    <Panel
      title={words('images.kinds.title')}
      lead={kinds && kinds.length > 0 ? words('images.kinds.lead', { count: kinds.length }) : undefined}
    >
      {!kinds && <LoadingPanel />}
      {kinds?.length === 0 && <EmptyPanel words={words('images.kinds.none')} />}
      {kinds && kinds.length > 0 && shown && (
        <Stack gap="sm">
          <Balance kinds={kinds} />
          <ul className={classes.lines}>
            {shown.map((kind) => (
              <Kind key={kind.name} kind={kind} labelled={labelled} pictures={pictures} />
            ))}
          </ul>
          {kinds.length > FIRST && (
            <div>
              <Button variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? words('why.fewer') : words('images.kinds.more', { count: kinds.length - FIRST })}
              </Button>
            </div>
          )}
        </Stack>
      )}
    </Panel>
  );
}

function Balance({ kinds }: { readonly kinds: readonly KindOfPicture[] }) {
  const words = useWords();
  const format = useFormat();
  const uneven = unevenKinds(kinds);
  if (!uneven) return <Text>{words('images.kinds.even')}</Text>;
  const [common, rare] = uneven;
  return (
    <Text c="var(--sg-careful)" maw="var(--sg-reading)">
      {words('images.kinds.uneven', {
        most: format.count(common.count),
        common: common.name,
        least: format.count(rare.count),
        rare: rare.name,
      })}
    </Text>
  );
}

interface KindProps {
  readonly kind: KindOfPicture;
  readonly labelled: number;
  readonly pictures: RowPictures | undefined;
}

function Kind({ kind: { name, count, rows }, labelled, pictures }: KindProps) {
  const words = useWords();
  const format = useFormat();
  return (
    <li>
      <Text size="sm" mb={6} style={{ overflowWrap: 'anywhere' }}>
        {words('images.kinds.of', { name, share: format.share(count, labelled) })}
      </Text>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words('images.kinds.unseen')}
        </Text>
      ) : (
        <ul className={classes.strip}>
          {rows.map((row) => (
            <li key={row}>
              <PictureOfRow
                pictures={pictures}
                row={row}
                side={SIDE}
                label={words('images.alt', { kind: name, row: format.count(row + 1) })}
              />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function useKinds(rowCount: number, target: string): readonly KindOfPicture[] | undefined {
  const commands = useCommands();
  const tableId = useApp((state) => (state.table.status === 'ready' ? state.table.value.tableId : undefined));
  const of = `${tableId ?? ''} ${target}`;
  const [found, setFound] = useState<{ readonly of: string; readonly kinds: readonly KindOfPicture[] } | undefined>();
  useEffect(() => {
    let current = true;
    const rows = spacedRows(rowCount, LOOKED_AT);
    void Promise.all([commands.levels(target, MOST_KINDS), commands.rowsAt(rows, [target])]).then(
      ([levels, looked]) => {
        if (current) setFound({ of, kinds: kindsOfPictures(levels, looked.rows, OF_EACH) });
      },
    );
    return () => {
      current = false;
    };
  }, [commands, rowCount, target, of]);
  return found?.of === of ? found.kinds : undefined;
}
