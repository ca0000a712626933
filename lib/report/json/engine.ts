import type { EngineReporter } from "../../app/engine/engine-results.ts";

/** Results about the engine, for machines. @param json writes a document */
export const engineJson = (json: (value: unknown) => string): EngineReporter => ({
  engine: (result) => json({ found: result.engine !== undefined, ...result }),
  engineInstalled: (result) => json({ installed: result.way !== undefined, ...result }),
});
