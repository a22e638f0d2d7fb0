import type { Entry } from "../entry.ts";

/** Where it happens. */
export const environmentKnowledge: readonly Entry[] = [
  {
    environment: "production",
    phrases: [
      "production .. environment|system|cluster|server*|database|db|traffic|requests|outage|site|account|is|customers|down",
      "in|on|to prod|production|prd",
      "prod|prd",
      "live system|site|environment|customers",
      "produktivsystem|produktion|produktiv",
      "producción|produção|produzione|produkcja|produkcyjn*",
      "en production",
    ],
  },
  {
    environment: "staging",
    phrases: [
      "staging|stage environment|cluster|only|system|server|db|database",
      "staging|preprod|uat",
      "pre prod|production",
      "qa|acceptance|integration environment|system|cluster|server",
      "testsystem|testumgebung|abnahme",
      "préproduction|preproducción|homologação",
    ],
  },
  {
    environment: "development",
    phrases: [
      "dev|development|sandbox|test|lab environment|cluster|server|system|box|namespace|instance|machine|db|database",
      "on|in dev|sandbox|localhost",
      "local machine|development",
      "my dev",
      "minikube|localhost",
      "unit|integration test*",
      "ci|jenkins build*|job*|run*",
      "entwicklungssystem|entwicklungsumgebung",
    ],
  },
];
