const two = (value: number) => String(value).padStart(2, "0");

/** A moment as a `datetime-local` field holds it, in the viewer's zone. */
export function localMinute(moment: string | undefined): string | undefined {
  if (moment === undefined) return undefined;
  const date = new Date(moment);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that a `datetime-local` field holds, as the API reads it. */
export function momentOf(minute: string | undefined): string | undefined {
  if (minute === undefined) return undefined;
  const date = new Date(minute);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
