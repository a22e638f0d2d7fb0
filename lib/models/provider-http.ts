/** Longest answer read from a provider. An extraction has a few thousand characters; megabytes are a fault. */
export const responseMaxBytes = 1024 * 1024;

export type Fetch = typeof globalThis.fetch;

/** Thrown into the SDK when an answer grows beyond `responseMaxBytes`; the rest is not read. */
class ResponseTooLarge extends Error {
  override readonly name = "ResponseTooLarge";
}

/** What was seen of a provider's HTTP answer, however the SDK went on from there. */
export interface Sighting {
  /** The request may have reached the provider. */
  sent: boolean;
  statusCode: number | null;
  headers: Headers;
  /** The body as far as it was read whole; empty until then. */
  body: Uint8Array<ArrayBuffer>;
  /** The body was longer than `responseMaxBytes`. */
  tooLarge: boolean;
}

async function readBounded(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (response.body) {
    for await (const chunk of response.body) {
      bytes += chunk.length;
      if (bytes > responseMaxBytes) throw new ResponseTooLarge(`more than ${responseMaxBytes} bytes`);
      chunks.push(chunk);
    }
  }
  const body = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}

/** Ends of a connection that was never there; every other failure may come after the request has arrived. */
const neverConnected =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

async function send(
  input: Parameters<Fetch>[0],
  init: Parameters<Fetch>[1],
  sighting: Sighting,
): Promise<Response> {
  sighting.sent = true;
  try {
    return await globalThis.fetch(input, { ...init, redirect: "manual" });
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : null;
    const code: unknown = cause instanceof Error && "code" in cause ? cause.code : null;
    if (typeof code === "string" && neverConnected.test(code)) sighting.sent = false;
    throw error;
  }
}

/**
 * A fetch for one call: reads the whole answer up to a bound before the SDK sees it, and notes status and headers on
 * the way. Redirects are not followed, because the key would go along to wherever they point.
 */
export function sightingFetch(): { fetch: Fetch; sighting: Sighting } {
  const sighting: Sighting = {
    sent: false,
    statusCode: null,
    headers: new Headers(),
    body: new Uint8Array(),
    tooLarge: false,
  };
  const fetch: Fetch = async (input, init) => {
    const response = await send(input, init, sighting);
    sighting.statusCode = response.status;
    sighting.headers = response.headers;
    try {
      const body = await readBounded(response);
      const { status, statusText, headers } = response;
      sighting.body = body;
      return new Response(body.length > 0 ? body : null, { status, statusText, headers });
    } catch (error) {
      sighting.tooLarge = error instanceof ResponseTooLarge;
      throw error;
    }
  };
  return { fetch, sighting };
}
