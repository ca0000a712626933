import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileStack } from "../../lib/compile/compile-stack.ts";
import { runStacks } from "../../lib/pulumi/run-stacks.ts";
import type { StackOutcome } from "../../lib/pulumi/process/run-stack.ts";
import { type NamedObject, OBJECTS } from "../../lib/pulumi/process/protocol.ts";
import { type ReadBack, readBack } from "../../lib/pulumi/programs/render/read-back.ts";
import { pathOf } from "../../lib/render/layout.ts";
import type { Lock } from "../../lib/resolve/lock.ts";
import type { Model } from "../../lib/model/model.ts";
import { engine } from "./engine.ts";

/** What the engine made of objects, by name of the stack they were given as. */
export interface ByEngine {
  readonly outcomes: ReadonlyMap<string, StackOutcome>;
  readonly back: ReadonlyMap<string, ReadBack>;
}

/** Every object of a fleet, each by its path. */
export const objectsOf = (model: Model, locks: ReadonlyMap<string, Lock>): readonly NamedObject[] =>
  model.stacks.flatMap((stack) =>
    compileStack(model, stack, locks.get(stack.name) ?? new Map()).manifests.map((placed) => ({
      name: pathOf(placed),
      manifest: placed.manifest,
    })),
  );

/** Has the engine render objects, without a project and without the command line. */
export async function renderByEngine(stacks: ReadonlyMap<string, readonly NamedObject[]>): Promise<ByEngine> {
  const scratch = mkdtempSync(join(tmpdir(), "fairlead-engine-"));
  const back = new Map<string, ReadBack>();
  try {
    const outcomes = await runStacks(
      [...stacks].map(([stack, objects]) => ({ stack, objects })),
      {
        engine: engine(),
        env: process.env,
        signal: new AbortController().signal,
        timeLimitMs: 300_000,
        scratch,
        parallel: 2,
        onProgress: () => undefined,
        onEnd: () => undefined,
        collect: (stack, out) => void back.set(stack, readBack(join(out, OBJECTS), stacks.get(stack) ?? [])),
      },
    );
    return { outcomes, back };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
