/** Under which the browser keeps the organisation's signals. */
export const signalsKey = ["signals"] as const;
