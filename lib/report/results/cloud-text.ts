import { type AnyCloudResource, isLate, type Late } from "../../cloud/resource.ts";

/** A block of a stack with its resources. */
export interface CloudBlock {
  /** `Redis cartservice-carts` */
  readonly title: string;
  readonly resources: readonly AnyCloudResource[];
}

/** Groups resources by block: first what the whole stack shares, then services by name. */
export function blocksOf(resources: readonly AnyCloudResource[]): readonly CloudBlock[] {
  const groups = Map.groupBy(resources, ({ block: { service = "", kind, name } }) => JSON.stringify([service, name, kind]));
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, members]) => ({ title: titleOf(members[0]), resources: members }));
}

const titleOf = (resource: AnyCloudResource | undefined): string =>
  resource === undefined ? "" : `${resource.block.kind} ${resource.block.name}`;

/** Returns the type as Pulumi's SDK names its class: `redis.Instance`. */
export function className(type: string): string {
  const [, module = "", name = ""] = type.split(":");
  return `${module.split("/")[0]}.${name}`;
}

/** Lists the inputs of a resource: path -> value. A string that the engine completes is in angle brackets. */
export function inputLines(inputs: unknown, path = ""): readonly (readonly [path: string, value: string])[] {
  if (typeof inputs !== "object" || inputs === null) return [[path, JSON.stringify(inputs)]];
  if (isLate(inputs)) return [[path, lateText(inputs)]];
  const entries = Object.entries(inputs);
  if (entries.length === 0) return [[path, Array.isArray(inputs) ? "[]" : "{}"]];
  return entries.flatMap(([key, value]) => inputLines(value, path === "" ? key : `${path}.${key}`));
}

/** Describes a string that the engine completes. */
function lateText(late: Late): string {
  switch (late.kind) {
    case "reference":
      return `<${late.output} of ${className(late.type)} ${late.name}>`;
    case "generated":
      return `<generated, and put into the secret ${late.secret}>`;
    case "projectNumber":
      return late.text.replace("%", "<project number>");
  }
}
