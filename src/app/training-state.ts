import type { Candidate, TrainEvent } from '../lenses/events.ts';
import type { LossPoint, RaceRow, TrainingState } from './state.ts';

const MOST_POINTS = 200;

const begin = (candidate: Candidate): RaceRow => ({
  candidate,
  status: 'running',
  done: 0,
  total: 0,
  best: false,
  curve: [],
});

/** At most 200 points: when there would be more, every second one makes way, so that the shape stays. */
const withPoint = (curve: readonly LossPoint[], point: LossPoint): readonly LossPoint[] => {
  const longer = [...curve, point];
  return longer.length <= MOST_POINTS ? longer : longer.filter((_, i) => i % 2 === 0 || i === longer.length - 1);
};

function curve(row: RaceRow, event: Extract<TrainEvent, { kind: 'curve' }>): RaceRow {
  const { done, total, loss, validationLoss, validationAccuracy, learningRate, rowsPerSecond, live } = event;
  const point: LossPoint = {
    done,
    ...(loss === undefined ? {} : { loss }),
    ...(validationLoss === undefined ? {} : { validationLoss }),
    ...(validationAccuracy === undefined ? {} : { validationAccuracy }),
  };
  const now = {
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(rowsPerSecond === undefined ? {} : { rowsPerSecond }),
    ...(live === undefined ? {} : { live }),
  };
  // Progress that goes back is another fold.
  const another = done < row.done;
  const says = loss !== undefined || validationLoss !== undefined;
  const points = another ? [] : row.curve;
  return { ...row, ...now, done, total, curve: says ? withPoint(points, point) : points };
}

function tried(state: TrainingState, event: Extract<TrainEvent, { kind: 'tried' }>): TrainingState {
  const { attempt, baselineScore, best } = event;
  const { id, estimator, family, params } = attempt;
  const known = state.race.some((row) => row.candidate.id === id);
  const rows = known ? state.race : [...state.race, begin({ id, estimator, family, params })];
  const race = rows.map((row): RaceRow => {
    if (row.candidate.id !== id) return best && row.best ? { ...row, best: false } : row;
    const score = attempt.score === undefined ? {} : { score: attempt.score };
    return { ...row, ...score, status: attempt.status, best, done: row.total > 0 ? row.total : row.done };
  });
  const tries = [...state.tries.filter((other) => other.id !== id), attempt];
  return { ...state, race, tries, ...(Number.isFinite(baselineScore) ? { baselineScore } : {}) };
}

/** The race after one more event. Pure. */
export function reduceTraining(state: TrainingState, event: TrainEvent): TrainingState {
  switch (event.kind) {
    case 'phase':
      return { ...state, phase: event.phase };
    case 'compute':
      return { ...state, compute: event.compute };
    case 'candidate': {
      const others = state.race.filter((row) => row.candidate.id !== event.candidate.id);
      return { ...state, race: [...others, begin(event.candidate)] };
    }
    case 'curve':
      return {
        ...state,
        race: state.race.map((row) => (row.candidate.id === event.candidateId ? curve(row, event) : row)),
      };
    case 'tried':
      return tried(state, event);
    case 'checkpoint':
      // For storage alone.
      return state;
    case 'time':
      return { ...state, elapsedMs: event.elapsedMs, leftMs: event.leftMs, share: event.share };
  }
}
