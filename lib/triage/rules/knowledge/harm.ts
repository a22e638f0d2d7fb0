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
      // A destructive statement, and what it hit.
      "truncate*|(drop table*|database*|schema*)|(dropped .. table*|database*|schema*) .. prod|production|live|customer*|wrong|(not .. backup*)",
      "dropped|truncated|overwritten|overwrote|formatted .. wrong|live|production .. database|table|volume|disk|bucket|server|drive",
      "(truncate|drop|delete) .. (in|on|from) (prod|production|live)",
      "(is|are) gone .. backup*|snapshot*|copy",
      "(no|without|missing) .. backup*|snapshot*|copy .. deleted|dropped|truncated|wiped|overwritten|gone",
      "deleted|dropped|truncated|wiped|overwritten .. (no|without|missing) .. backup*|snapshot*|copy",
      "cannot be recovered|restored",
      "unrecoverable|irrecoverable|irretrievabl*",
      "permanently lost|deleted",
      "major data loss",
      "daten|datenbank|tabelle|dateien .. verloren|gelöscht|überschrieben",
      "(base de données|table|fichiers) .. supprimé*|effacé*|écrasé*",
      "(base de datos|tabla|archivos) .. borrad*|eliminad*",
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
