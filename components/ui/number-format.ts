const made = new Map<string, Intl.NumberFormat>();

/** A formatter of numbers that is made once, and not before somebody reads one: a page starts sooner without them. */
export function numberFormat(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const format = made.get(key) ?? new Intl.NumberFormat("en", options);
  made.set(key, format);
  return format;
}
