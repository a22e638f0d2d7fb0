const titleMaxCharacters = 160;

/** The first line that says something, to name a text by. */
export function firstLine(text: string): string {
  const line = text.split(/\r?\n/).find((each) => each.trim() !== "") ?? "";
  return line.trim().slice(0, titleMaxCharacters);
}
