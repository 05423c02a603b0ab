import type { Commands } from './commands.ts';
import type { AppContext } from './context.ts';
import { noteTab } from './tabs.ts';

/**
 * What each command does to what is kept: a tab that only reads a project refuses those that change it. Scored files are
 * records of their own, which no other tab writes: scoring and what is downloaded stay.
 */
const EFFECT: Readonly<Record<keyof Commands, 'changes' | 'looks'>> = {
  addFiles: 'changes',
  pasteText: 'changes',
  openSample: 'looks',
  removeFile: 'changes',
  previewRead: 'looks',
  changeRead: 'changes',
  setCombine: 'changes',
  setKind: 'changes',
  cancelReading: 'looks',
  rows: 'looks',
  pictures: 'looks',
  rowsAt: 'looks',
  levels: 'looks',
  setQuestion: 'changes',
  setRecipe: 'changes',
  setSettings: 'changes',
  setThreshold: 'changes',
  setHandOver: 'changes',
  setMoney: 'changes',
  rename: 'changes',
  undo: 'changes',
  redo: 'changes',
  newProject: 'looks',
  train: 'changes',
  goOnTraining: 'changes',
  pauseTraining: 'looks',
  resumeTraining: 'looks',
  stepTraining: 'looks',
  backToBest: 'looks',
  finishTraining: 'looks',
  cancelTraining: 'looks',
  openModel: 'looks',
  renameModel: 'changes',
  deleteModel: 'changes',
  scoreFile: 'looks',
  scoreAgain: 'looks',
  cancelScoring: 'looks',
  predictOne: 'looks',
  openOutcomes: 'looks',
  compareOutcomes: 'looks',
  retrain: 'changes',
  cancelRetraining: 'looks',
  acceptRetrained: 'changes',
  prepareSharing: 'looks',
  sharingForm: 'looks',
  shareLink: 'looks',
  reportFile: 'looks',
  openShared: 'looks',
  exportModel: 'looks',
  tableCsv: 'looks',
  saveProjectFile: 'looks',
  openProjectFile: 'looks',
  findTopics: 'looks',
  cancelTopics: 'looks',
  editTopics: 'changes',
  labelWithTopics: 'changes',
  labelRows: 'changes',
  renameLabels: 'changes',
  dropLabels: 'changes',
  readText: 'looks',
  labelNext: 'looks',
  lookAtRow: 'looks',
  lookAtFile: 'looks',
  packPictures: 'looks',
  previewSeries: 'looks',
  cancelSeries: 'looks',
  whatIf: 'looks',
  forecastChances: 'looks',
  openLaterValues: 'looks',
  updateForecast: 'changes',
  acceptForecastUpdate: 'changes',
  cancelLaterValues: 'looks',
  forecastCsv: 'looks',
  takeOver: 'looks',
  dismissNotice: 'looks',
};

/** The commands as the screens get them: in a tab that only reads, those that change something say so instead. */
export function guarded(app: AppContext, commands: Commands): Commands {
  const refusing = Object.entries(commands).map(([name, run]: [string, (...args: never[]) => unknown]) => {
    if (EFFECT[name as keyof Commands] === 'looks') return [name, run];
    const unlessReadOnly = (...args: never[]): unknown => {
      if (!app.state().readOnly) return run(...args);
      noteTab(app, 'careful', 'storage.read-only');
      return Promise.resolve();
    };
    return [name, unlessReadOnly];
  });
  // The same names, and commands that change something return nothing or a promise of nothing.
  return Object.fromEntries(refusing) as unknown as Commands;
}
