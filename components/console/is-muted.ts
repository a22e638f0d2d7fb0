/** Single keys belong to whatever is being typed into, and to an open dialog or menu. */
export function isMuted(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return true;
  if (document.querySelector("[role=dialog],[role=alertdialog],[role=menu],[role=listbox]")) return true;
  const target = event.target;
  return target instanceof HTMLElement && target.closest("input,textarea,select,[contenteditable]") !== null;
}
