import type { RemovedKind } from "#lib/contracts/redaction.ts";
import { type Finding, findingsOf } from "../finding.ts";

/**
 * Secrets that are known by how they begin. secretlint wants the exact length that a provider gives out today; these
 * want the beginning and enough after it, so that a token that was cut, mistyped or newly lengthened goes as well.
 */

const from = (beginnings: string, body = "[A-Za-z0-9_-]{16,}") =>
  new RegExp(`(?<![A-Za-z0-9])(?:${beginnings})${body}(?<!\\.)`, "g");

const patterns: readonly [RemovedKind, RegExp][] = [
  ["gateway-key", from("tg_")],
  [
    "aws-key",
    from("A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA|ABIA|ACCA", "[A-Z0-9]{12,20}(?![A-Za-z0-9])"),
  ],
  // The secret that stands beside its id without a name.
  [
    "aws-key",
    /(?=[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/]))(?<=(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}[^A-Za-z0-9+/]{1,20}(?:[A-Za-z_]{1,30}[^A-Za-z0-9+/]{1,6})?)[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/])/g,
  ],
  ["google-key", from("AIza|GOCSPX-|ya29\\.|1//0")],
  ["azure-key", /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,37}/g],
  ["github-token", from("gh[pousr]_|github_pat_")],
  ["gitlab-token", from("gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-", "[A-Za-z0-9_.-]{16,}")],
  ["slack-token", from("xox[a-z]-|xox[a-z]\\.|xapp-|xwfp-", "[A-Za-z0-9.-]{10,}")],
  ["slack-token", /(?<=hooks\.slack\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9/_-]{16,200}/g],
  ["stripe-key", from("(?:sk|rk|pk)_(?:live|test)_|whsec_", "[A-Za-z0-9+/=]{10,}")],
  ["anthropic-key", from("sk-ant-")],
  [
    "openai-key",
    from("sk-(?:proj-|svcacct-|admin-|None-|or-v1-)?(?!ant-)", "(?=[A-Za-z_-]{0,60}\\d)[A-Za-z0-9_-]{20,}"),
  ],
  ["npm-token", from("npm_")],
  [
    "token",
    from(
      "hf_|gsk_|r8_|pplx-|xai-|dapi|dckr_(?:pat|oat)_|lin_(?:api|oauth)_|ntn_|sntry[su]_|gl(?:sa|c)_|shp(?:at|ca|pa|ss)_|sbp_|nfp_|vc[pikrac]_|fig[du]_|tskey-|NRAK-|NRIQ-|PMAK-|pul-|dop_v1_|doo_v1_|dor_v1_|rubygems_|pypi-|ATATT3|ATCTT3|ATBB|EAAC|sq0(?:atp|csp)-|SG\\.|key-(?=[0-9a-f]{32})|dp\\.(?:pt|st|ct)\\.|pscale_(?:tkn|pw|oauth)_|fo1_|fm[12]_|hv[sbr]\\.|AGE-SECRET-KEY-1|cfut_|cfat_|cfk_|ops_ey|pat-(?:na|eu)1-|rdme_|tfp_|phc_|phx_",
      "(?=[A-Za-z_.-]{0,40}\\d)[A-Za-z0-9_.=+/-]{16,}",
    ),
  ],
  ["token", /(?<![A-Za-z0-9])(?:AC|SK)[0-9a-f]{32}(?![A-Za-z0-9])/g],
  ["token", /(?<![A-Za-z0-9])\d{8,10}:AA[A-Za-z0-9_-]{30,40}/g],
  ["token", /(?<![A-Za-z0-9])[MNO][A-Za-z0-9_-]{22,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,45}/g],
  ["token", /(?<=discord(?:app)?\.com\/api\/webhooks\/\d{10,25}\/)[A-Za-z0-9_-]{20,100}/g],
  ["token", /(?<=\.webhook\.office\.com\/webhookb2\/)[A-Za-z0-9@/-]{30,300}/g],
  // JSON Web Tokens, signed or encrypted: every part begins where base64 of `{"` does, or follows such a part.
  ["token", /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,4}(?<!\.)/g],
];

/** Keys and tokens of a known form, wherever they stand. */
export function findKnownTokens(text: string): Finding[] {
  return patterns.flatMap(([kind, pattern]) => findingsOf(text, pattern, kind));
}
