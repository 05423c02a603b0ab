import { Switch } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useMemo, useRef, useState } from 'react';
import type { TableProfile } from '../../../core/profile/types.ts';
import type { AnyQuestion } from '../../../lenses/any.ts';
import { learnedColumns } from '../../../lenses/asked-columns.ts';
import type { TableSummary } from '../../../workers/data-contract.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ColumnHead } from './column-head.tsx';
import { PictureCell, PixelsHead } from './picture-cell.tsx';
import { labelColumn, shownColumns } from './shown-columns.ts';
import { scrollScale } from './scroll-scale.ts';
import classes from './table-grid.module.css';
import { useRowWindows } from './use-row-windows.ts';

const ROW = 28;
/** Of rows with pictures. */
const TALL_ROW = 48;
const HEAD = 84;
const COLUMN = 148;

interface TableGridProps {
  readonly table: TableSummary;
  readonly profile: TableProfile | undefined;
  readonly question: AnyQuestion | undefined;
  readonly onOpenColumn: (name: string) => void;
}

/** The whole table behind a window: only the cells in view exist, rows come from the worker as they are needed. */
export function TableGrid({ table, profile, question, onOpenColumn }: TableGridProps) {
  const words = useWords();
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sized, height: seenHeight } = useElementSize();
  const [scrollTop, setScrollTop] = useState(0);
  const [withPixels, setWithPixels] = useState(false);
  const pixels = profile?.pixels;
  const shownHere = useMemo(() => shownColumns(table, pixels, withPixels), [table, pixels, withPixels]);
  const { rowCount } = table;
  const { columns } = shownHere;
  const rowHeight = shownHere.withPictures ? TALL_ROW : ROW;
  const gutter = 20 + 8 * format.count(rowCount).length;
  const viewHeight = Math.max(rowHeight, (seenHeight || 480) - HEAD);
  const scale = useMemo(() => scrollScale(rowCount, rowHeight, viewHeight), [rowCount, rowHeight, viewHeight]);
  const first = scale.firstRow(scrollTop);
  const from = Math.max(0, Math.floor(first) - 4);
  const to = Math.min(rowCount, Math.ceil(first + viewHeight / rowHeight) + 4);
  const { row, failed } = useRowWindows(rowCount, from, to, shownHere);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    estimateSize: () => COLUMN,
    getScrollElement: () => scroller.current,
    overscan: 3,
    scrollPaddingStart: gutter,
  });
  const profiles = useMemo(() => new Map(profile?.columns.map((column) => [column.name, column])), [profile]);
  const features = useMemo(() => new Set(question && learnedColumns(question)), [question]);
  const roleOf = (name: string) =>
    question ? (name === question.target ? 'target' : features.has(name) ? 'feature' : 'left-out') : undefined;
  const shown = across.getVirtualItems();
  const label = labelColumn(table, question);
  const width = gutter + columns.length * COLUMN;

  return (
    <>
      {pixels ? (
        <Switch
          mb="xs"
          label={words('pictures.show-pixels', { count: pixels.columns.length })}
          checked={withPixels}
          onChange={(event) => setWithPixels(event.currentTarget.checked)}
        />
      ) : null}
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
                    {column.kind === 'pixels' ? (
                      <PixelsHead layout={column.layout} />
                    ) : (
                      <ColumnHead
                        name={column.name}
                        kind={column.kind}
                        profile={profiles.get(column.name)}
                        use={roleOf(column.name)}
                        onOpen={() => onOpenColumn(column.name)}
                      />
                    )}
                  </div>
                ) : null;
              })}
            </div>
          </div>
          <div role="presentation" className={classes.body} style={{ height: scale.contentHeight, width }}>
            <div
              role="rowgroup"
              className={classes.window}
              style={{ top: HEAD, width, '--row-line': `${rowHeight - 8}px` } as CSSProperties}
            >
              {Array.from({ length: Math.max(0, to - from) }, (_, offset) => {
                const index = from + offset;
                const cells = row(index);
                const top = (index - first) * rowHeight;
                return (
                  <div
                    key={index}
                    role="row"
                    aria-rowindex={index + 2}
                    className={classes.row}
                    style={{ transform: `translateY(${top}px)`, height: rowHeight, width }}
                  >
                    <div role="rowheader" aria-colindex={1} className={classes.rowHead} style={{ width: gutter }}>
                      {format.count(index + 1)}
                    </div>
                    {shown.map(({ index: at, start }) => {
                      const column = columns[at];
                      if (!column) return null;
                      const isPicture = column.kind === 'pixels' || column.kind === 'image';
                      const text = isPicture ? undefined : cells?.cell(column.name);
                      return (
                        <div
                          key={column.name}
                          role="cell"
                          aria-colindex={at + 2}
                          className={classes.cell}
                          data-kind={isPicture ? 'image' : column.kind}
                          data-missing={text === null || undefined}
                          style={{ left: gutter + start, width: COLUMN }}
                          title={text ?? undefined}
                        >
                          {isPicture ? (
                            <PictureCell
                              row={cells}
                              number={format.count(index + 1)}
                              column={column.kind === 'image' ? column.name : undefined}
                              label={label ? cells?.cell(label) : undefined}
                            />
                          ) : (
                            cells && (text ?? '–')
                          )}
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
    </>
  );
}
