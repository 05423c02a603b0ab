import { createStore } from 'zustand/vanilla';
import type { Commands } from '../../src/app/commands.ts';
import { initialState } from '../../src/app/context.ts';
import type { AppState } from '../../src/app/state.ts';
import type { SightglassApp } from '../../src/ui/app-context.tsx';

export interface FakeApp extends SightglassApp {
  /** Commands called so far, in order, with their arguments. */
  readonly calls: { readonly name: string; readonly args: readonly unknown[] }[];
}

/** The page's state without anything behind it: each command is written down and does nothing unless it is given here. */
export function fakeApp(state: Partial<AppState> = {}, given: Partial<Commands> = {}): FakeApp {
  const calls: { name: string; args: readonly unknown[] }[] = [];
  const store = createStore<AppState>(() => ({ ...initialState('project-1'), ...state }));
  const commands = new Proxy(given, {
    get:
      (target, name: string) =>
      (...args: unknown[]) => {
        calls.push({ name, args });
        const own = Reflect.get(target, name) as ((...all: unknown[]) => unknown) | undefined;
        return own ? own(...args) : Promise.resolve();
      },
  }) as Commands;
  return { store, commands, calls };
}
