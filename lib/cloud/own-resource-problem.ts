import { isPlainObject } from "../base/values.ts";
import { instanceHost, instanceName } from "../model/needs/need.ts";
import { CLOUD_KINDS, isCloudType } from "./kinds/registry.ts";
import type { NeedPlace } from "./need-place.ts";

/** Returns the reason why a value is no resource of an instance, or undefined if it is one. */
export function ownResourceProblem(value: unknown, { stack, instance }: NeedPlace): string | undefined {
  if (!isPlainObject(value) || typeof value["type"] !== "string" || typeof value["name"] !== "string") {
    return "must return results of cloudResource";
  }
  const { type, name, inputs } = value;
  if (!isCloudType(type)) return `has "${name}" of the unknown type "${type}"`;
  const start = instanceName(instance);
  // Other resources of the stack have other names, so none is replaced by accident.
  if (name !== start && !name.startsWith(`${start}-`) && name !== instanceHost(instance)) {
    return `has a resource "${name}"; its name must be "${start}" or begin with "${start}-"`;
  }
  if (!isPlainObject(inputs)) return `has no inputs for ${type} "${name}"`;
  const wrong = firstNotPlain(inputs, []);
  if (wrong !== undefined) {
    return `has ${wrong.join(".")} of ${type} "${name}", which is no plain data; outputOf refers to an output of another resource`;
  }
  const missing = CLOUD_KINDS[type].required.filter((path) => path !== "name" && inputs[path] === undefined);
  if (missing.length > 0) return `has no ${missing.join(", ")} of ${type} "${name}"`;
  const { project } = inputs;
  if (project !== undefined && project !== stack.project) {
    return `puts ${type} "${name}" into project ${JSON.stringify(project)}; the instance is in "${stack.project}"`;
  }
  return undefined;
}

/** The deepest level of inputs. An object may refer to itself. */
const MAXIMUM_DEPTH = 20;

/** Returns the keys that lead to the first value that is no plain data, such as an Output of Pulumi. */
function firstNotPlain(value: unknown, at: readonly string[]): readonly string[] | undefined {
  if (at.length > MAXIMUM_DEPTH) return at;
  if (value === undefined || value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value))
    return undefined;
  if (!Array.isArray(value) && !isPlainObject(value)) return at;
  for (const [key, part] of Object.entries(value)) {
    const found = firstNotPlain(part, [...at, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
