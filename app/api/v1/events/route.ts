import { eventStream } from "#lib/server/event-stream.ts";
import { routeMethods } from "#lib/server/route-methods.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({ GET: eventStream });
