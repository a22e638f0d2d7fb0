/** Page of a runbook, at one of its sections where that is given. */
export function runbookAddress(id: string, section?: number): string {
  const path = id.split("/").map(encodeURIComponent).join("/");
  return `/knowledge/${path}${section === undefined ? "" : `#${sectionAnchor(section)}`}`;
}

export const sectionAnchor = (ordinal: number) => `section-${ordinal}`;
