import { isDnsLabel } from "../../base/dns-names.ts";
import { nearest } from "../../base/suggestion.ts";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkRelease, type Release } from "../../releases/release.ts";
import { nameProblem } from "../../model/names.ts";
import { UserError } from "../../base/user-error.ts";
import type { Io } from "../../cli/io.ts";
import { findRoot } from "../../workspace/root.ts";

/** Refuses a malformed release or channel before anything is asked of the datastore. @throws UserError USAGE with every problem */
export function requireNames(release: Release, channel: string): void {
  const checked = checkRelease(release);
  const problems = ["problem" in checked ? checked.problem : "", isDnsLabel(channel) ? "" : `channel "${channel}" is not a DNS label`];
  const text = problems.filter((problem) => problem !== "").join("; ");
  if (text !== "") throw new UserError("USAGE", text, { hint: "fairlead release record --help has an example" });
}

/** @throws UserError USAGE */
export function requireService(service: string): void {
  const problem = nameProblem(service);
  if (problem !== undefined) throw new UserError("USAGE", `service ${problem}`);
}

/** Says, in a project, that it has no such service: a release may come before its spec, but a typing error is more likely. */
export function noteUnknownService(io: Io, service: string): void {
  const names = servicesAround(io.cwd);
  if (names === undefined || names.includes(service)) return;
  const near = nearest(service, names);
  io.err(`note: this project has no services/${service}.ts${near === undefined ? "" : `; did you mean "${near}"?`}\n`);
}

function servicesAround(cwd: string): readonly string[] | undefined {
  try {
    const directory = join(findRoot(cwd), "services");
    return existsSync(directory) ? readdirSync(directory).flatMap((name) => (name.endsWith(".ts") ? [name.slice(0, -3)] : [])) : undefined;
  } catch {
    return undefined;
  }
}
