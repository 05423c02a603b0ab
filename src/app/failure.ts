import { CancelledError, CodedError, type Message } from '../core/errors.ts';
import { toWire } from '../workers/protocol.ts';

export type Failure = Message & { readonly details?: string };

/** What a panel shows of an error: its code and parameters, and the trace for those who want to copy it. */
export function toFailure(error: unknown): Failure {
  const { code, params, message, stack } = toWire(error);
  const cause = error instanceof CodedError && error.cause !== undefined ? toWire(causeOf(error)).stack : undefined;
  const details = [stack ?? message, cause].filter((part) => part !== undefined).join('\n');
  return { code, params, details };
}

/** An error that crossed from a worker carries its wire form as its cause. */
function causeOf(error: CodedError): unknown {
  const { cause } = error;
  if (typeof cause === 'object' && cause !== null && 'stack' in cause && typeof cause.stack === 'string') {
    const thrown = new Error('in the worker');
    thrown.stack = cause.stack;
    return thrown;
  }
  return cause;
}

export const wasCancelled = (error: unknown): boolean => error instanceof CancelledError;
