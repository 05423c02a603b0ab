import { Text } from '@mantine/core';
import { type ReactNode, Suspense, useEffect } from 'react';
import type { SharedReport } from '../../lenses/share.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { PaperContext } from '../print/paper.ts';
import { usePrinting } from '../print/use-printing.ts';
import { LoadingPanel } from '../shell/panel-states.tsx';
import './print.css';
import classes from './reader.module.css';
import { READERS } from './readers.tsx';

interface ReaderPageProps {
  /** Inside another page: its title and its landmarks stay that page's. */
  readonly embedded?: boolean;
  /** Checked: whoever opens a link or a file has had it validated. */
  readonly report: SharedReport;
  /** Beside the name of the page: the way to one's own data, where there is one. */
  readonly aside?: ReactNode;
}

/** A report that somebody shared: what it is and what it holds, then the lens's own pictures. */
export function ReaderPage({ report, embedded = false, aside }: ReaderPageProps) {
  const words = useWords();
  const format = useFormat();
  useEffect(() => {
    if (!embedded) document.title = words('reader.pageTitle', { title: report.title });
  }, [words, embedded, report.title]);
  const printing = usePrinting();
  const Main = embedded ? 'div' : 'main';
  return (
    <PaperContext value={printing}>
      <div data-report>
        <header className={classes.header}>
          <Text component="span" fw={600} className={classes.title}>
            {report.title}
          </Text>
          <Text component="span" size="sm" c="dimmed">
            {words('reader.madeOn', { date: format.date(Date.parse(report.createdOn)) })}
          </Text>
          {aside ? (
            <span className={classes.aside} data-no-print>
              {aside}
            </span>
          ) : null}
        </header>
        <Main>
          <Suspense fallback={<LoadingPanel />}>{READERS.get(report.lens)?.(report.body)}</Suspense>
        </Main>
        <footer className={classes.footer}>
          <Text size="sm" c="dimmed" maw="var(--sg-reading)">
            {words('reader.holds')}
          </Text>
          <Text size="xs" c="dimmed" mt="xs">
            {words('reader.version', { version: report.appVersion })}
          </Text>
        </footer>
      </div>
    </PaperContext>
  );
}
