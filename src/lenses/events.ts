/** What a training of any lens tells while it runs. Declared where it was first needed. */
export type { Candidate, TrainEvent, TrainPhase, WatchedView } from './predict/events.ts';
