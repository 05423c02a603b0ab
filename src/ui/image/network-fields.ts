import type { NetworkField } from '../network/network-fields.ts';

/** What may be set of the networks for pictures. */
export const IMAGE_NETWORK_FIELDS: readonly NetworkField[] = [
  { key: 'filters', kind: 'whole', least: 4, most: 128 },
  { key: 'moreBlocks', kind: 'whole', least: 0, most: 2 },
  { key: 'dropout', kind: 'share', least: 0, most: 0.9 },
  { key: 'learningRate', kind: 'number', least: 0.00001, most: 0.1 },
  { key: 'epochs', kind: 'whole', least: 1, most: 200 },
  { key: 'batch', kind: 'whole', least: 4, most: 1024 },
];
