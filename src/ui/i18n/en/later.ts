import { asPictures } from './as-pictures.ts';
import { augment } from './augment.ts';
import { data } from './data.ts';
import { exportWords } from './exports.ts';
import { forecastApp } from './forecast-app.ts';
import { findings } from './findings.ts';
import { forecastCodes } from './forecast-codes.ts';
import { forecastLater } from './forecast-later.ts';
import { forecastMethods } from './forecast-methods.ts';
import { forecastPrepare } from './forecast-prepare.ts';
import { forecastScreens } from './forecast-screens.ts';
import { heldBack } from './held-back.ts';
import { imageLens } from './image-lens.ts';
import { imageScreens } from './image-screens.ts';
import { nets } from './nets.ts';
import { network } from './network.ts';
import { pictures } from './pictures.ts';
import { portable } from './portable.ts';
import { predict } from './predict.ts';
import { prepare } from './prepare.ts';
import { privacyColumns } from './privacy-columns.ts';
import { reader } from './reader.ts';
import { sequenceLens } from './sequence-lens.ts';
import { sequenceNets } from './sequence-nets.ts';
import { sequenceScreens } from './sequence-screens.ts';
import { series } from './series.ts';
import { share } from './share.ts';
import { shareHeld } from './share-held.ts';
import { reportFile } from './report-file.ts';
import { tables } from './tables.ts';
import { textCards } from './text-cards.ts';
import { textErrors } from './text-errors.ts';
import { textLens } from './text-lens.ts';
import { textScreens } from './text-screens.ts';
import { textWords } from './text-words.ts';

/** Words of the steps: they come with the first of their screens. */
export const later = {
  ...data,
  ...prepare,
  ...predict,
  ...findings,
  ...privacyColumns,
  ...portable,
  ...pictures,
  ...heldBack,
  ...imageLens,
  ...augment,
  ...imageScreens,
  ...asPictures,
  ...exportWords,
  ...reader,
  ...share,
  ...shareHeld,
  ...reportFile,
  ...tables,
  ...nets,
  ...sequenceLens,
  ...sequenceNets,
  ...sequenceScreens,
  ...network,
  ...textCards,
  ...textErrors,
  ...textLens,
  ...textScreens,
  ...textWords,
  ...forecastApp,
  ...forecastCodes,
  ...forecastMethods,
  ...forecastLater,
  ...forecastPrepare,
  ...forecastScreens,
  ...series,
} as const;
