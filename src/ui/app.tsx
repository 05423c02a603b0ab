// Before any screen, so that the screens' own styles come later and win.
import './styles.ts';
import { MantineProvider } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Sample } from '../app/samples/catalogue.ts';
import { AppProvider, useApp, type SightglassApp } from './app-context.tsx';
import { HomeScreen } from './home/home-screen.tsx';
import { createWords } from './i18n/i18n.ts';
import { LENS_SCREENS } from './lens-screens.ts';
import { usePrinting } from './print/use-printing.ts';
import { Shell } from './shell/shell.tsx';
import { cssVariables, theme } from './theme.ts';

const LaterWords = lazy(() => import('./i18n/later-words.tsx'));
const DataScreen = lazy(() => import('./data/data-screen.tsx'));
const ReaderRoute = lazy(() => import('./reader/reader-route.tsx'));

interface AppProps {
  readonly app: SightglassApp;
  /** Built-in tables to offer at the start; only those that open. */
  readonly samples?: readonly Pick<Sample, 'id' | 'rowCount'>[];
}

const NO_SAMPLES: NonNullable<AppProps['samples']> = [];

/** The page. `app` holds the state and what may be asked of it. */
export function App({ app, samples = NO_SAMPLES }: AppProps) {
  const [words] = useState(() => createWords());
  const printing = usePrinting();
  return (
    <I18nextProvider i18n={words}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        {...(printing ? { forceColorScheme: 'light' } : {})}
      >
        <AppProvider app={app}>
          <Router hook={useHashLocation}>
            <Switch>
              <Route path="/r/:payload">
                {({ payload }) => (
                  <Suspense>
                    <LaterWords>
                      <ReaderRoute key={payload} payload={payload} />
                    </LaterWords>
                  </Suspense>
                )}
              </Route>
              <Route>
                <Shell>
                  <Screens samples={samples} />
                </Shell>
              </Route>
            </Switch>
          </Router>
        </AppProvider>
      </MantineProvider>
    </I18nextProvider>
  );
}

function Screens({ samples }: { readonly samples: NonNullable<AppProps['samples']> }) {
  const asked = useApp((state) => state.choices.question?.lens ?? 'predict');
  // A model on the screen may be of another question than the present one.
  const answered = useApp((state) => (state.model.status === 'ready' ? state.model.value.lens : undefined));
  const asking = LENS_SCREENS[asked];
  const answering = LENS_SCREENS[answered ?? asked];
  return (
    <Suspense>
      <Switch>
        <Route path="/">
          <HomeScreen samples={samples} />
        </Route>
        <Route>
          <LaterWords>
            <Switch>
              <Route path="/data/*?">
                <DataScreen />
              </Route>
              <Route path="/prepare" component={asking.prepare} />
              <Route path="/train" component={asking.train} />
              <Route path="/evaluate/*?" component={answering.evaluate} />
              <Route path="/apply/*?" component={answering.apply} />
              <Route path="/feedback/*?" component={answering.feedback} />
              <Route>
                <HomeScreen samples={samples} />
              </Route>
            </Switch>
          </LaterWords>
        </Route>
      </Switch>
    </Suspense>
  );
}
