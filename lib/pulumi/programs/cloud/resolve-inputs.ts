import { type CustomResource, type Output, output } from "@pulumi/pulumi";
import { getProject } from "@pulumi/gcp/organizations/getProject.js";
import { selectAt } from "../../../base/values.ts";
import type { Properties } from "../../../cloud/kinds/kind.ts";
import { isLate, type Late, type Reference } from "../../../cloud/resource.ts";
import type { Passwords } from "./passwords.ts";

/** The values that the engine completes. */
export interface LateValues {
  /** Returns the resource of a reference. */
  readonly resource: (reference: Reference) => CustomResource;
  readonly passwords: Passwords;
}

/** Replaces each late value in inputs by an output of the engine. */
export const resolveInputs = (inputs: object, late: LateValues): Properties =>
  Object.fromEntries(Object.entries(inputs).map(([key, each]) => [key, resolveValue(each, late)]));

function resolveValue(value: unknown, late: LateValues): unknown {
  if (Array.isArray(value)) return value.map((each) => resolveValue(each, late));
  if (typeof value !== "object" || value === null) return value;
  return isLate(value) ? resolveLate(value, late) : resolveInputs(value, late);
}

function resolveLate(value: Late, { resource, passwords }: LateValues): Output<unknown> {
  if (value.kind === "generated") return passwords.of(value.secret);
  if (value.kind === "projectNumber") return numberOf(value.project).apply((number) => value.text.replaceAll("%", number));
  const [first = "", ...rest] = value.output.split(".");
  const top: Output<unknown> | undefined = Reflect.get(resource(value), first);
  if (top === undefined) throw new Error(`${value.type} has no output ${first}`);
  return top.apply((known) => selectAt(known, rest));
}

const numbers = new Map<string, Output<string>>();

/** Asks the cloud for the number of a project, once. */
function numberOf(projectId: string): Output<string> {
  const number = numbers.get(projectId) ?? output(getProject({ projectId })).number;
  numbers.set(projectId, number);
  return number;
}
