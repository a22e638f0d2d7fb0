import { mailReports } from "./reports/mails.ts";
import { platformReports } from "./reports/platform.ts";
import { programReports } from "./reports/programs.ts";
import type { Report } from "./reports/report.ts";
import { securityReports } from "./reports/security.ts";
import { checkoutOutage, identityOutage, storageOutage, webhookBacklog } from "./reports/storms.ts";

/** What comes in every day. */
export const everydayReports: readonly Report[] = [
  ...platformReports,
  ...programReports,
  ...mailReports,
  ...securityReports,
];

const reports: readonly Report[] = [
  ...everydayReports,
  checkoutOutage,
  identityOutage,
  storageOutage,
  webhookBacklog,
];

/** The report that a text is of; undefined for a text of somebody else. */
export const reportOf = (text: string): Report | undefined =>
  reports.find(({ knownBy }) => knownBy.test(text));
