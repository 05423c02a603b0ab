import { Suspense } from 'react';
import { appFileAddress } from '../../app/app-file.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { saveBlob } from '../charts/save.ts';
import { useWords } from '../i18n/use-words.ts';
import { EmptyPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { FileLine } from './file-line.tsx';
import { fileStem } from './file-stem.ts';
import { LENS_FILES } from './lens-files.ts';
import classes from './share.module.css';

/** Single files to take along: the tables, what the lens makes of its model, the page itself. */
export function ShareFiles({ hasModel }: { readonly hasModel: boolean }) {
  const words = useWords();
  const commands = useCommands();
  const name = useApp((state) => state.choices.name);
  const hasTable = useApp((state) => state.table.status === 'ready');
  const lens = useApp((state) => (state.model.status === 'ready' ? state.model.value.lens : undefined));
  const stem = fileStem(name || words('app.unnamed'));
  const appFile = appFileAddress();
  const LensFiles = hasModel && lens !== undefined ? LENS_FILES[lens] : undefined;
  const table = async (which: 'raw' | 'cleaned') => {
    const blob = await commands.tableCsv(which);
    if (blob) saveBlob(blob, `${stem}-${which}.csv`);
  };
  if (!hasTable && !LensFiles && appFile === undefined) return <EmptyPanel words={words('share.files.none')} />;
  return (
    <ul className={classes.files}>
      {LensFiles && (
        <Suspense fallback={<LoadingPanel />}>
          <LensFiles stem={stem} />
        </Suspense>
      )}
      {hasTable && (
        <>
          <FileLine name={words('share.files.raw')} what={words('share.files.raw.what')} make={() => table('raw')} />
          <FileLine
            name={words('share.files.cleaned')}
            what={words('share.files.cleaned.what')}
            make={() => table('cleaned')}
          />
        </>
      )}
      {appFile !== undefined && (
        <FileLine name={words('share.files.app')} what={words('share.files.app.what')} href={appFile} />
      )}
    </ul>
  );
}
