/** Failures: what happened, and under `.hint` what to do. */
export const errors = {
  'message.unknown': 'Something happened that this page has no sentence for ({{code}} {{params}}).',
} as const;
