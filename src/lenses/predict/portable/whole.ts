import { halfOf, readDigits } from './digits.ts';
import {
  FIRST_LEVEL_PLACE,
  isNumberField,
  LARGEST,
  type LinearMember,
  type PortableField,
  type PortableMember,
  type PortablePipeline,
  type TreeMember,
} from './format.ts';
import type { PortableInput, PortableModel } from './types.ts';

/** Rounding that shares and weights may have been through. */
const NEARLY = 1e-6;

interface Parts extends PortableModel {
  readonly pipeline: PortablePipeline;
}

/** Whether every part of a model that has the right form points to what is there, in the number that is asked for. */
export function isWhole(model: Parts): boolean {
  const { task, classes, inputs } = model;
  const { fields, members } = model.pipeline;
  const outputs = task === 'regression' ? 1 : (classes?.length ?? 0);
  const tasked = task === 'regression' ? classes === undefined : task === 'binary' ? outputs === 2 : outputs >= 2;
  const weight = members.reduce((sum, member) => sum + member.weight, 0);
  return (
    tasked &&
    allDiffer(classes ?? []) &&
    allDiffer(inputs.map(({ name }) => name)) &&
    inputs.every(isWholeInput) &&
    fields.every((field) => fits(field, inputs[field.from])) &&
    Math.abs(weight - 1) < NEARLY &&
    members.every((member) => isWholeMember(member, model, outputs))
  );
}

const allDiffer = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

function isWholeInput({ kind, levels, low, high, typical }: PortableInput): boolean {
  const measured = kind === 'number' || kind === 'date';
  if ((kind === 'category') !== (levels !== undefined) || !allDiffer(levels ?? [])) return false;
  if ((low === undefined) !== (high === undefined) || (low !== undefined && !measured)) return false;
  if (low !== undefined && high !== undefined && low > high) return false;
  if (typical === null) return true;
  return measured ? typeof typical === 'number' : levels !== undefined && levels.includes(String(typical));
}

const READ_FROM: Readonly<Record<PortableField['as'], PortableInput['kind']>> = {
  value: 'number',
  days: 'date',
  hour: 'date',
  month: 'date',
  weekday: 'date',
  characters: 'text',
  words: 'text',
  level: 'category',
};

function fits(field: PortableField, input: PortableInput | undefined): boolean {
  if (input?.kind !== READ_FROM[field.as]) return false;
  if (isNumberField(field)) {
    const [low, high] = field.clip ?? [null, null];
    return low === null || high === null || low <= high;
  }
  const levels = field.levels ?? [];
  return allDiffer(levels) && levels.every((level) => level < (field.as === 'month' ? 12 : 7));
}

/** Places of a level field; undefined for a number field and for none. */
function placesOf(field: PortableField | undefined, inputs: readonly PortableInput[]): number | undefined {
  if (!field || isNumberField(field)) return undefined;
  const levels = field.as === 'level' ? inputs[field.from]?.levels : field.levels;
  return FIRST_LEVEL_PLACE + (levels?.length ?? 0);
}

function isWholeMember(member: PortableMember, model: Parts, outputs: number): boolean {
  switch (member.kind) {
    case 'constant':
      return member.values.length === outputs && (model.task === 'regression' || areShares(member.values));
    case 'linear':
      return isWholeLinear(member, model, outputs);
    case 'trees':
      return member.base.length === (model.task === 'multiclass' ? outputs : 1) && areWholeTrees(member, model);
  }
}

function areShares(values: readonly number[]): boolean {
  const sum = values.reduce((a, b) => a + b, 0);
  return values.every((value) => value >= 0) && Math.abs(sum - 1) < NEARLY;
}

function isWholeLinear({ base, classes, terms }: LinearMember, model: Parts, outputs: number): boolean {
  const { inputs, pipeline } = model;
  const scores = model.task === 'multiclass' ? (classes?.length ?? 0) : 1;
  const named = model.task === 'multiclass' ? scores > 0 : classes === undefined;
  if (!named || base.length !== scores || !allDiffer(classes ?? [])) return false;
  if (!(classes ?? []).every((code) => code < outputs)) return false;
  return terms.every((term) => {
    const field = pipeline.fields[term.field];
    const places = placesOf(field, inputs);
    if ('adds' in term) {
      return places !== undefined && term.adds.length === scores && term.adds.every(({ length }) => length === places);
    }
    const isNumber = field !== undefined && places === undefined;
    return isNumber && term.slopes.length === scores && term.missing.length === scores;
  });
}

function areWholeTrees(member: TreeMember, { inputs, pipeline }: Parts): boolean {
  const { fields, cuts, widths, leaves, unit } = member;
  if (cuts.length !== fields.length || !(unit * halfOf(widths[2]) <= LARGEST)) return false;
  const fit = fields.every((field, place) => areCuts(cuts[place] ?? [], pipeline.fields[field], inputs));
  if (!fit) return false;
  const counts = countNodes(member);
  return counts !== undefined && counts.leaves * widths[2] === leaves.length;
}

function areCuts(
  cuts: readonly number[] | readonly string[],
  field: PortableField | undefined,
  inputs: readonly PortableInput[],
): boolean {
  if (field === undefined || cuts.length === 0) return false;
  const places = placesOf(field, inputs);
  return cuts.every((cut: number | string) =>
    places === undefined ? typeof cut === 'number' : typeof cut === 'string' && cut.length === places,
  );
}

/** Splits and leaves of all trees; undefined where a tree has no end, or a split asks for what is not there. */
function countNodes(member: TreeMember): { readonly splits: number; readonly leaves: number } | undefined {
  const { nodes, splits, widths, cuts, base } = member;
  const count = nodes.length / widths[0];
  const asks = splits.length / widths[1];
  if (!Number.isInteger(count) || !Number.isInteger(asks)) return undefined;
  let trees = 0;
  let open = 0;
  let split = 0;
  for (let node = 0; node < count; node++) {
    if (open === 0) {
      trees++;
      open = 1;
    }
    const kind = readDigits(nodes, node, widths[0]);
    open += kind === 0 ? -1 : 1;
    if (kind === 0) continue;
    const cut = cuts[kind - 1];
    if (!cut || split >= asks) return undefined;
    const asked = readDigits(splits, split++, widths[1]);
    if (asked >= (typeof cut[0] === 'number' ? 2 : 1) * cut.length) return undefined;
  }
  return open === 0 && split === asks && trees % base.length === 0
    ? { splits: split, leaves: count - split }
    : undefined;
}
