/** What a word counts in a name when only its meaning was said, beside 1 for the word itself. */
export const meantShare = 0.75;
