/** Shared by menus and selects, so that every popup of choices looks the same. */
export const popupClass =
  "max-h-(--available-height) origin-(--transform-origin) overflow-y-auto rounded-lg bg-raised p-1 text-ink shadow-pop outline-hidden transition-[opacity,scale] duration-100 ease-out data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

export const menuItemClass =
  "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm outline-hidden select-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0";
