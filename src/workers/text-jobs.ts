import type { Pacer } from '../core/learn/pacer.ts';
import type { Table } from '../core/table/table.ts';
import { columnsOf } from '../lenses/predict/problem.ts';
import type { Registries } from '../lenses/predict/pipeline.ts';
import { rowsToLabel } from '../lenses/text/label-rows.ts';
import { readText } from '../lenses/text/read.ts';
import { findTopics } from '../lenses/text/topics.ts';
import type { Handlers, JobContext } from './serve.ts';
import type { TextContract } from './text-contract.ts';
import type { TrainContract } from './train-contract.ts';

/** What these jobs need of the worker that they run in. */
export interface TextJobOptions {
  readonly fetchTable: (port: MessagePort, names?: readonly string[]) => Promise<Table>;
  readonly registries: () => Promise<Registries>;
  readonly pacerOf: (context: Pick<JobContext<unknown>, 'signal' | 'gate'>) => Pacer;
}

/** The logic behind TextContract. */
export function textJobs({
  fetchTable,
  registries,
  pacerOf,
}: TextJobOptions): Pick<Handlers<TrainContract>, keyof TextContract> {
  return {
    async topics({ port, question, seed }, context) {
      const table = await fetchTable(port, columnsOf(question));
      const onProgress = (done: number, total: number): void => context.emit({ done, total });
      return findTopics({ table, question, seed, pacer: pacerOf(context), onProgress });
    },

    async read({ model, text }, { signal }) {
      return readText(model, text, await registries(), signal);
    },

    async labelNext({ port, model, count }, context) {
      const table = await fetchTable(port);
      const onProgress = (done: number, total: number): void => context.emit({ done, total });
      const rows = await rowsToLabel({
        ...(await registries()),
        model,
        table,
        count,
        pacer: pacerOf(context),
        onProgress,
      });
      return { rows };
    },
  };
}
