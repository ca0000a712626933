import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts", "test/**/*.test.ts", "tools/**/*.test.ts", "bench/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    typecheck: { enabled: false },
    setupFiles: ["test/environment.ts"],
    // End to end tests start processes; two cores that are busy elsewhere make them slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
