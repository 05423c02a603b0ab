import { Button, Table, Text } from '@mantine/core';
import type { ScoredFile } from '../../../app/state.ts';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import { saveBlob } from '../../charts/save.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PictureCanvas } from '../../pictures/picture-canvas.tsx';
import { ApplyNotes } from '../../predict/apply/apply-notes.tsx';
import { MovedThreshold } from '../../predict/apply/moved-threshold.tsx';
import { WideTable } from '../../predict/parts/wide-table.tsx';
import { Panel } from '../../shell/panel.tsx';
import classes from '../image.module.css';
import { NotMedical } from '../not-medical.tsx';
import { pictureRows, type PictureRow } from '../view/scored-pictures.ts';

interface ScoredPicturesProps {
  readonly scored: ScoredFile;
  readonly model: PredictModel;
}

const SIDE = 48;

/** New pictures that were scored: what to bear in mind, the least sure first, and all of them to download. */
export function ScoredPicturesPanel({ scored, model }: ScoredPicturesProps) {
  const words = useWords();
  const { findings } = scored.report;
  return (
    <Panel
      title={scored.fileName}
      aside={<Button onClick={() => saveBlob(scored.csv, 'predictions.csv')}>{words('applyScreen.download')}</Button>}
      lead={words('images.scored.lead')}
    >
      <NotMedical report={model.report} />
      <MovedThreshold scored={scored} model={model} />
      {findings.length > 0 || scored.report.missingColumns.length > 0 ? (
        <ApplyNotes report={scored.report} />
      ) : (
        <Text size="sm">{words('images.scored.clean')}</Text>
      )}
      <LeastSure scored={scored} model={model} />
    </Panel>
  );
}

function LeastSure({ scored, model }: ScoredPicturesProps) {
  const words = useWords();
  const format = useFormat();
  const rows = pictureRows(scored);
  const yes = scored.prediction.task === 'binary' ? scored.prediction.classes[1] : undefined;
  const label = words('applyScreen.preview.table', { file: scored.fileName });
  return (
    <>
      <Text size="sm" c="dimmed" my="xs">
        {words('images.scored.first', { shown: format.count(rows.length), count: scored.report.rowCount })}
      </Text>
      <WideTable label={label} minWidth={280} maxHeight={560}>
        <Table fz="sm" stickyHeader aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={SIDE + 20}>{words('pictures.column')}</Table.Th>
              <Table.Th>{words('applyScreen.says', { target: model.target })}</Table.Th>
              <Table.Th ta="right">
                {yes === undefined ? words('images.scored.sure') : words('applyScreen.chance', { yes })}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Row key={row.row} row={row} index={index} pictures={scored.pictures} />
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </>
  );
}

interface RowProps {
  readonly row: PictureRow;
  readonly index: number;
  readonly pictures: ScoredFile['pictures'];
}

function Row({ row: { row, file, kind, share }, index, pictures }: RowProps) {
  const words = useWords();
  const format = useFormat();
  const number = format.count(row + 1);
  return (
    <Table.Tr>
      <Table.Td>
        <span className={classes.frame} style={{ width: SIDE, height: SIDE }}>
          {pictures && pictures.missing[index] !== 1 && (
            <PictureCanvas
              pictures={pictures}
              index={index}
              side={SIDE}
              label={words('images.scored.alt', { kind, row: number })}
            />
          )}
        </span>
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {kind}
        </Text>
        <Text size="xs" c="dimmed">
          {file ?? words('images.scored.number', { row: number })}
        </Text>
      </Table.Td>
      <Table.Td ta="right" title={String(share)}>
        {format.percent(share)}
      </Table.Td>
    </Table.Tr>
  );
}
