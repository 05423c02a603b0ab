import { CancelledError, CodedError, type MessageParams } from '../core/errors.ts';

/** What a worker answers: per method the arguments, the events on the way and the result. All structured-cloneable. */
export type Contract = Record<string, { args: unknown; event: unknown; result: unknown }>;

export interface WireError {
  readonly code: string;
  readonly params: MessageParams;
  readonly message: string;
  readonly stack?: string;
}

export type ToWorker =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly args: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'control'; readonly id: number; readonly control: Control }
  /** Answered at once with `pong` by a worker that still hears. */
  | { readonly type: 'ping' };

export type FromWorker =
  /** Events of one job, oldest first; at most ten such messages a second. */
  | { readonly type: 'events'; readonly id: number; readonly events: readonly unknown[] }
  | { readonly type: 'pong' }
  /** A job has taken the step that it was told to take, and is paused again. */
  | { readonly type: 'stepped'; readonly id: number }
  | { readonly type: 'done'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: WireError };

/**
 * - `step`: run to the end of the present epoch (tree, iteration), then pause again; `stepped` is the answer.
 * - `best`: end the present network's training and keep its best epoch; the search goes on.
 * - `finish`: stop searching and keep the best so far.
 */
export type Control = 'pause' | 'resume' | 'step' | 'best' | 'finish';

/** What a Worker, a worker's own scope and a MessagePort can all do. */
export interface Endpoint {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message' | 'messageerror' | 'error', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message' | 'messageerror' | 'error', listener: (event: MessageEvent) => void): void;
  /** MessagePort: messages wait until this is called. */
  start?(): void;
  /** MessagePort. */
  close?(): void;
  /** Worker. */
  terminate?(): void;
}

/** An error as it crosses. A plain Error crosses as `job.failed`, with its message among the params. */
export function toWire(error: unknown): WireError {
  const stack = error instanceof Error && error.stack ? { stack: error.stack } : {};
  if (error instanceof CodedError) return { code: error.code, params: error.params, message: error.message, ...stack };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'job.failed', params: { message }, message, ...stack };
}

export function fromWire(wire: WireError): CodedError {
  return wire.code === 'job.cancelled' ? new CancelledError() : new CodedError(wire.code, wire.params, { cause: wire });
}
