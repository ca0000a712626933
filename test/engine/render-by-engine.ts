import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileStack } from "../../lib/compile/compile-stack.ts";
import type { ProgramOutcome } from "../../lib/pulumi/process/run-pulumi-program.ts";
import { OBJECTS } from "../../lib/pulumi/programs/render/output-files.ts";
import { readObjects } from "../../lib/pulumi/programs/render/read-objects.ts";
import type { NamedObject } from "../../lib/pulumi/programs/render/render-input.ts";
import { renderProgram } from "../../lib/pulumi/programs/render/render-program.ts";
import type { RenderedFiles } from "../../lib/pulumi/programs/render/rendered-files.ts";
import { runPrograms } from "../../lib/pulumi/run-programs.ts";
import { pathOf } from "../../lib/render/layout.ts";
import type { Lock } from "../../lib/resolve/lock.ts";
import type { Model } from "../../lib/model/model.ts";
import { engine } from "./engine.ts";

/** The engine's results, by name of the stack. */
export interface ByEngine {
  readonly outcomes: ReadonlyMap<string, ProgramOutcome>;
  readonly back: ReadonlyMap<string, RenderedFiles>;
}

/** Returns every object of a fleet, named by its path. */
export const objectsOf = (model: Model, locks: ReadonlyMap<string, Lock>): readonly NamedObject[] =>
  model.stacks.flatMap((stack) =>
    compileStack(model, stack, locks.get(stack.name) ?? new Map()).manifests.map((placed) => ({
      name: pathOf(placed),
      manifest: placed.manifest,
    })),
  );

/** Renders objects with the engine, without a project and without the command line. */
export async function renderByEngine(stacks: ReadonlyMap<string, readonly NamedObject[]>): Promise<ByEngine> {
  const scratch = mkdtempSync(join(tmpdir(), "fairlead-engine-"));
  const back = new Map<string, RenderedFiles>();
  try {
    const programs = new Map(
      [...stacks].map(([stack, objects]) => [
        stack,
        renderProgram({ stack, objects }, { name: "fairlead" }, (out) => void back.set(stack, readObjects(join(out, OBJECTS), objects))),
      ]),
    );
    const outcomes = await runPrograms(programs, {
      engine: engine(),
      env: process.env,
      signal: new AbortController().signal,
      timeLimitMs: 300_000,
      scratch,
      parallel: 2,
      onProgress: () => undefined,
      onEnd: () => undefined,
    });
    return { outcomes, back };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
