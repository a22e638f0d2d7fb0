"use client";

import { memo, type RefObject, useMemo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { highlight } from "./highlight.ts";
import { visibleText } from "./visible-text.ts";

interface TicketTextProps {
  text: string;
  quotes: readonly string[];
  active: number | null;
  onActivate: (quote: number | null) => void;
  ref?: RefObject<HTMLElement | null>;
  className?: string;
}

/** The text as it came, as text and nothing else, with the words marked that facts were read from. */
export const TicketText = memo(function TicketText(props: TicketTextProps) {
  const { text, quotes, active, onActivate, ref, className } = props;
  const segments = useMemo(() => highlight(text, quotes), [text, quotes]);
  let offset = 0;
  return (
    <section
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label="Ticket text"
      className={classNames("ticket-text overflow-y-auto font-mono text-sm leading-6", className)}
    >
      {segments.map((segment) => {
        const key = offset;
        offset += segment.text.length;
        const [first] = segment.quotes;
        if (first === undefined) return <Visible key={key} text={segment.text} />;
        const isActive = active !== null && segment.quotes.includes(active);
        return (
          <mark
            key={key}
            data-quotes={segment.quotes.join(" ")}
            onMouseEnter={() => onActivate(first)}
            onMouseLeave={() => onActivate(null)}
            className={classNames(
              "rounded-xs box-decoration-clone py-0.5 text-ink transition-colors duration-100",
              isActive ? "bg-mark-active" : "bg-mark",
            )}
          >
            <Visible text={segment.text} />
          </mark>
        );
      })}
    </section>
  );
});

/** Pointing at a fact renders the text again; what did not change is not taken apart again. */
const Visible = memo(function Visible({ text }: { text: string }) {
  let offset = 0;
  return visibleText(text).map((piece) => {
    const key = offset++;
    if (piece.kind === "text") return <span key={key}>{piece.text}</span>;
    if (piece.kind === "removed") return <Removed key={key} name={piece.name} meaning={piece.meaning} />;
    return (
      <span
        key={key}
        title={piece.meaning}
        className="mx-px rounded-xs bg-sunken px-0.5 text-xs text-ink-muted ring-1 ring-line ring-inset"
      >
        {piece.name}
      </span>
    );
  });
});

/** Stands where something was that nobody shall see. */
function Removed({ name, meaning }: { name: string; meaning: string }) {
  return (
    <span
      role="img"
      aria-label={meaning}
      title={meaning}
      className="mx-px rounded-xs bg-sunken px-1 py-px text-xs whitespace-nowrap text-ink-muted ring-1 ring-line ring-inset"
    >
      {name}
    </span>
  );
}
