import { Button, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { ScoredFile } from '../../../app/state.ts';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import { saveBlob } from '../../charts/save.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Panel } from '../../shell/panel.tsx';
import { ownColumns, scoredRows } from '../view/scored.ts';
import { ApplyNotes } from './apply-notes.tsx';
import { MovedThreshold } from './moved-threshold.tsx';
import { WideTable } from '../parts/wide-table.tsx';

interface ScoredFilePanelProps {
  readonly scored: ScoredFile;
  readonly model: PredictModel;
}

/** The scored file: what to bear in mind, its surest rows first, and the whole of it to download. */
export function ScoredFilePanel({ scored, model }: ScoredFilePanelProps) {
  const words = useWords();
  const download = () => saveBlob(scored.csv, 'predictions.csv');
  return (
    <Panel
      title={scored.fileName}
      aside={<Button onClick={download}>{words('applyScreen.download')}</Button>}
      lead={words('applyScreen.result.lead')}
    >
      <MovedThreshold scored={scored} model={model} />
      <ApplyNotes report={scored.report} />
      <PreviewTable scored={scored} model={model} />
    </Panel>
  );
}

/** How sure it is of what it says: of two classes it says the likelier. */
const sureness = ({ task }: ScoredFile['prediction'], value: number): number =>
  task === 'binary' ? Math.max(value, 1 - value) : value;

function PreviewTable({ scored, model }: ScoredFilePanelProps) {
  const words = useWords();
  const format = useFormat();
  const { preview, prediction, threshold = 0.5, handOver = 0 } = scored;
  const columns = useMemo(() => ownColumns(preview.columns, prediction), [preview, prediction]);
  const rows = useMemo(() => scoredRows(preview, prediction, threshold), [preview, prediction, threshold]);
  const classes = prediction.task !== 'regression';
  return (
    <>
      <Text size="sm" c="dimmed" my="xs">
        {words(scored.handOver === undefined ? 'applyScreen.preview' : 'inbox.scored.preview', {
          shown: format.count(rows.length),
          count: scored.report.rowCount,
        })}
      </Text>
      <WideTable
        label={words('applyScreen.preview.table', { file: scored.fileName })}
        minWidth={Math.max(320, 120 * (columns.length + 2))}
        maxHeight={480}
      >
        <Table fz="sm" stickyHeader aria-label={words('applyScreen.preview.table', { file: scored.fileName })}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">{words('applyScreen.row')}</Table.Th>
              <Table.Th ta="right">
                {prediction.task === 'regression'
                  ? words('applyScreen.says', { target: model.target })
                  : words('applyScreen.chance', {
                      yes: prediction.task === 'binary' ? (prediction.classes[1] ?? '') : words('applyScreen.class'),
                    })}
              </Table.Th>
              {classes && <Table.Th>{words('applyScreen.says', { target: model.target })}</Table.Th>}
              {columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.row}>
                <Table.Td ta="right">{format.count(row.row + 1)}</Table.Td>
                <Table.Td ta="right" fw={600} title={String(row.value)}>
                  {classes ? format.percent(row.value) : format.number(row.value)}
                </Table.Td>
                {classes && (
                  <Table.Td>
                    {row.label}
                    {sureness(prediction, row.value) < handOver && (
                      <Text size="xs" c="var(--sg-careful)">
                        {words('inbox.scored.handOver')}
                      </Text>
                    )}
                  </Table.Td>
                )}
                {row.cells.slice(0, columns.length).map((cell, index) => (
                  <Table.Td key={columns[index] ?? index} maw={240} style={{ overflowWrap: 'anywhere' }}>
                    {cell ?? ''}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </>
  );
}
