/** A reason as the policy writes it, with the signs a page can show. */
export function reasonText(reason: string): string {
  return reason.replaceAll("->", "→").replaceAll(" x ", " × ");
}
