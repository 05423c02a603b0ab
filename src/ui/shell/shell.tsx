import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useApp } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { Notices } from './notices.tsx';
import { CopyableDetails } from './panel-states.tsx';
import { ReadOnlyLine } from './read-only-line.tsx';
import { Screen } from './screen.tsx';
import classes from './shell.module.css';
import { ShortcutKeys } from './shortcut-keys.tsx';

/** What stands around every screen. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  const [address] = useLocation();
  const main = useFocusOnScreenChange(address);
  useFollowReading();
  return (
    <>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {words('app.skip')}
      </button>
      <Header />
      <ReadOnlyLine />
      <main ref={main} tabIndex={-1} className={classes.main}>
        <ErrorBoundary resetKey={address} fallback={(error, retry) => <Crash error={error} onRetry={retry} />}>
          {children}
        </ErrorBoundary>
      </main>
      <Notices />
      <ShortcutKeys />
    </>
  );
}

/** A new screen is announced and read from its top; the first one is left alone. */
function useFocusOnScreenChange(address: string) {
  const main = useRef<HTMLElement>(null);
  const screen = address.split('/')[1] ?? '';
  const before = useRef(screen);
  useEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    main.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [screen]);
  return main;
}

/** Reading that begins on the start screen shows itself on the Data screen. */
function useFollowReading(): void {
  const [address, navigate] = useLocation();
  const reading = useApp((state) => state.table.status === 'loading');
  const before = useRef(reading);
  useEffect(() => {
    if (reading && !before.current && address === '/') navigate('/data');
    before.current = reading;
  }, [reading, address, navigate]);
}

function Crash({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const words = useWords();
  return (
    <Screen
      title={words('level.stop')}
      answer={words('crash.title')}
      actions={<Button onClick={onRetry}>{words('crash.again')}</Button>}
    >
      <p>{words('crash.what')}</p>
      <CopyableDetails text={`Sightglass ${__APP_VERSION__}\n${error.stack ?? error.message}`} />
    </Screen>
  );
}
