import type { NetworkField } from '../network/network-fields.ts';

/** What may be set of the networks for journeys. */
export const SEQUENCE_NETWORK_FIELDS: readonly NetworkField[] = [
  { key: 'units', kind: 'whole', least: 4, most: 256 },
  { key: 'embedding', kind: 'whole', least: 2, most: 128 },
  { key: 'widths', kind: 'numbers', least: 1, most: 7 },
  { key: 'dropout', kind: 'share', least: 0, most: 0.9 },
  { key: 'learningRate', kind: 'number', least: 0.00001, most: 0.1 },
  { key: 'epochs', kind: 'whole', least: 1, most: 200 },
  { key: 'batch', kind: 'whole', least: 4, most: 1024 },
];
