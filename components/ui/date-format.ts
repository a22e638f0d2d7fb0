const made = new Map<string, Intl.DateTimeFormat>();

/**
 * A formatter of dates that is made once: making one takes as long as formatting a thousand dates, and a page of charts
 * asks for one at every tick. Without a locale the viewer's own.
 */
export function dateFormat(options: Intl.DateTimeFormatOptions, locale?: string): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, options);
  made.set(key, format);
  return format;
}
