import { CodedError } from '../../errors.ts';
import type { FittedStep } from '../../prepare/step.ts';
import { exporterOf, type EstimatorExporters } from '../exporter.ts';
import { prefixOf } from '../layers-model/assemble.ts';
import type { ExportedModel } from '../types.ts';
import { docstring } from './docstring.ts';
import { pythonLiteral, pythonString, type PythonCode, type PythonValue } from './literal.ts';
import { packArray } from './pack.ts';
import { MAIN, PREAMBLE, PREDICT } from './source/predict.ts';
import type { PythonSource, PythonWriter, PythonWriters } from './writer.ts';

export interface ScriptOptions {
  readonly steps: PythonWriters;
  readonly estimators: EstimatorExporters;
  /** A module's name and `.py`: the script says how it is called. */
  readonly fileName: string;
  /** Add `encode(frame)`, which makes the inputs of the model's layers. Every member must have layers. */
  readonly encoder?: boolean;
}

const code = (text: string): PythonCode => ({ code: text });

/**
 * The model as one Python file: its pipeline, its weights, a command line.
 * @throws prepare.unknown-step, prepare.other-version, model.unknown-estimator, model.other-version
 */
export async function pythonScript(model: ExportedModel, options: ScriptOptions): Promise<string> {
  const used: PythonSource[] = [PREDICT];
  const steps = (fitted: readonly FittedStep[]): Promise<PythonValue[]> =>
    Promise.all(fitted.map((entry) => stepCode(entry, options.steps, used)));
  const cleaning = await steps(model.cleaning);
  const members: PythonValue[] = [];
  for (const member of model.members) {
    const { python } = exporterOf(member, options.estimators);
    used.push(python.source);
    members.push({
      estimator: code(python.call),
      weight: member.weight,
      encoding: await steps(member.encoding),
      state: await python.state(member.state, packArray),
    });
  }
  const encoders = options.encoder ? encoderTable(model, options.estimators, used) : undefined;
  return [
    '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n',
    `${docstring(model, options.fileName)}\n`,
    PREAMBLE,
    `\n\n${facts(model)}\n`,
    ...inOrder(used).map((source) => `\n${source.code}`),
    '\n\n# ---- What was learned -----------------------------------------------------------------------------\n\n',
    `# Steps that clean the table, in order.\nCLEANING = ${pythonLiteral(cleaning)}\n\n`,
    `# Estimators with the steps that encode the table for them; a blend is their weighted mean.\n`,
    `MEMBERS = ${pythonLiteral(members)}\n`,
    ...(encoders ? [`\nENCODERS = ${pythonLiteral(encoders)}\n`, ENCODE] : []),
    `\n${MAIN.code}`,
  ].join('');
}

function facts({ task, classes, threshold, columns, cells = {} }: ExportedModel): string {
  const missing = new Map(cells.missing);
  return [
    `TASK = ${pythonString(task)}`,
    `CLASSES = ${pythonLiteral([...classes])}`,
    `THRESHOLD = ${pythonLiteral(threshold ?? 0.5)}`,
    `COLUMNS = ${pythonLiteral(columns.map(({ name, kind }) => ({ name, kind, missing: [...(missing.get(name) ?? [])] })))}`,
    '# What was said of the cells of the file that the model learned from; None: it is found in each file.',
    `DECIMAL = ${pythonLiteral(cells.decimal ?? null)}`,
    `DATE_ORDER = ${pythonLiteral(cells.dateOrder ?? null)}`,
  ].join('\n');
}

async function stepCode(
  { step, version, state }: FittedStep,
  writers: PythonWriters,
  used: PythonSource[],
): Promise<PythonValue> {
  const writer: PythonWriter | undefined = writers.get(step);
  if (!writer) throw new CodedError('prepare.unknown-step', { step });
  if (writer.version !== version) {
    throw new CodedError('prepare.other-version', { step, saved: version, known: writer.version });
  }
  used.push(writer.source);
  return [code(writer.call), await writer.state(state, packArray)];
}

/** Each source once, after those that it needs; the command line comes last of all and is not among them. */
function inOrder(sources: readonly PythonSource[]): PythonSource[] {
  const ordered = new Map<string, PythonSource>();
  const visit = (source: PythonSource): void => {
    if (ordered.has(source.name)) return;
    for (const needed of source.needs ?? []) visit(needed);
    ordered.set(source.name, source);
  };
  for (const source of MAIN.needs ?? []) visit(source);
  for (const source of sources) visit(source);
  return [...ordered.values()];
}

const ENCODE = String.raw`

def encode(frame):
    """The inputs of model.json for each row of a frame: arrays by the name of the input layer."""
    cleaned = run_steps(table_of(frame), CLEANING)
    inputs = {}
    for member, (encoder, prefix) in zip(MEMBERS, ENCODERS):
        features = run_steps(cleaned, member["encoding"])
        for name, values in encoder(features, member["state"], len(frame)).items():
            if values.shape[1]:
                inputs[prefix + name] = values
    return inputs
`;

/** @throws export.no-layers-model */
function encoderTable(model: ExportedModel, estimators: EstimatorExporters, used: PythonSource[]): PythonValue {
  return model.members.map((member, at) => {
    const { layers } = exporterOf(member, estimators);
    if (!layers) throw new CodedError('export.no-layers-model', { estimator: member.estimator });
    used.push(layers.encoder.source);
    return [code(layers.encoder.call), prefixOf(model, at)];
  });
}
