import { dataKey, sameRows } from '../../app/tables.ts';
import { useApp } from '../app-context.tsx';

/** Whether the rows that the model on the screen learned from are those of the table: only then do numbers name them. */
export function useRowsAtHand(): boolean {
  const id = useApp((state) => (state.model.status === 'ready' ? state.model.value.id : undefined));
  const models = useApp((state) => state.models);
  const choices = useApp((state) => state.choices);
  const projectId = useApp((state) => state.projectId);
  const ready = useApp((state) => state.table.status === 'ready');
  const summary = models.status === 'ready' ? models.value.find((model) => model.id === id) : undefined;
  return (
    ready &&
    summary?.projectId === projectId &&
    summary.dataKey !== undefined &&
    sameRows(summary.dataKey, dataKey(choices))
  );
}
