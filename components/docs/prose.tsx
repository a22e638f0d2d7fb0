import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** Text with `code` between backticks. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that does not change.
      <code key={index} className="rounded-xs bg-sunken px-1 font-mono text-[0.92em] wrap-anywhere">
        {part}
      </code>
    ) : (
      part
    ),
  );
}

interface CodeBlockProps {
  label: string;
  /** Tells blocks with the same label apart. */
  about?: string;
  code: string;
}

/** A block of code to copy; scrolls sideways by itself, by keyboard too. */
export function CodeBlock({ label, about, code }: CodeBlockProps) {
  const name = about === undefined ? label : `${label}: ${about}`;
  return (
    <div className="overflow-hidden rounded-md border bg-sunken">
      <div className="flex items-center justify-between border-b py-0.5 pr-1 pl-3">
        <span className="text-xs font-medium text-ink-muted">{label}</span>
        <CopyButton iconOnly label={`Copy ${name}`} text={code} />
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={name}
        className="max-h-96 overflow-auto p-3 outline-offset-[-2px]"
      >
        <pre className="font-mono text-xs leading-5">{code}</pre>
      </section>
    </div>
  );
}

export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="flex scroll-mt-16 flex-col gap-4 border-t pt-8"
    >
      <h2 id={`${id}-title`} className="text-xl font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
