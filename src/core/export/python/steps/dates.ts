import type { PythonWriter } from '../writer.ts';
import { COLUMNS } from '../source/columns.ts';
import type { DateState } from '../../../prepare/steps/dates.ts';

export const datesWriter: PythonWriter<DateState> = {
  id: 'dates',
  version: 1,
  call: 'step_dates',
  source: {
    name: 'step-dates',
    needs: [COLUMNS],
    code: String.raw`
def step_dates(table, columns):
    """Dates become days since an origin, month, weekday (from Monday) and hour, as far as each told the rows apart."""
    known = {entry["name"]: entry for entry in columns}
    result = {}
    for name, column in table.items():
        entry = known.get(name) if isinstance(column, Dates) else None
        if entry is None:
            result[name] = column
            continue
        for part in entry["parts"]:
            result[name + "\x1f" + part] = _date_part(column.ms, part, entry["origin"])
    return result


def _date_part(ms, part, origin):
    missing = np.isnan(ms)
    known = np.where(missing, 0.0, ms)
    if part == "days":
        return (ms - origin) / 86_400_000
    if part == "hour":
        return np.where(missing, np.nan, np.floor(known / 3_600_000) % 24)
    days = np.floor(known / 86_400_000).astype("int64")
    if part == "month":
        numbers, count = days.astype("datetime64[D]").astype("datetime64[M]").astype("int64") % 12, 12
    else:
        numbers, count = (days + 3) % 7, 7
    return Words(np.where(missing, -1, numbers), [str(number + 1) for number in range(count)])
`,
  },
  state: ({ columns }) => columns.map(({ name, origin, parts }) => ({ name, origin, parts: [...parts] })),
};
