import { escapeRegExp } from "../../base/text.ts";
import { isRecord } from "../../base/values.ts";
import type { StackModel } from "../../model/model.ts";

/** The fields by which each stack differs from each other one. */
const FIELDS = ["name", "project", "cluster", "namespace", "region", "domain", "tier"] as const satisfies readonly (keyof StackModel)[];

type Identity = Pick<StackModel, (typeof FIELDS)[number] | "privateRange">;

/** Stands for each name, place and address of a stack. */
const PLACEHOLDER = "<stack>";

/**
 * Returns a function that replaces the names, places and addresses of two stacks in a value. Values that differ by nothing else then look
 * the same. Names of both stacks count on both sides, because a fleet may have the name of a namespace.
 */
export function withoutIdentity(a: Identity, b: Identity): (value: unknown) => unknown {
  const names = FIELDS.flatMap((field) => (a[field] === b[field] ? [] : [a[field], b[field]]));
  const longestFirst = [...new Set(names)]
    .filter((name): name is string => name !== undefined && name !== "")
    .sort((one, other) => other.length - one.length)
    .map(escapeRegExp);
  const addresses = a.privateRange === b.privateRange ? [] : [a, b].flatMap(({ privateRange }) => addressesIn(privateRange));
  if (longestFirst.length + addresses.length === 0) return (value) => value;
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${[...longestFirst, ...addresses].join("|")})(?![A-Za-z0-9])`, "gi");
  return (value) => mapStrings(value, (text) => text.replace(pattern, PLACEHOLDER));
}

/** Changes each string of a value, and each key. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapStrings(item, change)]));
}

/** Returns a pattern for the first numbers of the addresses of a range: those that all of them share. A name has hyphens in place of dots. */
function addressesIn(range: string | undefined): readonly string[] {
  const [, address = "", bits = ""] = /^([\d.]+)\/(\d+)$/.exec(range ?? "") ?? [];
  const shared = address.split(".").slice(0, Math.floor(Number(bits) / 8));
  return shared.length === 0 ? [] : [`${shared.join("[.-]")}(?=[.-]\\d)`];
}
