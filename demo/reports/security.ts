import { clock, number, person, type Report } from "./report.ts";

/** What somebody hostile does, or may do. */
export const securityReports: readonly Report[] = [
  {
    source: "siem",
    service: "accounts",
    environment: "production",
    weight: 3,
    text: (
      draw,
    ) => `Password spraying against accounts: ${number(draw, 1200, 9000)} failed logins for ${number(draw, 200, 900)} accounts from 198.51.100.${number(draw, 2, 250)} within ${number(draw, 12, 55)} minutes.
No successful login from that address. Attempts continue, one per account.`,
    knownBy: /^Password spraying/,
    found: {
      claims: {
        scope: ["many", /failed logins for \d+ accounts/],
        attack: ["attempted", /Password spraying against accounts/],
        trend: ["steady", /Attempts continue/],
        capability: ["none", /No successful login/],
      },
      cues: [
        ["security", /Password spraying against accounts/],
        ["security", /failed logins for \d+ accounts/],
      ],
      summary: (say) =>
        `One address, ${say(/198\.51\.100\.\d+/)}, tries passwords against ${say(/for (\d+ accounts)/)}: ${say(/(\d+) failed/)} failed logins within ${say(/within (\d+ minutes)/)}, and it goes on.\nIt has not got in so far.`,
      steps: (say) => [
        `Search the logins of the last 24 hours from ${say(/198\.51\.100\.\d+/)} and expect none that worked; if there is one, treat that account as taken.`,
        `Block ${say(/198\.51\.100\.\d+/)} at the edge proxy and expect the attempts to stop within minutes; otherwise ask for its whole network.`,
        "Tell the security desk the accounts with most failed logins and expect no complaints of locked users; else unlock them by hand.",
      ],
    },
    sure: 0.97,
  },
  {
    source: "mailbox",
    service: "workplace",
    weight: 3,
    text: (
      draw,
    ) => `Hi security, I got a mail that looked like our payroll portal and typed my password before I saw the address was
payroll-portal-login.example. That was at ${clock(draw)}. My inbox now has a rule I did not make, it forwards invoices. Sorry! ${person(draw)}`,
    knownBy: /looked like our payroll portal/,
    found: {
      claims: {
        scope: ["one", /My inbox now has a rule/],
        attack: ["active", /a rule I did not make, it forwards invoices/],
      },
      harms: [["data_exposed", "likely", /it forwards invoices/]],
      cues: [
        ["security", /typed my password before I saw the address/],
        ["security", /a rule I did not make/],
      ],
      summary: (say) =>
        `A colleague typed a password into a false payroll page at ${say(/at (\d\d:\d\d)/)}; since then a mailbox rule that is not theirs forwards invoices.\nSomebody hostile is in this mailbox. Whether others got the same mail is not known.`,
      steps: () => [
        "Check the sign-ins of this mailbox since that time in the console and expect one from an unknown address; if there is none, the rule is older.",
        "End all sessions and reset the password with the person's consent, keep a copy of the rule before removing it; else lock the account.",
        "Search all mailboxes for payroll-portal-login.example and expect the same mail in some; take it out there, otherwise ask the mail team.",
      ],
    },
    sure: 0.97,
  },
  {
    source: "siem",
    service: "media",
    environment: "production",
    weight: 2,
    text: (
      draw,
    ) => `Bucket "media-exports" became public at ${clock(draw)} UTC by a change of the role "deploy".
${number(draw, 120, 900)} objects, among them customer lists as CSV. ${number(draw, 13, 60)} downloads from unknown addresses since then.`,
    knownBy: /^Bucket "media-exports" became public/,
    found: {
      claims: {
        scope: ["many", /customer lists as CSV/],
        attack: ["possible", /downloads from unknown addresses/],
      },
      harms: [["data_exposed", "confirmed", /\d+ downloads from unknown addresses/]],
      cues: [
        ["security", /Bucket "media-exports" became public/],
        ["security", /downloads from unknown addresses/],
      ],
      summary: (say) =>
        `The bucket media-exports can be read by anyone since ${say(/at (\d\d:\d\d UTC)/)}, after a change of the role deploy; customer lists lie in it.\n${say(/(\d+) downloads/)} downloads came from unknown addresses since then.`,
      steps: () => [
        'Check in the console who can read "media-exports" now and expect everybody; if it is private again, note when and by whom.',
        'Set "media-exports" to private with the approval of the media owner and expect downloads to stop at once; otherwise revert the role.',
        "Export the access log of those hours for the data protection officer and expect each download in it; else ask the cloud provider.",
      ],
    },
    sure: 0.96,
  },
  {
    source: "github",
    service: "storefront",
    weight: 2,
    text: (
      draw,
    ) => `Dependabot: critical vulnerability in image-resize (CVE-2026-${number(draw, 21_000, 48_000)}), remote code execution through a crafted WebP file.
Used by storefront and media-worker. Fixed in ${number(draw, 3, 5)}.${number(draw, 0, 9)}.1. No sign of use against us so far.`,
    knownBy: /^Dependabot: critical vulnerability/,
    found: {
      claims: {
        attack: ["possible", /critical vulnerability in image-resize/],
        capability: ["at_risk", /remote code execution through a crafted WebP file/],
      },
      cues: [
        ["security", /critical vulnerability in image-resize/],
        ["security", /CVE-2026-\d+/],
      ],
      summary: (say) =>
        `image-resize, which storefront and media-worker use, runs foreign code when it reads a crafted WebP file (${say(/CVE-2026-\d+/)}).\nA fixed version exists: ${say(/Fixed in ([\d.]+\d)/)}. Nobody was seen using it against us.`,
      steps: (say) => [
        "Check in the lock files of storefront and media-worker which version of image-resize is installed, and expect an older one; if not, close this.",
        `Update image-resize to ${say(/Fixed in ([\d.]+\d)/)} on staging and expect the upload tests to pass; otherwise ask its developers.`,
        "Block WebP uploads at the proxy with the owner's consent until then and expect no complaints; else allow them again for known shops.",
      ],
    },
    sure: 0.9,
  },
  {
    source: "siem",
    service: "accounts",
    environment: "production",
    weight: 2,
    text: (
      draw,
    ) => `Unusual sign-in: administrator of a shop from two countries within ${number(draw, 12, 55)} minutes, second one by a new device.
Prices of ${number(draw, 14, 80)} products were changed right after. The owner was not reached yet.`,
    knownBy: /^Unusual sign-in/,
    found: {
      claims: {
        scope: ["one", /administrator of a shop/],
        attack: ["possible", /from two countries within \d+ minutes/],
      },
      harms: [["data_wrong", "likely", /Prices of \d+ products were changed/]],
      cues: [
        ["security", /Unusual sign-in/],
        ["app", /Prices of \d+ products were changed/],
      ],
      summary: (say) =>
        `A shop's administrator signed in from two countries within ${say(/within (\d+ minutes)/)}, the second time by a new device; right after, prices of ${say(/of (\d+ products)/)} changed.\nThe account may be taken. Its owner was not reached yet.`,
      steps: () => [
        "Check both sign-ins of the administrator in the console and expect two devices; if it is a network of a known provider, ask the owner first.",
        "Lock the session of the new device with the manager's approval and expect no more price changes; otherwise undo it when the owner confirms.",
        "Compare the prices with yesterday's backup and expect a list of changed products; restore them once the owner agrees, else leave them.",
      ],
    },
    sure: 0.7,
    disputed: ["app", 0.15],
  },
];
