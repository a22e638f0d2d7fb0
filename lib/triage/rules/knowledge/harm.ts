import type { Entry } from "../entry.ts";

/** Lasting harm: to data, to secrecy, to money. */
export const harmKnowledge: readonly Entry[] = [
  {
    harm: { value: "data_lost", certainty: "confirmed" },
    phrases: [
      "data loss",
      "loss of data",
      "lost .. data|records|orders|transactions|all",
      "data|files|records|tables|database .. deleted|wiped|erased|destroyed|lost|gone|dropped .. by|all|accident*|permanently",
      "deleted .. all|production|customer|wrong .. data|database|files|table*|records",
      "cannot be recovered|restored",
      "unrecoverable|irrecoverable|irretrievabl*",
      "permanently lost|deleted",
      "major data loss",
      "daten .. verloren|gelöscht",
      "(perte de données|données perdues)",
      "(pérdida de datos|perda de dados|utrata danych|perdita di dati)",
    ],
  },
  {
    harm: { value: "data_lost", certainty: "likely" },
    phrases: [
      "possible|potential|risk data loss",
      "may|might|could .. lose|lost|losing data",
      "(change|changes|edits?|entries|input) (is|are|was|were|gets?|got) lost",
      "dump .. corrupt",
      "backup .. corrupt",
      "no .. backup*",
      "not .. backed up",
    ],
  },
  {
    harm: { value: "data_wrong", certainty: "confirmed" },
    phrases: [
      "data .. corrupt*|inconsistent|wrong|mismatch",
      "corrupt* .. data|database|index|table|records|file*",
      "wrong|old|outdated .. price*|figure*|report*|stock*|inventor*|amount*|total*|balance*|quantit*|tax",
      "duplicate* .. order*|record*|charge*|payment*|entries|invoice*|booking*|rows",
      "incorrect .. tax|rate|price|amount",
      "(incorrect|wrong) (tax|rate|price|amount)",
      "stale data",
      "miscalculat*",
      "incorrectly calculat*|counted|posted|booked",
    ],
  },
  {
    harm: { value: "money_lost", certainty: "confirmed" },
    phrases: [
      "charged|billed|debited twice|double|wrongly|incorrectly",
      "double|duplicate charge*|billing|debit*",
      "million|billion loss",
      "financial loss",
      "lost revenue|sales|orders|money",
      "payments? .. (fail*|failing|declined|not processed|blocked)",
      "cannot|can't|unable .. (pay|checkout|check out|place order*|place an order)",
      "customers .. cannot|can't|unable .. order*|buy|pay|purchase",
      "zahlungen .. fehl*|nicht",
      "paiements .. échouent|refusés|échec",
      "pagos|pagamentos .. fallan|falham|rechazados",
    ],
  },
  {
    harm: { value: "money_lost", certainty: "likely" },
    phrases: [
      "risk .. lose|losing sales|orders|revenue",
      "customer orders",
      "losing .. sales|orders|money|revenue",
      "non compliance",
      "noncompliance",
      "penalt*|fines",
    ],
  },
];
