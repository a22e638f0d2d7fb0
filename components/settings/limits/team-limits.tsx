"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { changeTeamLimitsOperation } from "#lib/contracts/limit-operations.ts";
import { type CallerLimits, type Limits, noLimits } from "#lib/contracts/limits.ts";
import { Loaded } from "../loaded.tsx";
import { LimitsForm } from "./limits-form.tsx";
import { limitsQuery } from "./limits-query.ts";
import { limitsText } from "./limits-words.ts";

/** What the keys of each team may use a minute together; `teams` are those that the keys name. */
export function TeamLimits({ teams }: { teams: readonly string[] }) {
  const limits = useQuery(limitsQuery());
  return (
    <Loaded what="The limits" query={limits}>
      {(known) => {
        const names = [...new Set([...teams, ...known.teams.map(({ team }) => team)])].sort();
        const byDefault = limitsText(known.default);
        return (
          <Card aria-labelledby="limits-of-teams" className="overflow-hidden">
            <div className="flex flex-col gap-1 border-b px-4 py-3">
              <h2 id="limits-of-teams" className="text-sm font-semibold">
                Limits of teams
              </h2>
              <p className="text-sm text-pretty text-ink-muted">
                What all keys of a team may use together, beside the limit of each key
                {byDefault === null ? ", which has none by default. " : `: by default ${byDefault}. `}
                The default changes with <code className="font-mono text-xs">TRIAGE_REQUESTS_PER_MINUTE</code>{" "}
                and <code className="font-mono text-xs">TRIAGE_TOKENS_PER_MINUTE</code> and a restart.
              </p>
            </div>
            {names.length === 0 ? (
              <p className="px-4 py-3 text-sm text-ink-muted">No key names a team yet.</p>
            ) : (
              <ul>
                {names.map((team) => (
                  <TeamRow key={team} team={team} limits={known} />
                ))}
              </ul>
            )}
          </Card>
        );
      }}
    </Loaded>
  );
}

function TeamRow({ team, limits }: { team: string; limits: Limits }) {
  const [changing, setChanging] = useState(false);
  const own = limits.teams.find((each) => each.team === team) ?? noLimits;
  const save = (change: CallerLimits) =>
    callApi(changeTeamLimitsOperation.path, changeTeamLimitsOperation.answer, { body: { team, ...change } });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 text-sm last:border-b-0">
      <bdi className="min-w-0 flex-1 basis-40 font-medium wrap-anywhere">{team}</bdi>
      <span className="text-ink-muted tabular-nums">{limitsText(own) ?? "No limit"}</span>
      <Button size="sm" aria-label={`Limits of team ${team}`} onClick={() => setChanging(true)}>
        Limits
      </Button>
      <Dialog title={`Limits of team ${team}`} open={changing} onOpenChange={setChanging}>
        <LimitsForm
          name={`team ${team}`}
          before={own}
          defaults={noLimits}
          save={save}
          onDone={() => setChanging(false)}
        />
      </Dialog>
    </li>
  );
}
