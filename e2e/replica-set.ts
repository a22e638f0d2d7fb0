import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type Triage, triageSchema } from "#lib/contracts/triage.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { type GatewayProcess, startGateway, temporaryDirectory } from "./gateway-process.ts";
import { type SharedPostgres, startSharedPostgres } from "./shared-postgres.ts";

/** Several servers on one PostgreSQL that ask one simulated model, and somebody who may post to all of them. */
export interface ReplicaSet {
  simulator: Simulator;
  postgres: SharedPostgres;
  /** The replica with this number, from 0 on. */
  at(index: number): GatewayProcess;
  /** Starts one more and returns its number. */
  add(): Promise<number>;
  /** Kills a replica without a warning and starts it again, with the same data directory. */
  kill(index: number): Promise<void>;
  /** Posts a body and returns whatever comes back; rejects when the connection breaks. */
  post(index: number, body: object, headers?: Record<string, string>): Promise<Response>;
  /** Posts a body and returns the triage; fails unless the answer is 200. */
  triage(index: number, body: object, headers?: Record<string, string>): Promise<Triage>;
  /** Reads from the API what has to be there. */
  read(index: number, address: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** The model is `compatible:simulated`; an answer of it costs something. */
export async function startReplicas(
  count: number,
  settings: Record<string, string> = {},
): Promise<ReplicaSet> {
  const [home, simulator] = await Promise.all([temporaryDirectory(), startSimulator()]);
  const postgres = await startSharedPostgres(path.join(home.directory, "database"));
  const prices = path.join(home.directory, "prices.json");
  await writeFile(prices, JSON.stringify({ "compatible:simulated": { input: 1, output: 4 } }));
  const replicas: GatewayProcess[] = [];
  const start = (index: number) =>
    startGateway({
      DATABASE_URL: postgres.url,
      AUTH_SECRET: "a secret that all replicas share, long enough",
      DATA_DIR: path.join(home.directory, `replica-${index}`),
      TRIAGE_CHEAP_MODELS: "compatible:simulated",
      COMPATIBLE_BASE_URL: `${simulator.url}/v1`,
      COMPATIBLE_API_KEY: "simulated",
      TRIAGE_PRICES_FILE: prices,
      LOG_LEVEL: "warn",
      ...settings,
    });
  replicas.push(...(await Promise.all(Array.from({ length: count }, (_, index) => start(index)))));
  const at = (index: number) => {
    const replica = replicas[index];
    if (!replica) throw new Error(`there is no replica ${index}`);
    return replica;
  };
  const authorization = `Bearer ${await at(0).createKey()}`;

  const post = (index: number, body: object, headers: Record<string, string> = {}) =>
    fetch(`${at(index).url}/api/v1/triage`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  return {
    simulator,
    postgres,
    at,
    post,
    async kill(index) {
      await at(index).stop("SIGKILL");
      replicas[index] = await start(index);
    },
    async add() {
      return replicas.push(await start(replicas.length)) - 1;
    },
    async triage(index, body, headers) {
      const response = await post(index, body, headers);
      const answer: unknown = await response.json();
      if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(answer)}`);
      return triageSchema.parse(answer);
    },
    async read(index, address) {
      const response = await fetch(`${at(index).url}${address}`, { headers: { authorization } });
      if (!response.ok) throw new Error(`${address} answers ${response.status}`);
      return await response.json();
    },
    async stop() {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await Promise.all([postgres.stop(), simulator.close()]);
      await home.remove();
    },
  };
}
