import { type StepName, STEPS } from './steps.ts';

/**
 * Where somebody is, as the address says it: `/evaluate/<model>/<place>/@/<chart>`, `/data/<column>/@/<chart>`; all but
 * the step may be absent.
 */
export interface Address {
  readonly step: StepName | null;
  /** Steps of a model: which one. */
  readonly model?: string;
  /** A tab, or a column on the Data step. */
  readonly place?: string;
  readonly chart?: string;
}

/** Before the name of a chart. No name holds it: a column called `@` is written `%40`. */
const AT = '/@/';

/** Steps that show a model. */
const OF_A_MODEL: ReadonlySet<StepName> = new Set(['evaluate', 'apply', 'feedback']);

function decoded(part: string | undefined): string | undefined {
  if (part === undefined || part === '') return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    // Typed by hand: taken as it stands.
    return part;
  }
}

const named = <Name extends string>(name: Name, value: string | undefined): { readonly [N in Name]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: string };

/** @param path a hash path as the router gives it, e.g. `/evaluate/m1/curves/@/roc` */
export function parseAddress(path: string): Address {
  const [way = '', chart] = path.split(AT);
  const [, first = '', ...rest] = way.split('/');
  const step = STEPS.find((name) => name === first) ?? null;
  const ofModel = step !== null && OF_A_MODEL.has(step);
  const [model, place] = ofModel ? rest : [undefined, rest[0]];
  return {
    step,
    ...named('model', decoded(model)),
    ...named('place', decoded(place)),
    ...named('chart', decoded(chart)),
  };
}

/** The address of a step, of a model on it, of a place there. */
export function placeAddress(step: StepName, model?: string, place?: string): string {
  const parts = [step, ...(model === undefined ? [] : [model]), ...(place === undefined ? [] : [place])];
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

/** The address of a chart in a place. */
export const chartAddress = (place: string, chart: string): string => `${place}${AT}${encodeURIComponent(chart)}`;
