/** How the window's pages are built and its parts are tested. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The window is WebKit of the system's package; nothing older has to be served.
  build: {
    target: "safari16",
    // Small pictures would become data: addresses, which the content policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 1420, strictPort: true, host: "127.0.0.1" },
  test: {
    environment: "jsdom",
    include: ["{src,tools,e2e/bench}/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
  },
});
