/** The methods that read journeys, and what their layers do. */
export const sequenceNets = {
  'estimator.markov': 'What usually follows the last two events',
  'estimator.journey-gru': 'Network that reads event by event (GRU)',
  'estimator.journey-lstm': 'Network that reads event by event (LSTM)',
  'estimator.journey-cnn': 'Network that looks for runs of events (CNN)',
  'layer.steps': 'Steps in time',
  'layer.step-embedding': 'Each step as numbers',
  'layer.lstm': 'Reads step by step (LSTM)',
} as const;
