import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { PURE_FILES } from "./tools/walls/rooms.ts";

const PURE_TESTS = PURE_FILES.map((glob) => glob.replace(/\.ts$/, ".test.ts"));

/** Starts the tests of the engine first. They wait most, so at the end they would leave a processor idle. */
class EngineFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isEngine = ({ moduleId }: TestSpecification): boolean => moduleId.includes("/test/engine/");
    return [...sorted.filter(isEngine), ...sorted.filter((file) => !isEngine(file))];
  }
}

export default defineConfig({
  // Node finds the sources by the same condition of package.json.
  ssr: { resolve: { conditions: ["fairlead-source", "module", "node", "development|production"] } },
  test: {
    globalSetup: ["test/memory-disk.ts"],
    sequence: { sequencer: EngineFirst },
    setupFiles: ["test/environment.ts"],
    // The engine runs up to four stacks of 0.42 GB at once, with any number of cores.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    // End to end tests start processes, which are slow if the cores are busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // Pure rooms keep no state, so their test files share a worker and its modules. A worker takes 0.3 s to start.
      { extends: true, test: { name: "pure", include: PURE_TESTS, isolate: false } },
      {
        extends: true,
        test: {
          name: "rest",
          include: ["lib/**/*.test.ts", "test/**/*.test.ts", "tools/**/*.test.ts", "bench/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...PURE_TESTS],
        },
      },
    ],
  },
});
