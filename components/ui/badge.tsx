import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const tones = {
  neutral: "bg-sunken text-ink-muted ring-line",
  good: "bg-good-soft text-good ring-good/20",
  warn: "bg-warn-soft text-warn ring-warn/25",
  danger: "bg-danger-soft text-danger ring-danger/20",
  accent: "bg-accent-soft text-accent-ink ring-accent-ink/15",
} as const;

type Tone = keyof typeof tones;

interface BadgeProps extends ComponentProps<"span"> {
  tone?: Tone;
}

/** A short fact about a thing; never the only place where colour says something. */
export function Badge({ tone = "neutral", className, ...rest }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex h-5.5 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap ring-1 ring-inset [&_svg]:size-3.5 [&_svg]:shrink-0",
        tones[tone],
        className,
      )}
      {...rest}
    />
  );
}
