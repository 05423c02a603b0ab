import { Text } from '@mantine/core';
import { type ReactNode, Suspense, useId } from 'react';
import { appFileAddress } from '../../app/app-file.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { saveBlob } from '../charts/save.ts';
import { useWords } from '../i18n/use-words.ts';
import { EmptyPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { FileLine } from './file-line.tsx';
import { fileStem } from './file-stem.ts';
import { LENS_FILES } from './lens-files.ts';
import classes from './share.module.css';
import type { Watched } from './use-long-work.ts';

/** Single files to take along: what the lens makes of its model, the tables, the page itself. */
export function ShareFiles({ hasModel }: { readonly hasModel: boolean }) {
  const words = useWords();
  const name = useApp((state) => state.choices.name);
  const hasTable = useApp((state) => state.table.status === 'ready');
  const lens = useApp((state) => (state.model.status === 'ready' ? state.model.value.lens : undefined));
  const stem = fileStem(name || words('app.unnamed'));
  const appFile = appFileAddress();
  const LensFiles = hasModel && lens !== undefined ? LENS_FILES[lens] : undefined;
  if (!hasTable && !LensFiles && appFile === undefined) return <EmptyPanel words={words('share.files.none')} />;
  return (
    <>
      <Text size="sm" mb="lg" maw="var(--sg-reading)">
        {words('share.files.lead')}
      </Text>
      {LensFiles && (
        <FileGroup title={words('share.files.model')}>
          <Suspense fallback={<LoadingPanel />}>
            <LensFiles stem={stem} />
          </Suspense>
        </FileGroup>
      )}
      {hasTable && <TableFiles stem={stem} />}
      {appFile !== undefined && (
        <FileGroup title={words('share.files.page')}>
          <FileLine name={words('share.files.app')} what={words('share.files.app.what')} href={appFile} />
        </FileGroup>
      )}
    </>
  );
}

function TableFiles({ stem }: { readonly stem: string }) {
  const words = useWords();
  const commands = useCommands();
  const save =
    (which: 'raw' | 'cleaned') =>
    async ({ signal, onProgress }: Watched): Promise<void> => {
      const blob = await commands.tableCsv(which, {
        signal,
        onProgress: (done, total) => onProgress(total > 0 ? done / total : 0),
      });
      if (blob) saveBlob(blob, `${stem}-${which}.csv`);
    };
  return (
    <FileGroup title={words('share.files.table')}>
      {(['raw', 'cleaned'] as const).map((which) => (
        <FileLine
          key={which}
          name={words(`share.files.${which}`)}
          what={words(`share.files.${which}.what`)}
          make={save(which)}
          stoppable
        />
      ))}
    </FileGroup>
  );
}

function FileGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 className={classes.group} id={id}>
        {title}
      </h3>
      <ul className={classes.files}>{children}</ul>
    </section>
  );
}
