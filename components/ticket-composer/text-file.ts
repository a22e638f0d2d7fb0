/** A body of the API may hold 1 MiB; a larger file is no ticket. */
const fileMaxBytes = 1024 * 1024;

export type FileReading = { text: string } | { refused: string };

/** Reads a dropped file as text; says in words why one is refused. */
export async function readTextFile(file: File): Promise<FileReading> {
  if (file.size > fileMaxBytes) return { refused: `Over 1 MiB: ${file.name}. Paste the part that matters.` };
  const bytes = await file.arrayBuffer();
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\u0000")) return { text };
  } catch {
    // Falls through to the same answer as a file with NUL characters.
  }
  return { refused: `Not a text file in UTF-8: ${file.name}` };
}
