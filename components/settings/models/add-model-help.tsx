import { Boxes } from "lucide-react";
import { CopyButton } from "#components/ui/copy-button.tsx";

const examples = [
  { name: "OpenAI", text: "TRIAGE_CHEAP_MODELS=openai:gpt-5-mini\nOPENAI_API_KEY=sk-…" },
  { name: "Anthropic", text: "TRIAGE_CHEAP_MODELS=anthropic:claude-haiku-4-5\nANTHROPIC_API_KEY=sk-ant-…" },
  { name: "Google", text: "TRIAGE_CHEAP_MODELS=google:gemini-2.5-flash\nGOOGLE_GENERATIVE_AI_API_KEY=…" },
  {
    name: "Ollama, vLLM, LiteLLM",
    text: "TRIAGE_CHEAP_MODELS=compatible:llama3.3\nCOMPATIBLE_BASE_URL=http://localhost:11434/v1",
  },
] as const;

/** No model is configured: that is fine, and this is how to add one. */
export function AddModelHelp() {
  return (
    <div className="flex flex-col gap-5 p-5 sm:p-6">
      <div className="flex flex-col gap-1">
        <h2 className="flex items-center gap-2 text-base font-semibold">
          <Boxes aria-hidden className="size-4 text-ink-faint" />
          No model is configured
        </h2>
        <p className="max-w-prose text-sm text-pretty text-ink-muted">
          Tickets get their cards from the rules engine, which works and costs nothing. To have a model read
          them, set two variables and start the gateway again. More models after a comma are fall-backs;{" "}
          <code className="font-mono text-xs">TRIAGE_STRONG_MODELS</code> names those that are asked about
          what is critical or ambiguous. Each model is listed here then, with a test of its connection that
          says what is wrong and what to do.
        </p>
      </div>
      <ul className="grid gap-3 md:grid-cols-2">
        {examples.map(({ name, text }) => (
          <li key={name} className="flex min-w-0 flex-col rounded-md border bg-sunken">
            <div className="flex items-center justify-between py-1 pr-1 pl-3">
              <h3 className="text-xs font-medium">{name}</h3>
              <CopyButton text={text} label={`Copy the variables for ${name}`} iconOnly />
            </div>
            <pre className="px-3 pb-3 font-mono text-xs wrap-anywhere whitespace-pre-wrap">{text}</pre>
          </li>
        ))}
      </ul>
    </div>
  );
}
