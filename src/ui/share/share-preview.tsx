import { SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Sharing } from '../../app/sharing.ts';
import type { SharedReport } from '../../lenses/share.ts';
import { useWords } from '../i18n/use-words.ts';
import { ReaderPage } from '../reader/reader-page.tsx';
import classes from './share-preview.module.css';

/** Exactly what is shared, as the reader will see it and character by character. */
export function SharePreview({ sharing }: { readonly sharing: Sharing }) {
  const words = useWords();
  const [view, setView] = useState('report');
  const { report } = sharing;
  return (
    <section className={classes.preview} aria-labelledby="share-preview">
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
      <div className={classes.page} tabIndex={0} role="region" aria-labelledby="share-preview">
        {view === 'report' ? <ReaderPage report={report} embedded /> : <Letters report={report} />}
      </div>
    </section>
  );
}

/** Characters drawn at a time: a file with its model may have millions. */
const STRETCH = 20_000;

function Letters({ report }: { readonly report: SharedReport }) {
  const stretches = useMemo(() => {
    const text = JSON.stringify(report, null, 1);
    return Array.from({ length: Math.ceil(text.length / STRETCH) }, (_, i) =>
      text.slice(i * STRETCH, (i + 1) * STRETCH),
    );
  }, [report]);
  return (
    <pre className={classes.text}>
      {stretches.map((stretch, index) => (
        <span key={index} className={classes.stretch}>
          {stretch}
        </span>
      ))}
    </pre>
  );
}
