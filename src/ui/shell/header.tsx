import { ActionIcon, Button, useMantineColorScheme } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { useScheme } from '../charts/use-scheme.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import classes from './header.module.css';
import icon from './icon.svg?inline';
import { ListIcon, MoonIcon, RedoIcon, ShareIcon, SunIcon, UndoIcon } from './icons.tsx';
import { PrivacyBadge } from './privacy-badge.tsx';
import { ProjectName } from './project-name.tsx';
import { Stepper } from './stepper.tsx';

// The list names figures of merit: those words come with the steps'.
const LaterWords = lazy(() => import('../i18n/later-words.tsx'));
const ModelsDrawer = lazy(() => import('./models-drawer.tsx'));
const ShareDialog = lazy(() => import('../share/share-dialog.tsx'));

/** Name, project, the six steps, and what is always at hand. */
export function Header() {
  const words = useWords();
  const [models, setModels] = useState<'never' | 'open' | 'closed'>('never');
  const inProject = useApp((state) => state.table.status !== 'empty' || state.model.status !== 'empty');
  return (
    <header className={classes.header} data-no-print>
      <div className={classes.bar}>
        <Link href="/" className={classes.brand} aria-label={words('header.home')}>
          <img src={icon} alt="" width={24} height={24} />
          <span className={classes.product}>{words('app.name')}</span>
        </Link>
        {inProject ? <ProjectName /> : <span className={classes.name} />}
        <div className={classes.tools}>
          <History />
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            fz="sm"
            leftSection={<ListIcon size={16} />}
            className={classes.models}
            aria-label={words('header.models')}
            onClick={() => setModels('open')}
          >
            {words('header.models')}
          </Button>
          {inProject ? <Share /> : null}
          <PrivacyBadge />
          <SchemeToggle />
        </div>
      </div>
      <Stepper />
      {models === 'never' ? null : (
        <Suspense>
          <LaterWords>
            <ModelsDrawer opened={models === 'open'} onClose={() => setModels('closed')} />
          </LaterWords>
        </Suspense>
      )}
    </header>
  );
}

/** The way out of the page, by the person's own hand. */
function Share() {
  const words = useWords();
  const hasModel = useApp((state) => state.model.status === 'ready');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-md"
        variant={hasModel ? 'light' : 'subtle'}
        color={hasModel ? 'accent' : 'gray'}
        {...(hasModel ? {} : { c: 'var(--mantine-color-text)' })}
        fz="sm"
        leftSection={<ShareIcon size={16} />}
        className={classes.models}
        aria-label={words('header.share')}
        onClick={() => setOpen(true)}
      >
        {words('header.share')}
      </Button>
      {open ? (
        <Suspense>
          <LaterWords>
            <ShareDialog hasModel={hasModel} onClose={() => setOpen(false)} />
          </LaterWords>
        </Suspense>
      ) : null}
    </>
  );
}

function History() {
  const words = useWords();
  const commands = useCommands();
  const canUndo = useApp((state) => state.canUndo);
  const canRedo = useApp((state) => state.canRedo);
  return (
    <>
      <Tool label={words('header.undo')} disabled={!canUndo} run={() => commands.undo()}>
        <UndoIcon />
      </Tool>
      <Tool label={words('header.redo')} disabled={!canRedo} run={() => commands.redo()}>
        <RedoIcon />
      </Tool>
    </>
  );
}

function SchemeToggle() {
  const words = useWords();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useScheme() === 'dark';
  return (
    <Tool label={words(dark ? 'header.light' : 'header.dark')} run={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? <SunIcon /> : <MoonIcon />}
    </Tool>
  );
}

interface ToolProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly run: () => void;
  readonly children: ReactNode;
}

function Tool({ label, disabled = false, run, children }: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      size={36}
      className={classes.tool}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={run}
    >
      {children}
    </ActionIcon>
  );
}
