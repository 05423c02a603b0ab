import { makePythonWriters, type PythonWriter, type PythonWriters } from '../writer.ts';
import { categoriesWriter } from './categories.ts';
import { constantsWriter } from './constants.ts';
import { datesWriter } from './dates.ts';
import { missingWriter } from './missing.ts';
import { oneHotWriter } from './one-hot.ts';
import { outliersWriter } from './outliers.ts';
import { scaleWriter } from './scale.ts';
import { textsWriter } from './texts.ts';

/** How each step is written in Python; a contract test compares it with the registry of steps. */
export const STEP_WRITERS: PythonWriters = makePythonWriters([
  datesWriter,
  textsWriter,
  outliersWriter,
  categoriesWriter,
  constantsWriter,
  missingWriter,
  oneHotWriter,
  scaleWriter,
] as unknown as PythonWriter[]);
