import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { PredictQuestion } from '../../../lenses/predict/question.ts';
import type { TableSummary } from '../../../workers/data-contract.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ColumnHead } from './column-head.tsx';
import { scrollScale } from './scroll-scale.ts';
import classes from './table-grid.module.css';
import { useRowWindows } from './use-row-windows.ts';

const ROW = 28;
const HEAD = 84;
const COLUMN = 148;

interface TableGridProps {
  readonly table: TableSummary;
  readonly profile: TableProfile | undefined;
  readonly question: PredictQuestion | undefined;
  readonly onOpenColumn: (name: string) => void;
}

/** The whole table behind a window: only the cells in view exist, rows come from the worker as they are needed. */
export function TableGrid({ table, profile, question, onOpenColumn }: TableGridProps) {
  const words = useWords();
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sized, height: seenHeight } = useElementSize();
  const [scrollTop, setScrollTop] = useState(0);
  const { rowCount, columns } = table;
  const gutter = 20 + 8 * format.count(rowCount).length;
  const viewHeight = Math.max(ROW, (seenHeight || 480) - HEAD);
  const scale = useMemo(() => scrollScale(rowCount, ROW, viewHeight), [rowCount, viewHeight]);
  const first = scale.firstRow(scrollTop);
  const from = Math.max(0, Math.floor(first) - 4);
  const to = Math.min(rowCount, Math.ceil(first + viewHeight / ROW) + 4);
  const { row, failed } = useRowWindows(rowCount, from, to);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    estimateSize: () => COLUMN,
    getScrollElement: () => scroller.current,
    overscan: 3,
    scrollPaddingStart: gutter,
  });
  const profiles = useMemo(() => new Map(profile?.columns.map((column) => [column.name, column])), [profile]);
  const features = useMemo(() => new Set(question?.columns), [question]);
  const roleOf = (name: string) =>
    question ? (name === question.target ? 'target' : features.has(name) ? 'feature' : 'left-out') : undefined;
  const shown = across.getVirtualItems();
  const width = gutter + columns.length * COLUMN;

  return (
    <div
      ref={(element) => {
        scroller.current = element;
        sized(element);
      }}
      className={classes.scroller}
      style={{ height: `min(60vh, ${HEAD + scale.contentHeight + 16}px)` }}
      tabIndex={0}
      role="region"
      aria-label={words('table.label')}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <div
        role="table"
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + 1}
        aria-label={words('table.label')}
        style={{ width }}
      >
        <div role="rowgroup" className={classes.headRow} style={{ height: HEAD, width }}>
          <div role="row" aria-rowindex={1}>
            <div
              role="columnheader"
              aria-colindex={1}
              className={classes.corner}
              style={{ width: gutter, height: HEAD }}
            >
              {words('table.row')}
            </div>
            {shown.map(({ index, start }) => {
              const column = columns[index];
              return column ? (
                <div
                  key={column.name}
                  role="columnheader"
                  aria-colindex={index + 2}
                  className={classes.headCell}
                  style={{ left: gutter + start, width: COLUMN, height: HEAD }}
                >
                  <ColumnHead
                    name={column.name}
                    kind={column.kind}
                    profile={profiles.get(column.name)}
                    use={roleOf(column.name)}
                    onOpen={() => onOpenColumn(column.name)}
                  />
                </div>
              ) : null;
            })}
          </div>
        </div>
        <div role="presentation" className={classes.body} style={{ height: scale.contentHeight, width }}>
          <div role="rowgroup" className={classes.window} style={{ top: HEAD, width }}>
            {Array.from({ length: Math.max(0, to - from) }, (_, offset) => {
              const index = from + offset;
              const cells = row(index);
              const top = (index - first) * ROW;
              return (
                <div
                  key={index}
                  role="row"
                  aria-rowindex={index + 2}
                  className={classes.row}
                  style={{ transform: `translateY(${top}px)`, height: ROW, width }}
                >
                  <div role="rowheader" aria-colindex={1} className={classes.rowHead} style={{ width: gutter }}>
                    {format.count(index + 1)}
                  </div>
                  {shown.map(({ index: at, start }) => {
                    const column = columns[at];
                    if (!column) return null;
                    const text = cells?.[at];
                    return (
                      <div
                        key={column.name}
                        role="cell"
                        aria-colindex={at + 2}
                        className={classes.cell}
                        data-kind={column.kind}
                        data-missing={text === null || undefined}
                        style={{ left: gutter + start, width: COLUMN }}
                        title={text ?? undefined}
                      >
                        {cells === undefined ? '' : (text ?? '–')}
                      </div>
                    );
                  })}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {failed ? (
        <div role="alert" className={classes.failed}>
          {words('table.rows-failed')}
        </div>
      ) : null}
    </div>
  );
}
