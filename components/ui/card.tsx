import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A surface that groups what belongs together. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      className={classNames("rounded-lg border border-line bg-surface shadow-xs", className)}
      {...rest}
    />
  );
}
