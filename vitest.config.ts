import { defineConfig } from "vitest/config";

/** Each of their commands has four stacks at once already. */
const WITH_ENGINE = "test/engine/**/*.test.ts";

export default defineConfig({
  test: {
    typecheck: { enabled: false },
    setupFiles: ["test/environment.ts"],
    // End to end tests start processes; two cores that are busy elsewhere make them slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "fairlead",
          include: ["lib/**/*.test.ts", "test/**/*.test.ts", "tools/**/*.test.ts", "bench/**/*.test.ts"],
          exclude: ["**/node_modules/**", WITH_ENGINE],
        },
      },
      // However many cores there are, one of their files at a time: a stack takes 0.42 GB.
      { extends: true, test: { name: "engine", include: [WITH_ENGINE], fileParallelism: false } },
    ],
  },
});
