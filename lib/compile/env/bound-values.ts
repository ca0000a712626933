import { suggestion } from "../../base/suggestion.ts";
import { type Need, needKind } from "../../model/needs/registry.ts";
import type { UnknownNames } from "./unknown-names.ts";

/** Names that JavaScript reads from any object. */
const OF_ANY_OBJECT: ReadonlySet<string> = new Set(["then", "toJSON"]);

/** Wraps the values of a need so that an unknown name is noted and is never undefined. */
export function boundValues(need: Need, name: string, values: object, unknown: UnknownNames): object {
  return new Proxy(values, {
    get(target, key) {
      if (typeof key !== "string" || key in target || OF_ANY_OBJECT.has(key)) return Reflect.get(target, key);
      return unknown.add(`the ${needKind(need).nameOf(need)} "${name}" has no value "${key}"${reason(need, key, Object.keys(values))}`);
    },
  });
}

/** Names the option that gives the value, else the value that the name most likely means. */
function reason(need: Need, key: string, known: readonly string[]): string {
  const [option] = Object.entries(needKind(need).givesWith ?? {}).find(([, names]) => names.includes(key)) ?? [];
  return option === undefined ? suggestion(key, known) : ` without ${option}`;
}
