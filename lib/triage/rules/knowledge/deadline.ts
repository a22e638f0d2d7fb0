import type { Entry } from "../entry.ts";

/** When it gets worse if nobody acts. */
export const deadlineKnowledge: readonly Entry[] = [
  {
    deadline: "now",
    phrases: [
      "within|in the next .. minutes|hour",
      "within|in less than .. minutes|hour",
      "within (minutes|hours|an hour|one hour)",
      "next hour",
      "less than .. hour|minutes|1h|2h|4h",
      "will .. (fill|run out|exhaust*|expire|be full) .. hour|hours|minutes",
      "expire*|expiring in|within .. minutes|hour|hours",
      "fill up soon|within 4",
      "about to .. fail|fill|run|expire|crash",
      "any minute",
    ],
  },
  {
    deadline: "today",
    phrases: [
      "within|in .. 24|48 hours|h",
      "predict* .. 24|48|72 hours|h",
      "in|within a|one|1|2|two day|days",
      "in|within 48h|24h",
      "today|tonight|tomorrow|this afternoon",
      "by end of day",
      "eod",
      "month end|quarter end|year end|month close",
      "end of .. month|quarter|day|shift",
      "before .. next .. run|payroll|closing|shift",
      "expir* .. today|tomorrow",
      "heute|morgen|demain|aujourd'hui|hoy|mañana|hoje|amanhã|oggi|domani|dziś|jutro",
    ],
  },
  {
    deadline: "later",
    phrases: [
      "in|within .. week|weeks|month|months",
      "in|within .. 7|14|21|30|60|90 days",
      "expir* .. days|weeks|months|week|month",
      "next week|month|quarter|year",
      "less than .. days|weeks",
    ],
  },
];
