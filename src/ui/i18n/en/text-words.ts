/** What can go wrong in reading texts. */
export const textWords = {
  'text.no-words': 'None of the texts to learn from holds a word that occurs often enough.',
  'text.no-words.hint': 'Choose the column that holds what people wrote, or add rows.',
} as const;
