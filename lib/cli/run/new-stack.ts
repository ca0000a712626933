import { suggestion } from "../../base/suggestion.ts";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { servicesOf } from "../../model/fleet.ts";
import type { AnyStack } from "../../model/stack.ts";
import { requiresDigest } from "../../model/tier.ts";
import { UserError } from "../../base/user-error.ts";
import type { NewStackFlags } from "../commands/new-stack.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { addSpec, newSpecFile } from "../../app/new/add-spec.ts";
import { changeLocks } from "../../workspace/change-locks.ts";
import { invalid, loadFleet } from "../../workspace/specs/load-fleet.ts";
import { readLock } from "../../workspace/project.ts";
import { findRoot } from "../../workspace/root.ts";
import { stackTemplate } from "../../app/new/templates/stack.ts";

export async function runNewStack(io: Io, flags: NewStackFlags, given?: string): Promise<ExitCode> {
  const root = findRoot(io.cwd);
  const fleet = await loadFleet(root);
  const asked = io.interactive ? await (await import("../prompts.ts")).askStack(given, flags) : { name: given, tier: flags.tier };
  const { name } = asked;
  if (name === undefined)
    throw new UserError("USAGE", "a new stack needs a name", { hint: "fairlead new stack prod-asia-east1 --from prod-us-central1" });
  const file = newSpecFile(root, "stacks", name);
  const stacks = fleet.stacks.map(({ stack }) => stack);
  const source = sourceStack(stacks, flags.from, asked.tier);
  const { input } = source;
  const tier = asked.tier ?? source.tier;
  const running = servicesOf(source, fleet.services).map(({ service }) => service.name);
  const { lock, problems } = readLock(root, source.name);
  if (problems.length > 0) throw invalid(problems);
  const tagged = running.filter((service) => lock.get(service)?.digest === undefined);
  // What the source runs by tag only cannot come along to a tier that runs images by digest.
  const left = requiresDigest(tier) ? tagged : [];
  const listed = !("kind" in input.services);
  const excluded = "kind" in input.services ? input.services.excluded.map((service) => service.name) : [];
  const undo = changeLocks(
    root,
    [name],
    () => new Map([...lock].filter(([service]) => running.includes(service) && !left.includes(service))),
  );
  const text = stackTemplate({
    name,
    tier,
    region: flags.region ?? input.region,
    project: flags.project ?? input.project,
    namespace: input.namespace,
    privateRange: input.privateRange === undefined ? undefined : freeRange(stacks),
    channel: input.channel,
    domain: input.domain === undefined ? undefined : [name, ...input.domain.split(".").slice(1)].join("."),
    services: listed ? running.filter((service) => !left.includes(service)) : [...new Set([...excluded, ...left])].sort(),
    listed,
  });
  await addSpec(root, file, text, () => {
    undo();
    rmSync(join(root, GENERATED_ROOT, name), { recursive: true, force: true });
  });
  const next = [`look at cluster, privateRange and domain in ${file}`, "npx fairlead render", `git add ${file} pulumi-gen`];
  io.out(reporterOf(io, flags).created({ what: "stack", name, files: [file, `pulumi-gen/${name}/versions.yaml`], next }));
  return EXIT.done;
}

function sourceStack(stacks: readonly AnyStack[], from: string | undefined, tier: AnyStack["tier"] | undefined): AnyStack {
  const names = stacks.map((stack) => stack.name);
  if (from !== undefined && !names.includes(from))
    throw new UserError("NOT_FOUND", `there is no stack "${from}"${suggestion(from, names)}`);
  const source = stacks.find((stack) => stack.name === from) ?? stacks.findLast((stack) => stack.tier === tier) ?? stacks.at(-1);
  if (source === undefined) throw new UserError("NOT_FOUND", "there is no stack to take services and versions from");
  return source;
}

/** The first 10.N.0.0/16 that no stack uses. */
function freeRange(stacks: readonly AnyStack[]): string {
  const used = new Set(stacks.map((stack) => stack.input.privateRange?.split(".")[1]));
  const free = Array.from({ length: 25 }, (_, index) => String((index + 1) * 10)).find((part) => !used.has(part));
  return `10.${free ?? "255"}.0.0/16`;
}
