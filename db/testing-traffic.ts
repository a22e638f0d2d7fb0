import { sql } from "drizzle-orm";
import type { Queryable } from "./client.ts";

/** Random tickets, triages, calls and decisions over a window, made inside the database. */
export async function seedTraffic(
  db: Queryable,
  { count, from, to }: { count: number; from: Date; to: Date },
): Promise<void> {
  const span = sql`${from.toISOString()}::timestamptz + random() * (${to.toISOString()}::timestamptz - ${from.toISOString()}::timestamptz)`;
  await db.execute(sql`
    create temp table seeded as
    select n, 'seed_' || n as id, date_trunc('milliseconds', ${span}) as at,
      (array['grafana', 'zendesk', 'sentry', null])[1 + floor(random() * 4)] as source,
      floor(random() * 3)::integer as key,
      random() as fate, random() as speed
    from generate_series(1, ${count}) n`);
  await db.execute(sql`
    insert into tickets (id, title, source, actor_type, actor_id, team, search, created_at, triage_id, incident_key,
      status, category, severity, path, degraded, review_state)
    select 'tkt_' || id, 'Seeded', source, 'api_key', 'key_' || key, (array['payments', 'search', null])[1 + key], '', at,
      'tri_' || id, 'inc_' || n % 1000, 'done', 'app', 'P2', 'model', false, 'none'
    from seeded`);
  await db.execute(sql`
    insert into triages (id, ticket_id, status, fingerprint, incident_key, category, severity, confidence, path,
      degraded, degraded_reason, reuse, tier, model, simulated, prompt_version, policy_version, step_scores, review_state,
      review_reasons, model_calls, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_nano_usd,
      saved_nano_usd, total_ms, model_ms, created_at)
    select 'tri_' || id, 'tkt_' || id, 'done', 'f', 'inc_' || n % 1000,
      (array['infra', 'app', 'data', 'security', 'unknown'])[1 + floor(random() * 5)],
      (array['P0', 'P1', 'P2', 'P3'])[1 + floor(random() * 4)], random(),
      case when fate < 0.2 then 'cache' when fate < 0.25 then 'rules' else 'model' end,
      fate between 0.2 and 0.25, case when fate between 0.2 and 0.25 then 'timeout' end,
      case when fate < 0.15 then 'cache' when fate < 0.2 then 'join' end,
      case when fate < 0.7 then 'cheap' else 'strong' end,
      case when fate < 0.7 then 'openai:small' else 'openai:large' end, false,
      'prm_' || (at > ${to.toISOString()}::timestamptz - (${to.toISOString()}::timestamptz - ${from.toISOString()}::timestamptz) / 3)::integer,
      'pol_1', array[6, 7, floor(random() * 9)::integer],
      (array['none', 'none', 'pending', 'approved', 'corrected'])[1 + floor(random() * 5)], '{}', 1, 1000, 200, 300, 0,
      case when fate < 0.01 then null when fate < 0.2 then 0 else floor(random() * 4000000) end,
      case when fate < 0.02 then null when fate < 0.2 then floor(random() * 4000000) else 0 end,
      exp(2 + 7 * speed), exp(2 + 7 * speed), at
    from seeded`);
  // Degraded at first, and replaced by what a model said later.
  await db.execute(sql`
    insert into card_versions (triage_id, version, card, origin, review, replaced_at)
    select 'tri_' || id, 1, '{}',
      jsonb_build_object('path', 'rules', 'degraded', true, 'degradedReason',
        case when fate < 0.35 then 'timeout' else 'provider_error' end),
      '{"state": "none", "reasons": []}', at + interval '5 minutes'
    from seeded where fate between 0.3 and 0.4`);
  await db.execute(sql`
    insert into attempts (id, account, triage_id, api_key_id, team, source, ordinal, model, tier, purpose, outcome,
      started_at, wait_ms, ms, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
      cost_nano_usd, prompt_version, policy_version, repairs, simulated)
    select 'att_' || id, 'triage', 'tri_' || id, 'key_' || key, (array['payments', 'search', null])[1 + key], source, 1,
      case when fate < 0.7 then 'openai:small' else 'openai:large' end,
      case when fate < 0.7 then 'cheap' else 'strong' end,
      (array['first', 'first', 'first', 'retry', 're_ask', 'fall_back', 'escalation'])[1 + floor(random() * 7)],
      (array['succeeded', 'succeeded', 'succeeded', 'timed_out', 'rate_limited'])[1 + floor(random() * 5)],
      at + interval '3 milliseconds', 0, exp(2 + 7 * speed), 1000, 200, null, 300, 0,
      case when fate < 0.01 then null else floor(random() * 4000000) end, 'prm_1', 'pol_1',
      case when fate > 0.9 then '{fence}'::text[] else '{}' end, false
    from seeded`);
  await db.execute(sql`
    insert into reviews (triage_id, incident_key, state, queued_at, claim_due_at, decide_due_at, skipped_by, decided_at)
    select 'tri_' || id, 'r' || n, 'decided', at, at + interval '5 minutes', at + interval '1 hour', '{}', at
    from seeded where n % 10 = 0`);
  await db.execute(sql`
    insert into review_decisions (id, triage_id, action, actor_id, actor_name, before, after, second_opinion, created_at)
    select 'rev_' || id, 'tri_' || id, case when speed < 0.8 then 'approve' else 'correct' end, 'usr_1', 'Ada',
      jsonb_build_object('card', jsonb_build_object('category', 'app', 'severity', 'P2', 'summary', 's', 'steps', '["a"]'::jsonb, 'confidence', speed),
        'origin', '{"path": "model", "model": "openai:small", "tier": "cheap", "promptVersion": "prm_1", "policyVersion": "pol_1"}'::jsonb),
      jsonb_build_object('category', case when speed < 0.8 then 'app' else 'data' end, 'severity', 'P2', 'summary', 's', 'steps', '["a"]'::jsonb, 'confidence', 1),
      n % 40 = 0, at + fate * interval '2 hours'
    from seeded where n % 10 = 0 and at + interval '2 hours' < ${to.toISOString()}::timestamptz`);
  await db.execute(sql`drop table seeded`);
}
