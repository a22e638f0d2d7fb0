/**
 * A toast is a dialog to assistive technology, but it asks nothing and takes no keys; what is closed and only fades
 * takes none any more either.
 */
const takesKeys =
  ":is([role=dialog],[role=alertdialog],[role=menu],[role=listbox]):not([data-passing],[data-closed])";

/** An open dialog or menu, which whatever is pressed belongs to. */
export const isDialogShown = (): boolean => document.querySelector(takesKeys) !== null;

/** Single keys belong to whatever is being typed into, and to an open dialog or menu. */
export function isMuted(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return true;
  if (isDialogShown()) return true;
  const target = event.target;
  return target instanceof HTMLElement && target.closest("input,textarea,select,[contenteditable]") !== null;
}

/** Until when the second key of a pair is awaited, in ms since the page began. */
let secondKeyUntil = 0;

/** Notes that the next key completes a pair such as G and R, if it comes by then; 0: none is awaited. */
export function awaitSecondKey(until: number): void {
  secondKeyUntil = until;
}

/** For the keys of a single page: what completes a pair of the console's means nothing else. */
export const isMutedForPage = (event: KeyboardEvent): boolean =>
  isMuted(event) || event.timeStamp < secondKeyUntil;

/** Ctrl or Cmd and K, also while typing. */
export const isPaletteKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
