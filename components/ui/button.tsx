import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

type Look = "primary" | "secondary" | "ghost" | "danger";
type Size = "xs" | "sm" | "md" | "icon";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent shadow-xs hover:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-ink shadow-xs hover:bg-hover",
  ghost: "text-ink-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink",
  danger: "border border-danger/40 bg-danger-soft text-danger shadow-xs hover:border-danger",
};

const sizes: Record<Size, string> = {
  xs: "h-7 gap-1 px-1.5 text-xs",
  sm: "h-7 gap-1.5 px-2.5 text-xs",
  md: "h-8 gap-2 px-3 text-sm",
  icon: "size-8 text-sm",
};

/** The classes of a button, for links and headless triggers that have to look like one. */
export function buttonClass(look: Look = "secondary", size: Size = "md"): string {
  return classNames(
    "inline-flex shrink-0 cursor-default items-center justify-center rounded-md font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
    looks[look],
    sizes[size],
  );
}

interface ButtonProps extends ComponentProps<"button"> {
  look?: Look;
  size?: Size;
}

export function Button({ look, size, className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={classNames(buttonClass(look, size), className)} {...rest} />;
}
