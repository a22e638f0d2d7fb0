import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { CSSProperties, ReactNode } from "react";
import { SimulatedLine } from "#components/console/simulated-line.tsx";
import { Providers } from "#components/providers.tsx";
import { isDemo } from "#lib/server/page-context.ts";
import "./globals.css";
import { chosenTheme } from "./page-request.ts";

export const metadata: Metadata = {
  title: { default: "Triage Gateway", template: "%s · Triage Gateway" },
  description: "Text in, a triage card out: category, severity, summary, three next steps, confidence.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme();
  return (
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable} font-sans`}
      // The theme toggle changes the attribute without React.
      suppressHydrationWarning
    >
      {/* As high as the line of a demonstration, which moves the rest down. */}
      <body style={isDemo() ? ({ "--strip": "1.8125rem" } as CSSProperties) : undefined}>
        <div className="isolate">
          {isDemo() ? <SimulatedLine /> : null}
          <Providers>{children}</Providers>
        </div>
      </body>
    </html>
  );
}
