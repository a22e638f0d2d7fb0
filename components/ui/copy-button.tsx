"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { useToast } from "./toast.tsx";

const confirmationMs = 1600;

interface CopyButtonProps {
  /** What lands on the clipboard. */
  text: string;
  label: string;
  /** Shows the icon alone; the label stays for assistive technology and as tooltip. */
  iconOnly?: boolean;
}

export function CopyButton({ text, label, iconOnly = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const toast = useToast();
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    // The clipboard exists on https and localhost only.
    const writing = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    writing.then(
      () => setCopied(true),
      () =>
        toast("Could not copy", "The browser does not allow it here. Select the text and copy it by hand."),
    );
  };
  const Icon = copied ? Check : Copy;
  return (
    <Button
      look="ghost"
      size={iconOnly ? "icon" : "sm"}
      onClick={copy}
      aria-label={iconOnly ? (copied ? "Copied" : label) : undefined}
      title={iconOnly ? label : undefined}
    >
      <Icon aria-hidden className={copied ? "text-good" : undefined} />
      {iconOnly ? null : copied ? "Copied" : label}
    </Button>
  );
}
