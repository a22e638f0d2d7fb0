import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { eventTypes } from "#lib/contracts/events.ts";
import { triageSchema } from "#lib/contracts/triage.ts";

const messageSchema = z.object({
  type: z.enum(eventTypes),
  timestamp: z.iso.datetime(),
  data: triageSchema,
});
type Message = z.infer<typeof messageSchema>;

export interface CallbackReceiver {
  url: string;
  /** Messages that were answered 2xx, in their order, with the id that came with each. */
  received: { id: string; message: Message }[];
  /** Every request, also those that were answered with an error. */
  requests(): number;
  close(): Promise<void>;
}

/**
 * A server that takes messages as the specification says: checks signature and time, and answers 204. `statusFor` may
 * answer something else for a try, counted from 1 for each message.
 */
export async function startCallbackReceiver(
  secret: string,
  statusFor: (message: Message, tries: number) => number = () => 204,
): Promise<CallbackReceiver> {
  const webhook = new Webhook(secret);
  const received: CallbackReceiver["received"] = [];
  const tries = new Map<string, number>();
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    const body = await text(request);
    const id = String(request.headers["webhook-id"]);
    try {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const message = messageSchema.parse(webhook.verify(body, headers));
      tries.set(id, (tries.get(id) ?? 0) + 1);
      const status = statusFor(message, tries.get(id) ?? 1);
      if (status < 300) received.push({ id, message });
      response.writeHead(status).end();
    } catch {
      response.writeHead(400).end();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/done`,
    received,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
