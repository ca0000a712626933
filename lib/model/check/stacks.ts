import type { Problem, Report } from "../../base/problem.ts";
import { fitShape } from "../../base/shape/fit-shape.ts";
import { writtenKeys } from "../../base/shape/positions.ts";
import { shorten } from "../../base/text.ts";
import type { StackFile } from "../fleet.ts";
import { STACK_RULES } from "../rules/registry.ts";
import { layerSchema } from "../schema/service.ts";
import { stackSchema } from "../schema/stack.ts";
import type { AnyService } from "../service.ts";
import type { Override, StackInput } from "../stack.ts";
import type { Tier } from "../tier.ts";
import { splitPath } from "../layers.ts";
import { referenceName } from "../names.ts";
import { type CheckedDefaults, checkDefaults } from "./defaults.ts";
import { LAYER_PLACEHOLDERS } from "./placeholders.ts";
import { fitFields } from "./fit-fields.ts";
import { NameClaims } from "./name-claims.ts";
import { isUnder, reporterExcept, reporterFor } from "./reporters.ts";

/** A stack whose tier and services are known. */
export interface CheckedStack {
  /** The stack without its mismatches. */
  readonly on: StackFile;
  /** Paths whose value is not known. A rule's finding there would be a consequence. */
  readonly unknown: readonly string[];
  /** Service -> paths of its override whose value is not known. */
  readonly unknownOverrides: ReadonlyMap<AnyService, readonly string[]>;
  /** The defaults of the stack. */
  readonly defaults: readonly CheckedDefaults[];
}

/** The stacks of a fleet after their names, shapes and values were checked. */
export interface CheckedStacks {
  readonly readable: readonly CheckedStack[];
  /** Stacks whose tier or services are not known. Their other fields are checked, but no stack refers to them. */
  readonly partial: readonly CheckedStack[];
  /** Names of stacks that have reported problems in their name, tier or services. References to them report no further problem. */
  readonly broken: ReadonlySet<string>;
}

/** Checks names, shapes and values, and that two stacks do not share a namespace. */
export function checkStacks(stacks: readonly StackFile[], problems: Problem[]): CheckedStacks {
  const readable: CheckedStack[] = [];
  const partial: CheckedStack[] = [];
  const broken = new Set<string>();
  const names = new NameClaims(stacks.map(({ file, stack }) => ({ file, name: stack.name })));
  const namespaces = new Map<string, string>();
  for (const stack of stacks) {
    const report = reporterFor(problems, stack.file);
    const { name } = stack.stack;
    const named = names.check("stack", { file: stack.file, name }, report);
    const checked = checkInput(stack, report);
    const isReadable = named && checked !== undefined && !isPartial(checked);
    if (!isReadable) broken.add(referenceName(name));
    if (checked === undefined) continue;
    const { input } = checked.on.stack;
    const known = reporterExcept(checked.unknown, report);
    const rest: Report = (path, ...problem) => known(writtenKeys(input, splitPath(input, path)).join("."), ...problem);
    for (const rule of STACK_RULES) rule(input, rest);
    claimNamespace(namespaces, checked.on, rest);
    if (named) (isReadable ? readable : partial).push(checked);
  }
  return { readable, partial, broken };
}

/** True if the tier or the services of a stack are not known. */
const isPartial = ({ unknown }: CheckedStack): boolean => unknown.some((path) => isUnder(path, "tier") || isUnder(path, "services"));

/** The most tolerant tier stands for an unknown one. */
const PLACEHOLDERS = {
  tier: "latest",
  services: [],
  region: "",
  project: "",
  cluster: "",
  namespace: "",
  "apiServer.range": "10.0.0.1/32",
  "apiServer.port": 443,
  "ingress.class": "unknown",
  "ingress.namespace": "unknown",
  "monitoring.namespaces": ["unknown"],
  "monitoring.labels": {},
};

function checkInput({ file, stack }: StackFile, report: Report): CheckedStack | undefined {
  const { value, unknown } = fitShape(stackSchema, stack.input, report, { placeholders: PLACEHOLDERS });
  if (value === undefined) return undefined;
  // The schema has just checked the shape.
  const input = value as StackInput<Tier>;
  const unknownOverrides = new Map<AnyService, readonly string[]>();
  const overrides = (input.overrides ?? []).map((override): Override => {
    const at = `override(${shorten(override.service.name)})`;
    const layer = fitFields(layerSchema, override.input, report, { at, placeholders: LAYER_PLACEHOLDERS });
    unknownOverrides.set(override.service, layer.unknown);
    return { ...override, input: layer.value ?? {} };
  });
  const on = { file, stack: { ...stack, input: { ...input, ...(overrides.length === 0 ? {} : { overrides }) } } };
  const defaults = checkDefaults(input.defaults, `stack ${shorten(referenceName(stack.name))} defaults`, file, report);
  return { on, unknown, unknownOverrides, defaults };
}

function claimNamespace(claims: Map<string, string>, { file, stack }: StackFile, report: Report): void {
  const { cluster, namespace } = stack.input;
  if (cluster === "" || namespace === "") return;
  const other = claims.get(`${cluster}/${namespace}`);
  if (other !== undefined) report("namespace", `"${namespace}" on cluster "${cluster}" belongs to ${other}`);
  claims.set(`${cluster}/${namespace}`, file);
}
