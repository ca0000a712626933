import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../base/user-error.ts";
import type { Env } from "../../system/environment.ts";
import { runProgram } from "../../system/run-program.ts";
import type { Engine } from "../engine/engine.ts";
import { accessBackend, type DurableBackend } from "../process/backend.ts";

/** A Pulumi stack whose state the engine edits. */
export interface EditedStack {
  readonly engine: Engine;
  readonly backend: DurableBackend;
  readonly project: string;
  /** The name of the Pulumi stack: `prod.needs-1`. */
  readonly stack: string;
}

/** Milliseconds for one edit of a state, also in a bucket. */
const TIME_LIMIT_MS = 120_000;

/**
 * Takes the protection off resources of a state. The cloud stays as it is.
 * @param scratch a directory for temporary files
 * @throws UserError STATE with the engine's words
 */
export async function unprotectInState(
  { engine, backend, project, stack }: EditedStack,
  urns: readonly string[],
  { env, scratch, signal }: { readonly env: Env; readonly scratch: string; readonly signal: AbortSignal },
): Promise<void> {
  const directory = mkdtempSync(join(scratch, "state-"));
  try {
    const access = accessBackend(backend, directory);
    const settings = { PULUMI_HOME: directory, PULUMI_BACKEND_URL: access.url, PULUMI_SKIP_UPDATE_CHECK: "true", ...access.env };
    const args = ["state", "unprotect", ...urns, "--yes", "--non-interactive", "--stack", `organization/${project}/${stack}`];
    const ended = await runProgram(engine.pulumi, args, { cwd: directory, env: { ...env, ...settings }, timeoutMs: TIME_LIMIT_MS, signal });
    if (ended.code === 0) return;
    const reason =
      ended.stopped ?? (ended.stderr.trim() === "" ? `the engine ended with ${ended.code ?? ended.signal}` : ended.stderr.trim());
    throw new UserError("STATE", `the protection in ${stack} stays: ${reason}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
