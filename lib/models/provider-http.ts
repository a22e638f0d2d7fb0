/** Longest answer read from a provider. An extraction has a few thousand characters; megabytes are a fault. */
export const responseMaxBytes = 1024 * 1024;

export type Fetch = typeof globalThis.fetch;

/** Thrown into the SDK when an answer grows beyond `responseMaxBytes`; the rest is not read. */
class ResponseTooLarge extends Error {
  override readonly name = "ResponseTooLarge";
}

/** What was seen of a provider's HTTP answer, however the SDK went on from there. */
export interface Sighting {
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

/**
 * A fetch for one call: reads the whole answer up to a bound before the SDK sees it, and notes status and headers on
 * the way. Redirects are not followed, because the key would go along to wherever they point.
 */
export function sightingFetch(): { fetch: Fetch; sighting: Sighting } {
  const sighting: Sighting = {
    statusCode: null,
    headers: new Headers(),
    body: new Uint8Array(),
    tooLarge: false,
  };
  const fetch: Fetch = async (input, init) => {
    const response = await globalThis.fetch(input, { ...init, redirect: "manual" });
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
