import { shorten } from "../../base/text.ts";
import type { Fleet, StackFile } from "../fleet.ts";
import { servicesOf } from "../fleet.ts";
import { dnsZone, type ForeignName } from "../model.ts";
import type { Problem } from "../../base/problem.ts";
import { checkFileName } from "../rules/file-name.ts";
import { checkStackValues } from "../rules/stack.ts";
import { checkShape } from "../../base/shape/check-shape.ts";
import { layerSchema } from "../schema/service.ts";
import { stackSchema } from "../schema/stack.ts";
import type { AnyService } from "../service.ts";
import type { AnyStack } from "../stack.ts";
import { reporterFor } from "./reporters.ts";

/** A stack that can be looked at further. */
export interface CheckedStack {
  readonly on: StackFile;
  /** Services whose override has the wrong shape: they are looked at without it. */
  readonly broken: ReadonlySet<AnyService>;
}

/** Fields without which nothing more can be said of a stack. */
const CRUCIAL = /^(?:|tier|services|overrides|bindings)(?:\.|$)/;

/** Names, shapes and values of the stacks, and that no two share a namespace. A stack goes on to the rules where it can. */
export function checkStacks(fleet: Fleet, problems: Problem[]): readonly CheckedStack[] {
  const places = new Map<string, string>();
  const names = new Map<string, string>();
  return fleet.stacks.flatMap((on) => {
    const report = reporterFor(problems, on.file);
    checkFileName("stack", on.stack.name, on.file, report);
    const misshapen: string[] = [];
    checkShape(stackSchema, on.stack.input, (path, message, hint) => {
      misshapen.push(path);
      report(path, message, hint);
    });
    if (misshapen.some((path) => CRUCIAL.test(path))) return [];
    const sound = withoutFields(on, misshapen);
    checkStackValues(sound, (path, message, hint) => {
      if (!misshapen.some((other) => path === other || other.startsWith(`${path}.`))) report(path, message, hint);
    });
    const { cluster, namespace } = sound.stack.input;
    claim(names, on.stack.name, on.file, (taken) => report("", `the name "${shorten(on.stack.name)}" is taken by ${taken}`));
    claim(places, `${cluster}/${namespace}`, on.file, (taken) =>
      report("namespace", `"${namespace}" on cluster "${cluster}" belongs to ${taken}`),
    );
    return [{ on: sound, broken: checkOverrides(fleet, sound, problems) }];
  });
}

/** The stack without what has the wrong shape; what every stack must have becomes empty. */
function withoutFields({ file, stack }: StackFile, misshapen: readonly string[]): StackFile {
  if (misshapen.length === 0) return { file, stack };
  const wrong = new Set(misshapen.map((path) => path.split(".")[0] ?? ""));
  const fields = Object.entries(stack.input).filter(([field]) => !wrong.has(field));
  const required = { tier: stack.tier, region: "", project: "", cluster: "", namespace: "", services: stack.input.services };
  return { file, stack: { ...stack, input: { ...required, ...Object.fromEntries(fields) } } };
}

function claim(claims: Map<string, string>, key: string, file: string, taken: (by: string) => void): void {
  const other = claims.get(key);
  if (other !== undefined) taken(other);
  claims.set(key, file);
}

function checkOverrides(fleet: Fleet, on: StackFile, problems: Problem[]): ReadonlySet<AnyService> {
  const report = reporterFor(problems, on.file);
  const known = new Set(fleet.services.map(({ service }) => service));
  const running = servicesOf(on.stack, fleet.services);
  if (running.length === 0) report("services", "the stack runs no service", "use allServices, or list the services");
  const wanted = on.stack.input.services;
  for (const service of "kind" in wanted ? wanted.excluded : wanted) {
    if (!known.has(service)) report("services", `"${shorten(service.name)}" is not the default export of a file in services/`);
  }
  const seen = new Set<string>();
  const broken = new Set<AnyService>();
  for (const { service, input } of on.stack.input.overrides ?? []) {
    const at = `override(${shorten(service.name)})`;
    if (!checkShape(layerSchema, input, report, at)) broken.add(service);
    if (!running.some((file) => file.service === service)) report(at, `the stack does not run "${shorten(service.name)}"`);
    if (seen.has(service.name)) report(at, "stands twice; put all that it sets into one");
    seen.add(service.name);
  }
  return broken;
}

/** Names that belong to tiers other than this one: nothing on the stack may mention them. */
export function foreignNames(stack: AnyStack, stacks: readonly StackFile[]): readonly ForeignName[] {
  const { project, namespace, cluster, region } = stack.input;
  const own = new Set([project, namespace, cluster, region, stack.name, dnsZone(stack.name)]);
  for (const { stack: other } of stacks) if (other.tier === stack.tier) own.add(other.input.project).add(dnsZone(other.name));
  const foreign = new Map<string, string[]>();
  for (const { stack: other } of stacks) {
    if (other.tier === stack.tier) continue;
    if (!own.has(dnsZone(other.name))) foreign.set(dnsZone(other.name), []);
    if (!own.has(other.input.project)) foreign.set(other.input.project, [...(foreign.get(other.input.project) ?? []), other.name]);
  }
  return [...foreign].filter(([name]) => name !== "").map(([name, buckets]) => ({ name, buckets }));
}
