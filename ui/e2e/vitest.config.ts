/** The tests that drive the real window: one after the other, since each has a display and a vault of its own. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: { include: ["*.test.ts"], fileParallelism: false, testTimeout: 180_000, hookTimeout: 180_000 },
});
