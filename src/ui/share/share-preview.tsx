import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { Sharing } from '../../app/sharing.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { ReaderPage } from '../reader/reader-page.tsx';
import classes from './share.module.css';

/** Exactly what is shared, as the reader will see it and character by character, and what was held back. */
export function SharePreview({ sharing }: { readonly sharing: Sharing }) {
  const words = useWords();
  const { message } = useMessage();
  const [view, setView] = useState('report');
  const { report, held } = sharing;
  return (
    <section aria-labelledby="share-preview">
      <div className={classes.head}>
        <Text component="h3" id="share-preview" fw={600} m={0}>
          {words('share.preview')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={words('share.preview.view')}
          value={view}
          onChange={setView}
          data={[
            { value: 'report', label: words('share.preview.report') },
            { value: 'text', label: words('share.preview.text') },
          ]}
        />
      </div>
      {/* Scrolled by keyboard, too. */}
      <div className={classes.preview} tabIndex={0} role="region" aria-labelledby="share-preview">
        {view === 'report' ? (
          <ReaderPage report={report} embedded />
        ) : (
          <pre className={classes.text}>{JSON.stringify(report, null, 1)}</pre>
        )}
      </div>
      {held.length > 0 && (
        <details className={classes.held}>
          <summary>{words('share.held', { count: held.length })}</summary>
          <ul>
            {held.map((each, index) => (
              <li key={`${each.code} ${index}`}>{message(each)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
