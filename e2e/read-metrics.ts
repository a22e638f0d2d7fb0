/** What a gateway said of itself in one scrape, or several of them together. */
export interface Metrics {
  /** Sum of the samples of a metric that have all of these labels; null when there is none. */
  sum(name: string, labels?: Record<string, string>): number | null;
  text: string;
}

const sample = /^(\w+)(?:\{(.*)\})? (\S+)$/;

/** Scrapes servers as Prometheus does; fails unless each answers with its text format. */
export async function readMetrics(urls: readonly string[], key: string): Promise<Metrics> {
  const texts = await Promise.all(
    urls.map(async (url) => {
      const response = await fetch(`${url}/api/metrics`, { headers: { authorization: `Bearer ${key}` } });
      const type = response.headers.get("content-type") ?? "";
      if (response.status !== 200 || !type.startsWith("text/plain; version=0.0.4")) {
        throw new Error(`a scrape was answered ${response.status} ${type}`);
      }
      return await response.text();
    }),
  );
  const text = texts.join("\n");
  const samples = text.split("\n").flatMap((line) => {
    const [, name, labels = "", value] = sample.exec(line) ?? [];
    return name ? [{ name, labels, value: Number(value) }] : [];
  });
  return {
    text,
    sum(name, labels = {}) {
      const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      const found = samples.filter(
        (one) => one.name === name && wanted.every((label) => one.labels.split(",").includes(label)),
      );
      return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
    },
  };
}
