"use client";

import { useEffect, useState } from "react";
import { bringWhenIdle } from "#components/ui/when-idle.ts";
import { type Person, PersonLabel, userButtonClass } from "./person-label.tsx";

/** The menu comes after the page: every page has it, and hardly anybody opens it. */
const loadMenu = () => import("./user-menu-window.tsx");

export function UserMenu({ person }: { person: Person }) {
  const [Menu, setMenu] = useState<Awaited<ReturnType<typeof loadMenu>>["default"] | null>(null);
  useEffect(() => bringWhenIdle(loadMenu), []);
  if (Menu) return <Menu person={person} />;
  const open = () =>
    loadMenu().then(
      ({ default: loaded }) => setMenu(() => loaded),
      () => {},
    );
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => void open()}
      className={userButtonClass}
    >
      <PersonLabel person={person} />
    </button>
  );
}
