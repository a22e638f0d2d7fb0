"use client";

import { useEffect, useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import { bringWhenIdle } from "#components/ui/when-idle.ts";
import { type Person, PersonLabel, userButtonClass } from "./person-label.tsx";

/** The menu comes after the page: every page has it, and hardly anybody opens it. */
const loadMenu = () => import("./user-menu-window.tsx");

export function UserMenu({ person }: { person: Person }) {
  const [Menu, setMenu] = useState<Awaited<ReturnType<typeof loadMenu>>["default"] | null>(null);
  const toast = useToast();
  useEffect(() => bringWhenIdle(loadMenu), []);
  if (Menu) return <Menu person={person} />;
  const open = () =>
    loadMenu().then(
      ({ default: loaded }) => setMenu(() => loaded),
      () => toast("The menu could not be opened", "The gateway did not answer. Try again in a moment."),
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
