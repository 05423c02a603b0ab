import { CancelledError } from '../core/errors.ts';
import { connect, type Client } from '../workers/client.ts';
import type { Endpoint } from '../workers/protocol.ts';
import type { TrainContract } from '../workers/train-contract.ts';

/** Runs one job in a training worker of its own, which is ended with the job, or at once when `signal` is aborted. */
export async function runJob<Result>(
  spawn: () => Promise<Endpoint>,
  signal: AbortSignal,
  work: (client: Client<TrainContract>) => Promise<Result>,
): Promise<Result> {
  const client = connect<TrainContract>(await spawn());
  const stop = (): void => client.end();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) throw new CancelledError();
    return await work(client);
  } finally {
    signal.removeEventListener('abort', stop);
    client.end();
  }
}
