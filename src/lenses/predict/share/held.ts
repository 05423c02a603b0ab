import type { Message, MessageParams } from '../../../core/errors.ts';

/** Takes down what was held back and why, each sentence once. */
export interface HeldList {
  add(code: string, params?: MessageParams): void;
  list(): readonly Message[];
}

export function makeHeldList(): HeldList {
  const messages = new Map<string, Message>();
  return {
    add: (code, params = {}) => {
      const message = { code: `share.held.${code}`, params };
      messages.set(JSON.stringify(message), message);
    },
    list: () => [...messages.values()],
  };
}
