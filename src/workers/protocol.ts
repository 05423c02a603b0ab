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
  /** `finish`: stop searching and keep the best so far. */
  | { readonly type: 'control'; readonly id: number; readonly control: Control };

export type FromWorker =
  | { readonly type: 'event'; readonly id: number; readonly event: unknown }
  | { readonly type: 'done'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: WireError };

export type Control = 'pause' | 'resume' | 'finish';

/** What both a Worker and a MessagePort can do. */
export interface Endpoint {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
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
