import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts", "test/**/*.test.ts", "tools/**/*.test.ts", "bench/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    typecheck: { enabled: false },
    setupFiles: ["test/environment.ts"],
    // A test with the engine has four stacks of 0.42 GB at once, however many cores there are.
    maxWorkers: Math.min(4, availableParallelism()),
    // End to end tests start processes; two cores that are busy elsewhere make them slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
