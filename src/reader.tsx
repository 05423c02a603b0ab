// Before any part of the reader, so that the parts' own styles come later and win.
import './ui/styles.ts';
import './ui/later-styles.ts';
import { MantineProvider } from '@mantine/core';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { closeWaysOut } from './app/privacy.ts';
import { CodedError } from './core/errors.ts';
import type { SharedReport } from './lenses/share.ts';
import { LENS_SHARING } from './lenses/sharing.ts';
import { readReport } from './storage/open-report.ts';
import { en } from './ui/i18n/en/en.ts';
import { createWords } from './ui/i18n/i18n.ts';
import { usePrinting } from './ui/print/use-printing.ts';
import { Answer } from './ui/shell/answer.tsx';
import { ReaderPage } from './ui/reader/reader-page.tsx';
import { ErrorBoundary } from './ui/shell/error-boundary.tsx';
import { FailedPanel } from './ui/shell/panel-states.tsx';
import { useWords } from './ui/i18n/use-words.ts';
import { cssVariables, theme } from './ui/theme.ts';

closeWaysOut(globalThis);

function Damaged({ error }: { readonly error: CodedError }) {
  const words = useWords();
  return (
    <main>
      <Answer step="Sightglass" answer={words('report-file.title')}>
        <FailedPanel error={error} />
      </Answer>
    </main>
  );
}

/** A report that passes its checks and still cannot be drawn. */
const UNSHOWABLE = new CodedError('report-file.damaged', { where: 'body' });

/** The report in this file, or why it cannot be shown. */
function open(): SharedReport | CodedError {
  try {
    return readReport(document.getElementById('report')?.textContent ?? '', LENS_SHARING);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}

function Reader({ report }: { readonly report: SharedReport | CodedError }) {
  const [words] = useState(() => createWords('en', en));
  const printing = usePrinting();
  return (
    <I18nextProvider i18n={words}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        {...(printing ? { forceColorScheme: 'light' } : {})}
      >
        {report instanceof CodedError ? (
          <Damaged error={report} />
        ) : (
          <ErrorBoundary fallback={<Damaged error={UNSHOWABLE} />}>
            <ReaderPage report={report} />
          </ErrorBoundary>
        )}
      </MantineProvider>
    </I18nextProvider>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('report.html has no #root');
createRoot(root).render(<Reader report={open()} />);
