import { Button, FileButton, Text } from '@mantine/core';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { FileChoice } from '../../app/project.ts';
import type { Loading } from '../../app/state.ts';
import type { Finding } from '../../core/errors.ts';
import type { TableProfile } from '../../core/profile/types.ts';
import type { TableSummary } from '../../workers/data-contract.ts';
import { placeAddress } from '../address.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useFormat } from '../format/use-format.ts';
import { READABLE } from '../home/accepted-files.ts';
import { useIncoming } from '../home/use-incoming.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Place, useAddress } from '../place.tsx';
import { Panel } from '../shell/panel.tsx';
import { FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { Screen } from '../shell/screen.tsx';
import { CombinePanel } from './combine-panel.tsx';
import classes from './data.module.css';
import { FindingsPanel, graveCount } from './findings-panel.tsx';
import { NewProjectButton } from './new-project-button.tsx';
import { Proposal } from './proposal.tsx';
import { ReadingLine } from './reading-line.tsx';
import { TableGrid } from './table/table-grid.tsx';

const ColumnDrawer = lazy(() => import('./column-drawer.tsx'));
const ReadDialog = lazy(() => import('./read-dialog.tsx'));
const ReadPicturesDialog = lazy(() => import('./read-pictures-dialog.tsx'));

interface ReadyDataProps {
  readonly table: TableSummary;
}

/** The table is there; the look at its columns may still be under way. */
export function ReadyData({ table }: ReadyDataProps) {
  const words = useWords();
  const [, navigate] = useLocation();
  const profile = useApp((state) => state.profile);
  const question = useApp((state) => state.choices.question);
  const files = useApp((state) => state.choices.files);
  const [changing, setChanging] = useState<string | null>(null);
  const known = profile.status === 'ready' ? profile.value : undefined;
  const findings = useMemo(() => allFindings(table, known), [table, known]);
  const { place } = useAddress();
  const opened = table.columns.find(({ name }) => name === place);
  const changed = files.find((file) => file.id === changing);
  const changedReading = table.readings.find(({ fileName }) => fileName === changed?.name);
  const { take, refused, opening } = useIncoming();
  const again = useRef<() => void>(null);
  const changeReading = () => setChanging(files[0]?.id ?? null);

  return (
    <Screen
      title={words('step.data')}
      answer={<Answer table={table} profile={profile} findings={findings} />}
      actions={
        <>
          <Proposal />
          {known && !question ? <NoProposal /> : null}
        </>
      }
    >
      {profile.status === 'loading' ? (
        <LoadingPanel share={profile.share} leftMs={profile.leftMs} words={words('data.looking')} height={88} />
      ) : null}
      {profile.status === 'failed' ? <FailedPanel error={profile.error} /> : null}
      <FindingsPanel findings={findings} onChangeReading={changeReading} />
      <CombinePanel table={table} />
      <Panel title={words('table.title')} lead={words('table.lead')}>
        <TableGrid
          key={table.tableId}
          table={table}
          profile={known}
          question={question}
          onOpenColumn={(name) => navigate(placeAddress('data', undefined, name))}
        />
      </Panel>
      <Panel title={words('reading.title')} lead={words('reading.lead')}>
        {table.readings.map((reading, index) => (
          <ReadingLine
            key={`${reading.fileName} ${index}`}
            reading={reading}
            file={
              files[index]?.name === reading.fileName
                ? files[index]
                : files.find(({ name }) => name === reading.fileName)
            }
            removable={files.length > 1}
            onChange={setChanging}
          />
        ))}
        {files
          .filter(({ name }) => !table.readings.some(({ fileName }) => fileName === name))
          .map((file) => (
            <UnusedFile key={file.id} file={file} />
          ))}
        <div className={classes.buttons}>
          <FileButton
            multiple
            accept={READABLE.join(',')}
            resetRef={again}
            onChange={(added) => {
              take(added);
              // The same file once more is a change, too.
              again.current?.();
            }}
          >
            {(props) => (
              <Button {...props} variant="default" size="sm">
                {words('data.add-files')}
              </Button>
            )}
          </FileButton>
          <NewProjectButton />
        </div>
        {refused.length > 0 ? (
          <Text size="sm" mt="xs" role="alert" c="var(--sg-careful)">
            {words('home.refused', { names: refused.join(', ') })}
          </Text>
        ) : null}
        {opening}
      </Panel>
      <Suspense>
        {opened ? (
          <Place address={placeAddress('data', undefined, opened.name)}>
            <ColumnDrawer
              column={opened.name}
              kind={opened.kind}
              profile={known}
              onClose={() => navigate(placeAddress('data'))}
            />
          </Place>
        ) : null}
        {changed && changedReading?.pictures ? (
          <ReadPicturesDialog file={changed} onClose={() => setChanging(null)} />
        ) : changed ? (
          <ReadDialog file={changed} reading={changedReading} onClose={() => setChanging(null)} />
        ) : null}
      </Suspense>
    </Screen>
  );
}

/** A file of the project that the present way of putting them together leaves aside. */
function UnusedFile({ file }: { readonly file: FileChoice }) {
  const words = useWords();
  const commands = useCommands();
  return (
    <div className={classes.reading}>
      <strong>{file.name}</strong>
      {`: ${words('reading.unused')} `}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        c="dimmed"
        onClick={() => void commands.removeFile(file.id)}
      >
        {words('reading.remove', { name: file.name })}
      </Button>
    </div>
  );
}

interface AnswerProps {
  readonly table: TableSummary;
  readonly profile: Loading<TableProfile>;
  readonly findings: readonly Finding[];
}

/** "7,043 rows, 21 columns. Two things need your eye." */
function Answer({ table, profile, findings }: AnswerProps) {
  const words = useWords();
  const format = useFormat();
  const size = words('data.size', {
    rows: words('data.rows', { count: table.rowCount }),
    columns: words('data.columns', { count: table.columns.length }),
  });
  if (profile.status !== 'ready') return size;
  const grave = graveCount(findings);
  if (grave === 0) return `${size} ${words('data.clean')}`;
  const spelled = grave <= 10 ? words(`number.${grave as 1}`) : format.count(grave);
  return `${size} ${words('data.eye', { count: grave, spelled })}`;
}

function NoProposal() {
  const words = useWords();
  const none = useApp((state) => state.suggestions.length === 0);
  return none ? <span>{words('proposal.none')}</span> : null;
}

/** Of the reading and of the columns, the gravest first, each once. */
function allFindings(table: TableSummary, profile: TableProfile | undefined): readonly Finding[] {
  const order = { stop: 0, careful: 1, note: 2 } as const;
  const seen = new Set<string>();
  return [...table.findings, ...(profile?.findings ?? [])]
    .filter((finding) => {
      const key = JSON.stringify([finding.code, finding.column, finding.params]);
      return !seen.has(key) && seen.add(key);
    })
    .toSorted((a, b) => order[a.level] - order[b.level]);
}
