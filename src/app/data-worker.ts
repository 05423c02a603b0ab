import type { CodedError } from '../core/errors.ts';
import { connect, type CallOptions, type Client } from '../workers/client.ts';
import type { DataContract } from '../workers/data-contract.ts';
import type { Endpoint } from '../workers/protocol.ts';
import { wasCancelled } from './failure.ts';

/** The worker that owns the tables: started when first needed, and again after it has died. */
export interface DataWorker {
  call<M extends keyof DataContract>(
    method: M,
    args: DataContract[M]['args'],
    options?: CallOptions<DataContract[M]['event']>,
  ): Promise<DataContract[M]['result']>;
  /** A port on which a training worker may fetch this table's columns. */
  lend(tableId: string): Promise<MessagePort>;
  end(): void;
}

/** @param onDied told when the worker died or was ended for its silence; its tables are gone */
export function createDataWorker(spawn: () => Promise<Endpoint>, onDied: (reason: CodedError) => void): DataWorker {
  let current: Promise<Client<DataContract>> | undefined;

  const forget = (starting: Promise<Client<DataContract>>): void => {
    if (current === starting) current = undefined;
  };
  const client = (): Promise<Client<DataContract>> => {
    if (current) return current;
    const starting = spawn().then((endpoint) => connect<DataContract>(endpoint));
    current = starting;
    starting.then(
      async (started) => {
        const reason = await started.ended;
        forget(starting);
        if (!wasCancelled(reason)) onDied(reason);
      },
      () => forget(starting),
    );
    return starting;
  };
  const call: DataWorker['call'] = async (method, args, options) => (await client()).call(method, args, options);

  return {
    call,
    async lend(tableId) {
      const { port1, port2 } = new MessageChannel();
      await call('lend', { tableId, port: port1 }, { transfer: [port1] });
      return port2;
    },
    end() {
      void current?.then((running) => running.end()).catch(() => undefined);
      current = undefined;
    },
  };
}
