import { FREEZES_FILE } from "../../render/layout.ts";
import { toYaml } from "../../render/yaml.ts";
import type { IncidentFreeze } from "../../workspace/freezes.ts";
import type { GeneratedTree } from "../../workspace/workspace.ts";
import type { RenderResult } from "../results.ts";

/** Writes the declared freezes in one step. Without any, it removes the file. */
export function writeFreezes(tree: GeneratedTree, freezes: readonly IncidentFreeze[]): RenderResult {
  const before = tree.read(FREEZES_FILE);
  const text = freezes.length === 0 ? undefined : toYaml(Object.fromEntries(freezes.map(entryOf)));
  tree.replace(FREEZES_FILE, text);
  const is = (holds: boolean): readonly string[] => (holds ? [FREEZES_FILE] : []);
  return {
    stacks: 0,
    objects: 0,
    created: is(before === undefined && text !== undefined),
    changed: is(before !== undefined && text !== undefined && before !== text),
    removed: is(before !== undefined && text === undefined),
    seconds: 0,
  };
}

/** Returns a freeze as the file has it: without empty lists. */
function entryOf({ id, tiers, stacks, services, until, ...word }: IncidentFreeze): readonly [string, object] {
  const lists = Object.entries({ tiers, stacks, services }).filter(([, names]) => names.length > 0);
  return [id, { ...word, ...Object.fromEntries(lists), ...(until === undefined ? {} : { until }) }];
}
