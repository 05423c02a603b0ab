import { Button, Group, Menu, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { RowSet } from '../../core/metrics/types.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { chartAddress } from '../address.ts';
import { usePlace } from '../place.tsx';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import classes from './chart-frame.module.css';
import { chartCsv, saveBlob, standaloneSvg, svgToPng } from './save.ts';
import { FigureTable } from './figure-table.tsx';
import type { ChartTable } from './types.ts';
import { useScrollHere } from './use-scroll-here.ts';
import { chartInk, useScheme } from './use-scheme.ts';

interface ChartFrameProps {
  /** What it shows, in words: "How many of those who left are found". */
  readonly title: string;
  /** Which rows it is about. */
  readonly rows?: { readonly set: RowSet | 'all'; readonly count: number };
  /** The sentence that somebody who cannot see the picture gets; shown under the title too. */
  readonly summary: string;
  /** The figures behind it: table view and CSV. */
  readonly table: ChartTable;
  /** Stem of downloaded files, e.g. `roc-curve`. */
  readonly fileName: string;
  /** Its name in addresses, where several of the same kind can stand in one place. Default: `fileName`. */
  readonly name?: string;
  /** Height of the picture in px, kept in every state so that nothing jumps. */
  readonly height: number;
  readonly state?: 'ready' | 'loading' | 'empty' | 'failed';
  /** In place of the usual words when empty or failed. */
  readonly stateWords?: string;
  /** Controls bound to the picture (threshold slider, switch), between title and picture. */
  readonly controls?: ReactNode;
  /** Heading level of the title. Default 3. */
  readonly level?: 2 | 3 | 4;
  readonly children: ReactNode;
}

/** What every chart has around it: title, rows, summary, table view, downloads, and words for each state. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, rows, summary, table, fileName, height, state = 'ready', level = 3 } = props;
  const words = useWords();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const titleId = useId();
  const picture = useRef<HTMLDivElement>(null);
  const Heading = `h${level}` as const;
  const ready = state === 'ready';
  const place = usePlace();
  const address = place === undefined ? undefined : chartAddress(place, props.name ?? fileName);
  const frame = useScrollHere(address, ready);

  return (
    <figure ref={frame} tabIndex={-1} className={classes.frame} aria-labelledby={titleId}>
      <div className={classes.head}>
        <div>
          <Heading id={titleId} className={classes.title}>
            {title}
          </Heading>
          {rows ? <div className={classes.rows}>{words(`rows.${rows.set}`, { count: rows.count })}</div> : null}
        </div>
        {ready ? (
          <Group gap={4} wrap="nowrap" data-no-print className={classes.tools}>
            <SegmentedControl
              size="xs"
              aria-label={words('chart.view', { title })}
              value={view}
              onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
              data={[
                { value: 'chart', label: words('chart.show-chart') },
                { value: 'table', label: words('chart.show-table') },
              ]}
            />
            <DownloadMenu
              title={title}
              fileName={fileName}
              table={table}
              picture={view === 'chart' ? picture : null}
              address={address}
            />
          </Group>
        ) : null}
      </div>
      {ready ? (
        <Text size="sm" c="dimmed" className={classes.summary}>
          {summary}
        </Text>
      ) : null}
      {props.controls ? <div className={classes.controls}>{props.controls}</div> : null}
      {state === 'loading' ? <Skeleton height={height} aria-label={words('panel.loading')} /> : null}
      {state === 'empty' || state === 'failed' ? (
        <div className={classes.words} style={{ minHeight: height }} role={state === 'failed' ? 'alert' : undefined}>
          {props.stateWords ?? words(state === 'failed' ? 'chart.failed' : 'chart.empty')}
        </div>
      ) : null}
      {ready && view === 'table' ? <FigureTable title={title} table={table} minHeight={height} /> : null}
      {ready && view === 'chart' ? (
        <div ref={picture} role="img" aria-label={`${title}. ${summary}`} style={{ minHeight: height }}>
          <ErrorBoundary fallback={<div className={classes.words}>{words('chart.failed')}</div>}>
            {props.children}
          </ErrorBoundary>
        </div>
      ) : null}
    </figure>
  );
}

interface DownloadMenuProps {
  readonly title: string;
  readonly fileName: string;
  readonly table: ChartTable;
  /** Null while the table is shown: then only the figures can be had. */
  readonly picture: React.RefObject<HTMLDivElement | null> | null;
  /** Where the chart stands in the page; undefined where it has no address. */
  readonly address: string | undefined;
}

function DownloadMenu({ title, fileName, table, picture, address }: DownloadMenuProps) {
  const words = useWords();
  const scheme = useScheme();
  const format = useFormat();
  const draw = () => {
    const svg = picture?.current?.querySelector<SVGSVGElement>('svg:not([aria-hidden])');
    return svg ? { text: standaloneSvg(svg, title), box: svg.getBoundingClientRect() } : null;
  };
  const savePng = async () => {
    const drawing = draw();
    if (!drawing) return;
    const { width, height } = drawing.box;
    saveBlob(await svgToPng(drawing.text, width, height, chartInk(scheme).ground), `${fileName}.png`);
  };
  const saveSvg = () => {
    const drawing = draw();
    if (drawing) saveBlob(new Blob([drawing.text], { type: 'image/svg+xml' }), `${fileName}.svg`);
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          c="dimmed"
          aria-label={words('chart.download-of', { title })}
        >
          {words('chart.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {picture ? <Menu.Item onClick={() => void savePng()}>{words('chart.png')}</Menu.Item> : null}
        {picture ? <Menu.Item onClick={saveSvg}>{words('chart.svg')}</Menu.Item> : null}
        <Menu.Item
          rightSection={<span className={classes.rows}>{format.count(table.rows.length)}</span>}
          onClick={() => saveBlob(chartCsv(table), `${fileName}.csv`)}
        >
          {words('chart.csv')}
        </Menu.Item>
        {address === undefined ? null : (
          <Menu.Item component={Link} href={address}>
            {words('chart.address')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
