import type { NextConfig } from "next";

const everywhere = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** Pages get their policy, with a nonce, from proxy.ts. What the API answers is data and may load nothing. */
const api = [{ key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'" }];

const config: NextConfig = {
  poweredByHeader: false,
  // `npm run check` looks at types, faster and at more files than the build would.
  typescript: { ignoreBuildErrors: true },
  // Lets a page answer "you may not see this" with 403 and app/forbidden.tsx.
  experimental: { authInterrupts: true },
  // Browsers ask for this one by themselves when they have not yet seen the page's own.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    { source: "/api/:path*", headers: api },
  ],
};
export default config;
