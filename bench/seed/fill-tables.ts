/**
 * From what is known of operations (`staged`) and of what their cards have in common (`prototypes`) to the gateway's
 * tables, a statement each. The columns are named as in db/schema; a test seeds a small year with every constraint on.
 */
const card = `p.card || jsonb_build_object('category', s.category, 'severity', s.severity, 'confidence', s.confidence)`;
const proposedCard = `p.card || jsonb_build_object('category', s.proposed_category, 'severity', s.proposed_severity,
  'confidence', s.proposed_confidence)`;
const withPrototype = "from staged s join prototypes p on p.number = s.prototype";

export const fillTables: readonly string[] = [
  `insert into tickets (id, title, source, service, environment, external_id, actor_type, actor_id, team, search,
     created_at, triage_id, incident_key, status, category, severity, summary, confidence, path, degraded,
     degraded_reason, review_state)
   select s.ticket_id, s.title, s.source, s.service, s.environment, s.external_id, s.actor_type, s.actor_id, s.team,
     to_tsvector('simple', concat_ws(E'\\n', s.title, s.external_id, s.service, s.text)),
     s.at, s.triage_id, s.incident_key, 'done', s.category, s.severity, p.card->>'summary', s.confidence, s.path,
     s.degraded_reason is not null, s.degraded_reason, s.review_state
   ${withPrototype} order by s.number`,
  `insert into ticket_texts (ticket_id, text) select ticket_id, text from staged order by number`,
  `insert into triages (id, ticket_id, status, fingerprint, incident_key, duplicate_of, category, severity, confidence,
     path, reuse, degraded, degraded_reason, tier, model, simulated, prompt_version, policy_version, schema_version,
     step_scores, review_state, review_reasons, model_calls, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens,
     cost_nano_usd, routing_saved_nano_usd, total_ms, model_ms, created_at)
   select s.triage_id, s.ticket_id, 'done', s.fingerprint, s.incident_key, s.duplicate_of, s.category, s.severity,
     s.confidence, s.path, case when s.path = 'cache' then 'cache' end, s.degraded_reason is not null,
     s.degraded_reason, s.tier, s.model, false, s.prompt_version, s.policy_version, 1, p.step_scores, s.review_state, s.review_reasons, s.model_calls, s.input_tokens,
     s.cached_input_tokens, s.output_tokens, s.reasoning_tokens, s.cost_nano_usd, s.routing_saved_nano_usd, s.total_ms, s.model_ms, s.at
   ${withPrototype} order by s.number`,
  `insert into triage_cards (triage_id, card, facts)
   select s.triage_id, ${card}, p.facts ${withPrototype} order by s.number`,
  `insert into triage_traces (triage_id, events)
   select triage_id, jsonb_build_array(
     jsonb_build_object('kind', 'redaction', 'atMs', 1, 'reason', 'nothing to remove was found', 'removed', '{}'::jsonb),
     case
       when path = 'cache' then jsonb_build_object('kind', 'cache', 'atMs', 4, 'decision', 'hit',
         'triageId', duplicate_of, 'reason', 'the same incident has a card')
       else jsonb_build_object('kind', 'cache', 'atMs', 4, 'decision', 'miss', 'triageId', null,
         'reason', 'no reusable card of this incident')
     end)
     || case
       when degraded_reason is null then '[]'::jsonb
       else jsonb_build_array(jsonb_build_object('kind', 'degrade', 'atMs', total_ms, 'degradedReason', degraded_reason,
         'retryAfterMs', null, 'reason', 'no model answered'))
     end
   from staged order by number`,
  `insert into card_versions (triage_id, version, card, facts, origin, review, replaced_at)
   select s.triage_id, 1, p.card, p.facts,
     jsonb_build_object('path', 'rules', 'degraded', true, 'degradedReason', s.replaced_reason, 'tier', null,
       'model', null, 'promptVersion', null, 'policyVersion', s.policy_version, 'simulated', false),
     jsonb_build_object('state', 'none', 'reasons', '[]'::jsonb), s.replaced_at
   ${withPrototype} where s.replaced_at is not null`,
  `insert into reviews (triage_id, incident_key, state, queued_at, claim_due_at, decide_due_at, first_claimed_at,
     skipped_by, decided_at, decided_by_name, decided_action)
   select s.triage_id, s.incident_key, case when s.decided_at is null then 'open' else 'decided' end, s.at,
     s.at + c.claim, s.at + c.decide, s.at + (s.decided_at - s.at) * 0.8, '{}', s.decided_at,
     case when s.decided_at is not null then s.decided_by end,
     case when s.decided_at is not null then s.decided_action end
   from staged s join clocks c on c.severity = s.proposed_severity
   where s.asked`,
  `insert into review_decisions (id, triage_id, action, actor_id, actor_name, before, after, created_at)
   select s.review_id, s.triage_id, s.decided_action, s.decided_by_id, s.decided_by,
     jsonb_build_object('card', ${proposedCard}, 'origin',
       jsonb_build_object('path', s.proposed_path, 'degraded', false, 'degradedReason', null, 'tier', s.tier, 'model', s.model,
         'promptVersion', s.prompt_version, 'policyVersion', s.policy_version, 'simulated', false),
       'review', jsonb_build_object('state', 'pending', 'reasons', to_jsonb(s.review_reasons)), 'reusable', null),
     ${card}, s.decided_at
   ${withPrototype} where s.decided_at is not null`,
  // Few reports have no runbook, most one or two: the same ones for a service and a symptom.
  `insert into triage_runbooks (triage_id, rank, runbook_id, title, section, section_ordinal, score, created_at)
   select s.triage_id, r.rank, b.id, b.title, b.title, 0, 0.9 - 0.2 * r.rank, s.at
   from staged s
   join lateral (values (1, s.prototype), (2, s.prototype * 7 + 3)) r(rank, pick) on r.rank <= s.number % 3
   join shelf b on b.number = r.pick % (select count(*) from shelf)`,
  // Events are for who listens; older ones are removed.
  `insert into events (id, type, ticket_id, created_at)
   select event_id, 'triage.completed', ticket_id, at from staged where at > (select keep_events_from from bounds)`,
];
