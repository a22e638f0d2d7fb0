"use client";

import { useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import type { PolicyContent, PolicyPatch, PolicyState } from "#lib/contracts/policy.ts";
import { tiers } from "#lib/contracts/vocabulary.ts";
import { ChangeList } from "../change-list.tsx";
import { ModelsEditor } from "./models-editor.tsx";
import { draftOf, readDraft } from "./policy-draft.ts";
import { plainEntries, routingEntries } from "./policy-fields.ts";
import { OverrideBox, PolicyGate, usePolicyPreview } from "./policy-gate.tsx";
import { Part } from "./policy-view.tsx";
import { policyChanges } from "./policy-words.ts";
import { usePolicyActs } from "./use-policy-acts.ts";
import { ValueControl } from "./value-control.tsx";

interface PolicyFormProps {
  /** The policy that was in force when the form was opened. */
  state: PolicyState;
  onDone: () => void;
}

/** Everything of the policy but prompts, to be changed; what differs is shown before it counts. */
export function PolicyForm({ state, onDone }: PolicyFormProps) {
  const [draft, setDraft] = useState(() => draftOf(state.content));
  const [isReviewing, setReviewing] = useState(false);
  const { patch, content, messages } = readDraft(draft, state.content);
  const wrong = Object.keys(messages).length;
  const changes = content ? policyChanges(state.content, content).length : 0;
  return (
    <>
      <Part title="Models">
        <div className="grid items-start gap-5 sm:grid-cols-2">
          {tiers.map((tier) => (
            <ModelsEditor
              key={tier}
              tier={tier}
              models={draft.models[tier]}
              messages={messages}
              onChange={(models) => setDraft({ ...draft, models: { ...draft.models, [tier]: models } })}
            />
          ))}
        </div>
      </Part>
      <Part title="Routing to strong models">
        <div className="grid items-start gap-5 sm:grid-cols-2">
          {routingEntries.map(([name, field]) => (
            <ValueControl
              key={name}
              field={field}
              value={draft.routing[name]}
              error={messages[`routing.${name}`]}
              onChange={(value) => setDraft({ ...draft, routing: { ...draft.routing, [name]: value } })}
            />
          ))}
        </div>
      </Part>
      <Part title="Limits and review">
        <div className="grid items-start gap-5 sm:grid-cols-2">
          {plainEntries.map(([name, field]) => (
            <ValueControl
              key={name}
              field={field}
              value={draft.plain[name]}
              error={messages[name]}
              onChange={(value) => setDraft({ ...draft, plain: { ...draft.plain, [name]: value } })}
            />
          ))}
        </div>
      </Part>
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-3 shadow-xs">
        <p role="status" className={`mr-auto text-sm ${wrong > 0 ? "text-danger" : "text-ink-muted"}`}>
          {wrong > 0
            ? `${wrong} ${wrong === 1 ? "value is" : "values are"} not right`
            : changes === 0
              ? "Nothing is changed"
              : `${changes} ${changes === 1 ? "change" : "changes"}`}
        </p>
        <Button onClick={onDone}>Discard</Button>
        <Button look="primary" disabled={changes === 0} onClick={() => setReviewing(true)}>
          Look at changes
        </Button>
      </div>
      <Dialog title="Put these changes in force?" open={isReviewing} onOpenChange={setReviewing}>
        {patch && content ? (
          <SaveChanges state={state} patch={patch} content={content} onDone={onDone} />
        ) : null}
      </Dialog>
    </>
  );
}

interface SaveChangesProps {
  state: PolicyState;
  patch: PolicyPatch;
  content: PolicyContent;
  onDone: () => void;
}

function SaveChanges({ state, patch, content, onDone }: SaveChangesProps) {
  const [reason, setReason] = useState("");
  const [override, setOverride] = useState(false);
  const { changing } = usePolicyActs(state, onDone);
  const preview = usePolicyPreview({ patch });
  const failed = changing.error ? toProblemError(changing.error) : null;
  const gate = preview.data?.gate;
  const runId = preview.data?.greenRunId;
  const isReady = reason.trim() !== "" && (gate === "missing" ? override : gate !== undefined);
  return (
    // The form that starts a run stands beside this one: what is sent there is not to be sent here.
    <div className="flex flex-col gap-4 px-4 pb-4">
      <ChangeList changes={policyChanges(state.content, content)} />
      <PolicyGate patch={patch} preview={preview} />
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isReady) return;
          const claim = gate === "missing" ? { override } : gate === "green" && runId ? { runId } : {};
          changing.mutate({ patch, reason, basedOn: state.version, ...claim });
        }}
      >
        {gate === "missing" ? (
          <OverrideBox label="Change anyway" checked={override} onChange={setOverride} />
        ) : null}
        <Field label="Reason" error={failed?.messageFor("reason")}>
          <Input
            value={reason}
            maxLength={500}
            placeholder="For whoever reads the history"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <FormEnd
          failed={failed}
          title="The policy was not changed"
          fields={["reason"]}
          submit="Put in force"
          busyLabel="Saving…"
          busy={changing.isPending}
          disabled={!isReady}
        />
      </form>
    </div>
  );
}
