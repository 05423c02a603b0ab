import type { Finding } from '../../core/errors.ts';
import type { Contestant } from '../../core/forecast/backtest.ts';
import type { PruneOptions } from '../../core/forecast/prune.ts';
import type { Forecaster, ForecasterRegistry } from '../../core/learn/forecast/forecaster.ts';
import type { PredictSettings } from '../predict/question.ts';

/** Which methods are tried, and who is given up early. */
export interface Field {
  readonly contestants: readonly Contestant[];
  readonly prune?: PruneOptions;
  readonly findings: readonly Finding[];
}

/** Above so many series networks are left out unless the search is to be thorough. */
const MANY_SERIES = 400;
/** The methods that others are measured against: they always run to the end. */
export const REFERENCES = ['naive', 'seasonal-naive'] as const;
const ORDER = ['baseline', 'smoothing', 'linear', 'trees', 'network'] as const;

/** What `settings` ask for, the simple and quick ones first. @param series how many there are */
export function fieldOf(registry: ForecasterRegistry, settings: PredictSettings, series: number): Field {
  const { families, preset } = settings;
  const findings: Finding[] = [];
  const wanted = [...registry.values()].filter(
    ({ family }) => family === 'baseline' || family === 'smoothing' || families.includes(family),
  );
  const isThin = preset !== 'thorough' && (preset === 'quick' || series > MANY_SERIES);
  const kept = wanted.filter(({ family }) => !isThin || family !== 'network');
  if (kept.length < wanted.length) {
    const methods = wanted.filter((one) => !kept.includes(one)).map(({ id }) => id);
    const code = preset === 'quick' ? 'forecast.thinned-quick' : 'forecast.thinned-many';
    findings.push({ level: 'note', code, params: { methods, series } });
  }
  const contestants = ORDER.flatMap((family) => kept.filter((one) => one.family === family)).map(
    (forecaster): Contestant => ({ forecaster, params: paramsOf(forecaster, settings) }),
  );
  const prune = { always: REFERENCES, factor: 3, bestShare: 0.05 };
  return { contestants, findings, ...(preset === 'thorough' ? {} : { prune }) };
}

/** A network's own settings, with what was set by hand in place of some. */
function paramsOf({ family, defaults }: Forecaster, { network }: PredictSettings): unknown {
  if (family !== 'network' || !network || typeof defaults !== 'object' || defaults === null) return defaults;
  const own = new Set(Object.keys(defaults));
  return { ...defaults, ...Object.fromEntries(Object.entries(network).filter(([name]) => own.has(name))) };
}
