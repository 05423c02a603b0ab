import { selectColumns, type Table } from '../core/table/table.ts';
import { connect } from './client.ts';
import type { LendContract } from './data-contract.ts';
import { serve } from './serve.ts';

/**
 * Lets whoever holds the other end of `port` fetch columns of `table`, as copies. The table is kept alive until the
 * returned function is called or the port is closed.
 */
export function lendTable(port: MessagePort, table: Table): () => void {
  const stop = serve<LendContract>(port, {
    columns: async ({ names }) => (names ? selectColumns(table, names) : table),
  });
  return () => {
    stop();
    port.close();
  };
}

/**
 * Fetches columns over a lent port and closes it: a job reads its columns once.
 * @param names in the order wanted; all when absent
 * @throws table.no-column, worker.silent when the data worker has gone, CancelledError
 */
export async function fetchColumns(port: MessagePort, names?: readonly string[], signal?: AbortSignal): Promise<Table> {
  const client = connect<LendContract>(port);
  try {
    return await client.call('columns', names ? { names } : {}, signal ? { signal } : {});
  } finally {
    client.end();
  }
}
