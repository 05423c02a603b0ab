/** Collects a job's events so that they cross in few messages: at most one every `everyMs`, the last always sent. */
export interface EventQueue {
  /**
   * @param keep never dropped. Otherwise a newer event of the same kind takes the place of one still waiting.
   */
  push(event: unknown, keep: boolean): void;
  /** Sends what waits, now. */
  flush(): void;
  /** Nothing is sent any more. */
  close(): void;
}

interface Waiting {
  readonly event: unknown;
  readonly keep: boolean;
}

const kindOf = (event: unknown): unknown =>
  typeof event === 'object' && event !== null && 'kind' in event ? event.kind : undefined;

/** @param send gets the events that waited, oldest first, never none */
export function createEventQueue(send: (events: readonly unknown[]) => void, everyMs = 100): EventQueue {
  let waiting: Waiting[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const flush = (): void => {
    if (waiting.length === 0 || closed) return;
    const events = waiting.map((entry) => entry.event);
    waiting = [];
    send(events);
  };

  /** Opens a quiet time after a message; what comes during it is sent together at its end. */
  const quiet = (): void => {
    timer = setTimeout(() => {
      timer = undefined;
      if (waiting.length === 0 || closed) return;
      flush();
      quiet();
    }, everyMs);
  };

  return {
    push(event, keep) {
      if (closed) return;
      if (!keep) {
        const kind = kindOf(event);
        waiting = waiting.filter((entry) => entry.keep || kindOf(entry.event) !== kind);
      }
      waiting.push({ event, keep });
      if (timer === undefined) {
        flush();
        quiet();
      }
    },
    flush,
    close() {
      closed = true;
      waiting = [];
      clearTimeout(timer);
    },
  };
}
