import { CodedError } from '../core/errors.ts';
import type { PauseGate, Steering } from '../core/learn/pacer.ts';
import { createEventQueue, type EventQueue } from './event-queue.ts';
import { createPauseGate, type ControlledGate } from './pause-gate.ts';
import { toWire, type Contract, type Control, type Endpoint, type FromWorker, type ToWorker } from './protocol.ts';

/** What a handler gets beside its arguments. */
export interface JobContext<Event> {
  /** Aborted by the caller's cancel. The handler should end soon, by throwing CancelledError. */
  readonly signal: AbortSignal;
  /** Shut while the caller has paused the job; hand it to the pacer. */
  readonly gate: PauseGate;
  /** Steps and ends of single fits that the caller asks for; hand it to the pacer too. */
  readonly steering?: Steering;
  /** Aborted when the caller wants the best so far; the handler should still return a result. */
  readonly finish: AbortSignal;
  /**
   * Tells the caller. Crosses at most ten times a second; a newer event of the same `kind` replaces one still waiting
   * unless `keep` is set, and those never get lost.
   */
  readonly emit: (event: Event, options?: { readonly keep?: boolean }) => void;
}

const moved = Symbol('moved');

/** A result whose buffers are handed over instead of copied. Made by `moving`. */
export interface Moved<Result> {
  readonly [moved]: true;
  readonly result: Result;
  readonly transfer: readonly Transferable[];
}

/** @param transfer buffers and ports inside `result` that the handler needs no longer; each once */
export function moving<Result>(result: Result, transfer: readonly Transferable[]): Moved<Result> {
  return { [moved]: true, result, transfer };
}

const isMoved = (value: unknown): value is Moved<unknown> =>
  typeof value === 'object' && value !== null && moved in value;

/** Answers one method of a contract. Throws CodedError for what a person can act on. */
export type Handler<C extends Contract, M extends keyof C> = (
  args: C[M]['args'],
  context: JobContext<C[M]['event']>,
) => Promise<C[M]['result'] | Moved<C[M]['result']>>;

export type Handlers<C extends Contract> = { readonly [M in keyof C]: Handler<C, M> };

interface Job {
  readonly cancel: AbortController;
  readonly finish: AbortController;
  readonly gate: ControlledGate;
  readonly events: EventQueue;
}

function steer(job: Job, control: Control): void {
  switch (control) {
    case 'pause':
      return job.gate.pause();
    case 'resume':
      return job.gate.resume();
    case 'step':
      return job.gate.step();
    case 'best':
      return job.gate.best();
    case 'finish':
      job.finish.abort();
      return job.gate.resume();
  }
}

/**
 * Answers calls that arrive at `endpoint`, any number at a time, until the returned function is called.
 * Errors cross with their codes; a method that is not there fails as `worker.no-method`.
 */
export function serve<C extends Contract>(endpoint: Endpoint, handlers: Handlers<C>): () => void {
  const jobs = new Map<number, Job>();
  const post = (message: FromWorker, transfer: readonly Transferable[] = []): void =>
    endpoint.postMessage(message, [...transfer]);

  const begin = (id: number): Job => {
    const job: Job = {
      cancel: new AbortController(),
      finish: new AbortController(),
      gate: createPauseGate(() => post({ type: 'stepped', id })),
      events: createEventQueue((events) => post({ type: 'events', id, events })),
    };
    jobs.set(id, job);
    return job;
  };

  const answer = async (id: number, method: string, args: unknown): Promise<void> => {
    const job = begin(id);
    try {
      if (!Object.hasOwn(handlers, method)) throw new CodedError('worker.no-method', { method });
      const handler = handlers[method] as unknown as Handler<Contract, string>;
      const outcome = await handler(args, {
        signal: job.cancel.signal,
        gate: job.gate,
        steering: job.gate.steering,
        finish: job.finish.signal,
        emit: (event, { keep = false } = {}) => job.events.push(event, keep),
      });
      job.events.flush();
      if (isMoved(outcome)) post({ type: 'done', id, result: outcome.result }, outcome.transfer);
      else post({ type: 'done', id, result: outcome });
    } catch (error) {
      job.events.flush();
      post({ type: 'failed', id, error: toWire(error) });
    } finally {
      job.events.close();
      jobs.delete(id);
    }
  };

  const hear = (event: MessageEvent): void => {
    const message = event.data as ToWorker;
    switch (message.type) {
      case 'call':
        void answer(message.id, message.method, message.args);
        return;
      case 'cancel': {
        const job = jobs.get(message.id);
        job?.cancel.abort();
        job?.gate.resume();
        return;
      }
      case 'control': {
        const job = jobs.get(message.id);
        if (job) steer(job, message.control);
        return;
      }
      case 'ping':
        post({ type: 'pong' });
        return;
    }
  };

  endpoint.addEventListener('message', hear);
  endpoint.start?.();
  return () => {
    endpoint.removeEventListener('message', hear);
    for (const job of jobs.values()) {
      job.cancel.abort();
      job.gate.resume();
    }
  };
}
