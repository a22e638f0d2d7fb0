"use client";

import { FileUp } from "lucide-react";
import { type RefObject, useId, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { numberFormat } from "#components/ui/number-format.ts";
import { useEarlyInput } from "#components/ui/use-in-browser.ts";
import { textMaxCharacters } from "#lib/contracts/text.ts";

interface TextFieldProps {
  ref: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onChange: (text: string) => void;
  onFile: (file: File | undefined) => void;
  error: string | undefined;
  /** Characters that count, without the space around the text. */
  length: number;
}

export function TextField({ ref, value, onChange, onFile, error, length }: TextFieldProps) {
  const id = useId();
  useEarlyInput(ref, value, onChange);
  const fileRef = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col">
      <div className="flex items-center justify-between gap-2 py-2 pr-2 pl-4">
        <label htmlFor={id} className="text-sm font-semibold">
          Ticket, alert, log or stack trace
        </label>
        <Button look="ghost" size="sm" onClick={() => fileRef.current?.click()}>
          <FileUp aria-hidden />
          Open file
        </Button>
        <input
          ref={fileRef}
          type="file"
          hidden
          aria-label="Text file"
          onChange={(event) => {
            onFile(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      <textarea
        ref={ref}
        id={id}
        data-search
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Paste it here, or drop a text file"
        spellCheck={false}
        dir="auto"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
        className="min-h-64 resize-y bg-transparent px-4 py-1 font-mono text-sm leading-6 wrap-anywhere outline-hidden placeholder:text-ink-faint lg:min-h-[44dvh]"
      />
      <div id={`${id}-note`} className="flex items-baseline justify-between gap-3 px-4 py-2 text-xs">
        <span role="alert" className="inline-block text-danger first-letter:uppercase">
          {error}
        </span>
        <span
          className={classNames(
            "whitespace-nowrap tabular-nums",
            length > textMaxCharacters ? "text-danger" : "text-ink-faint",
          )}
        >
          {numberFormat().format(length)} / {numberFormat().format(textMaxCharacters)}
        </span>
      </div>
    </div>
  );
}
