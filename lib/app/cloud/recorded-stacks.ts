import type { ParsedState } from "../../pulumi/state/parse-state.ts";
import { readStack } from "../../pulumi/state/read-stack.ts";
import { stateFolder, type StateFiles } from "../../pulumi/state/state-files.ts";
import { suggestion } from "../../base/suggestion.ts";
import { UserError } from "../../base/user-error.ts";
import type { Fleet } from "../../model/fleet.ts";
import { stackOfShard } from "../../cloud/place/place-shards.ts";

/** Lists the names of all recorded Pulumi stacks of a project: `prod.needs-1`. */
export async function recordedParts(files: StateFiles, project: string): Promise<readonly string[]> {
  const names = await files.list(stateFolder(project));
  return names.flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -".json".length)] : [])).sort();
}

/** Returns the stack that a Pulumi stack belongs to, also for one of code or of a copy. */
export const stackOfPart = (part: string): string => stackOfShard(part).replace(/\.(?:components|copy-.*)$/, "");

/** Reads all recorded parts of a stack, also if no spec names it any more. @throws UserError STATE */
export async function readParts(files: StateFiles, project: string, stack: string): Promise<readonly ParsedState[]> {
  const names = (await recordedParts(files, project)).filter((part) => stackOfPart(part) === stack);
  const states = await Promise.all(names.map((name) => readStack(files, project, name)));
  return states.filter((state) => state !== undefined);
}

/** The spec of a recorded stack. `in use`: `up` brings its cloud up. `retired` and `removed`: `up` leaves it alone. */
export type RecordedSpec = "in use" | "removed" | "retired";

/** Returns what the specs say about a recorded stack. */
export function specOf({ stacks }: Fleet, name: string): RecordedSpec {
  const found = stacks.find(({ stack }) => stack.name === name)?.stack;
  return found === undefined ? "removed" : found.input.retired === true ? "retired" : "in use";
}

/** Refuses the name of a stack that has neither a spec nor a state. @throws UserError NOT_FOUND */
export async function requireStack({ stacks }: Fleet, files: StateFiles, project: string, name: string): Promise<void> {
  const recorded = (await recordedParts(files, project)).map(stackOfPart);
  const known = [...new Set([...stacks.map(({ stack }) => stack.name), ...recorded])].sort();
  if (!known.includes(name)) throw new UserError("NOT_FOUND", `there is no stack "${name}"${suggestion(name, known, "ls stacks/")}`);
}
