import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Commands } from '../app/commands.ts';
import type { AppState } from '../app/state.ts';

/** What the page renders and asks. */
export interface SightglassApp {
  readonly store: StoreApi<AppState>;
  readonly commands: Commands;
}

const AppContext = createContext<SightglassApp | null>(null);

export function AppProvider({ app, children }: { readonly app: SightglassApp; readonly children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

function useSightglass(): SightglassApp {
  const app = useContext(AppContext);
  if (!app) throw new Error('There is no AppProvider above.');
  return app;
}

/**
 * A part of the state. Renders again when the part changes by identity: select what is stored, derive with useMemo
 * (a selector that makes a new array or object each time would render for ever).
 */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(useSightglass().store, selector);
}

export function useCommands(): Commands {
  return useSightglass().commands;
}
