/** A name within a sentence: "Model" as "model", "API key" as it is. */
export const inSentence = (name: string) =>
  /^\p{Lu}{2}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
