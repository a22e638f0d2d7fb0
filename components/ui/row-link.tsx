"use client";

import Link from "next/link";
import type { FocusEvent, PointerEvent, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { exactTimeText } from "./exact-time.tsx";

interface RowLinkProps {
  href: string;
  className?: string;
  children: ReactNode;
}

const isOfRow = (element: Element, link: HTMLElement) =>
  link.closest("li")?.contains(element) === true && !link.contains(element) && !element.contains(link);

/** What an element of a row says when it is pointed at: its title, or the exact moment of an age. */
function hintOf(element: Element): string {
  const time = element.closest("time");
  if (time) return exactTimeText(new Date(time.dateTime));
  return element.closest<HTMLElement>("[title]")?.title ?? "";
}

/** The link lies over its row, so that it says what stands under the pointer. */
function showHint({ currentTarget: link, clientX, clientY }: PointerEvent<HTMLAnchorElement>): void {
  const under = document.elementsFromPoint(clientX, clientY).filter((element) => isOfRow(element, link));
  link.title = under.map(hintOf).find((hint) => hint !== "") ?? "";
}

/** Who comes by keyboard hears the exact moment with the link. */
function tellTime({ currentTarget: link }: FocusEvent<HTMLAnchorElement>): void {
  const time = link.closest("li")?.querySelector("time");
  if (time) link.setAttribute("aria-description", exactTimeText(new Date(time.dateTime)));
}

/** The link of a row (a positioned `li`): all of the row opens it, but for what stands above with a `z` of its own. */
export function RowLink({ href, className, children }: RowLinkProps) {
  return (
    <Link
      href={href}
      data-row
      prefetch={false}
      onPointerMove={showHint}
      onFocus={tellTime}
      className={classNames(
        "font-medium outline-hidden after:absolute after:inset-0 after:-outline-offset-2 focus-visible:after:outline-2 focus-visible:after:outline-accent-ink",
        className,
      )}
    >
      {children}
    </Link>
  );
}
