/** A worker that misbehaves on request. */
export type UnrulyContract = {
  add: { args: readonly [number, number]; event: never; result: number };
  /** Computes without ever letting a message in. */
  hang: { args: null; event: never; result: null };
  /** Throws outside of any call. */
  die: { args: null; event: never; result: null };
  /** Works politely until it is cancelled. */
  work: { args: null; event: { readonly kind: 'turn' }; result: null };
};
