"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { DialogProps } from "./dialog-window.tsx";
import { bringWhenIdle } from "./when-idle.ts";

/** Comes after the page: nobody opens a dialog before there is something to see. */
const loadWindow = () => import("./dialog-window.tsx");
const DialogWindow = dynamic(loadWindow, { ssr: false });

/** Most dialogs of a page are never opened: until then they cost nothing. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setWasOpened] = useState(props.open);
  if (props.open && !wasOpened) setWasOpened(true);
  useEffect(() => bringWhenIdle(loadWindow), []);
  return wasOpened ? <DialogWindow {...props} /> : null;
}
