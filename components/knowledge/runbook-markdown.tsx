import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { visibleLine } from "#components/triage-card/visible-text.ts";

/** Only addresses that leave for another site in the open; everything else stays text. */
const outward = /^https?:\/\//i;

const components: Components = {
  // A remote image would tell its server who reads what.
  img: ({ alt }) => <span className="text-ink-faint">[image{alt ? `: ${alt}` : ""}]</span>,
  a: ({ href, children }) =>
    href && outward.test(href) ? (
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-accent-ink underline underline-offset-2"
      >
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // The page's own headings stand above every section.
  h1: ({ children }) => <p className="font-semibold">{children}</p>,
  h2: ({ children }) => <p className="font-semibold">{children}</p>,
  h3: ({ children }) => <p className="font-semibold">{children}</p>,
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard.
    <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs leading-5">
      {children}
    </pre>
  ),
  code: ({ children }) => (
    <code className="rounded-xs bg-sunken px-1 font-mono text-[0.92em]">{children}</code>
  ),
  ul: ({ children }) => <ul className="flex list-disc flex-col gap-1 pl-5">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="flex list-decimal flex-col gap-1 pl-5">
      {children}
    </ol>
  ),
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard.
    <div tabIndex={0} className="overflow-x-auto">
      <table className="text-left text-sm [&_td]:border [&_td]:border-line [&_td]:px-2 [&_td]:py-1 [&_th]:border [&_th]:border-line [&_th]:px-2 [&_th]:py-1">
        {children}
      </table>
    </div>
  ),
  blockquote: ({ children }) => (
    <blockquote className="border-l-2 border-line-strong pl-3 text-ink-muted">{children}</blockquote>
  ),
  input: ({ checked }) => <span aria-hidden>{checked ? "☑" : "☐"} </span>,
};

/** Markdown of strangers: no raw HTML, no images, links only to other sites and marked as such. */
export function RunbookMarkdown({ text }: { text: string }) {
  const shown = text.split("\n").map(visibleLine).join("\n");
  return (
    <div className="flex min-w-0 flex-col gap-3 text-sm leading-6 wrap-anywhere">
      <Markdown skipHtml remarkPlugins={[remarkGfm]} components={components}>
        {shown}
      </Markdown>
    </div>
  );
}
