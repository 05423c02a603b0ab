import { CancelledError, CodedError } from '../core/errors.ts';
import { fromWire, type Contract, type Control, type Endpoint, type FromWorker, type ToWorker } from './protocol.ts';

export interface CallOptions<Event> {
  /** Aborting sends `cancel`; the promise rejects with CancelledError once the worker has stopped. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: Event) => void;
  /** Told the call's id before it is sent, for `control`. */
  readonly onStart?: (id: number) => void;
  /** Told when a `step` has ended and the job is paused again. */
  readonly onStepped?: () => void;
  /** Ports and buffers inside the arguments that are handed over. */
  readonly transfer?: readonly Transferable[];
}

/** The page's (or another worker's) side of a contract. */
export interface Client<C extends Contract> {
  /** @throws CodedError as thrown there; `worker.died`, `worker.silent`; CancelledError */
  call<M extends keyof C & string>(
    method: M,
    args: C[M]['args'],
    options?: CallOptions<C[M]['event']>,
  ): Promise<C[M]['result']>;
  control(id: number, control: Control): void;
  /** Ends the worker or closes the port; what is pending rejects with `reason`, CancelledError by default. */
  end(reason?: CodedError): void;
  /** Resolves with the reason once the other side is gone: `worker.died`, `worker.silent`, or as given to `end`. */
  readonly ended: Promise<CodedError>;
}

/** While calls are pending a ping is sent every `everyMs`; after `misses` of them without any word, the worker is ended. */
export interface Watchdog {
  readonly everyMs: number;
  readonly misses: number;
}

/**
 * 30 s: every computation lets messages in about every 16 ms, but one shader compilation or one sort of a huge column
 * on a slow machine may take seconds. Missed pings are counted, not seconds, so that a laptop's sleep or a hidden tab's
 * slow timers do not look like a hang.
 */
const PATIENT: Watchdog = { everyMs: 3000, misses: 10 };

interface Pending {
  resolve(result: unknown): void;
  reject(error: CodedError): void;
  readonly onEvent?: (event: unknown) => void;
  readonly onStepped?: () => void;
}

/** Calls what `serve` answers on the other side of `endpoint`. */
export function connect<C extends Contract>(endpoint: Endpoint, watchdog: Watchdog = PATIENT): Client<C> {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let gone: CodedError | undefined;
  let missed = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let tellEnded: (reason: CodedError) => void = () => undefined;
  const ended = new Promise<CodedError>((resolve) => {
    tellEnded = resolve;
  });

  const post = (message: ToWorker, transfer: readonly Transferable[] = []): void =>
    endpoint.postMessage(message, [...transfer]);

  const watch = (): void => {
    if (pending.size === 0) {
      clearInterval(timer);
      timer = undefined;
      return;
    }
    if (timer !== undefined) return;
    missed = 0;
    timer = setInterval(() => {
      if (missed >= watchdog.misses) {
        end(new CodedError('worker.silent', { seconds: Math.round((watchdog.everyMs * watchdog.misses) / 1000) }));
        return;
      }
      missed++;
      post({ type: 'ping' });
    }, watchdog.everyMs);
  };

  const hear = (event: MessageEvent): void => {
    missed = 0;
    const message = event.data as FromWorker;
    if (message.type === 'pong') return;
    const call = pending.get(message.id);
    if (!call) return;
    switch (message.type) {
      case 'events':
        for (const each of message.events) call.onEvent?.(each);
        return;
      case 'stepped':
        return call.onStepped?.();
      case 'done':
        return call.resolve(message.result);
      case 'failed':
        return call.reject(fromWire(message.error));
    }
  };

  const died = (event: MessageEvent): void => {
    // Reported here, as a coded error; not once more as an uncaught one.
    event.preventDefault();
    const message = (event as Event as ErrorEvent).message;
    end(new CodedError('worker.died', typeof message === 'string' && message !== '' ? { message } : {}));
  };

  function end(reason: CodedError = new CancelledError()): void {
    if (gone) return;
    gone = reason;
    endpoint.removeEventListener('message', hear);
    endpoint.removeEventListener('error', died);
    endpoint.removeEventListener('messageerror', died);
    endpoint.terminate?.();
    endpoint.close?.();
    for (const call of pending.values()) call.reject(reason);
    pending.clear();
    watch();
    tellEnded(reason);
  }

  endpoint.addEventListener('message', hear);
  endpoint.addEventListener('error', died);
  endpoint.addEventListener('messageerror', died);
  endpoint.start?.();

  return {
    ended,
    end,
    control: (id, control) => {
      if (!gone) post({ type: 'control', id, control });
    },
    call: (method, args, options = {}) =>
      new Promise((resolve, reject) => {
        const { signal, onEvent, onStart, onStepped, transfer } = options;
        if (gone) return reject(gone);
        if (signal?.aborted) return reject(new CancelledError());
        const id = nextId++;
        const cancel = (): void => post({ type: 'cancel', id });
        const settle = (): void => {
          pending.delete(id);
          signal?.removeEventListener('abort', cancel);
          watch();
        };
        pending.set(id, {
          resolve: (result) => {
            settle();
            resolve(result);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
          ...(onEvent ? { onEvent: onEvent as (event: unknown) => void } : {}),
          ...(onStepped ? { onStepped } : {}),
        });
        try {
          onStart?.(id);
          post({ type: 'call', id, method, args }, transfer);
        } catch (cause) {
          settle();
          return reject(new CodedError('worker.not-sent', { method }, { cause }));
        }
        signal?.addEventListener('abort', cancel, { once: true });
        watch();
      }),
  };
}
