/**
 * One piece of what the field calls by several names: whoever says one of the phrases may mean these words, too. All
 * words of a phrase have to stand near each other, in any order and with any ending; `a/b` is one of these.
 */
export interface Synonym {
  said: readonly string[];
  /** Words as runbooks and alert rules use them. */
  means: string;
}
