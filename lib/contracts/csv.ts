type Cell = string | number | boolean | null;

/** Spreadsheets run what begins with these; OWASP's advice is to put an apostrophe before it. */
const isFormula = (text: string) => /^[=+\-@\t\r\n]/.test(text);

function cellOf(value: Cell): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = isFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet. Numbers stay numbers. */
export function csvOf(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [headings, ...rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}
