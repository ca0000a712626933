import { diffTrees } from "../lib/diff/diff.ts";
import { groupChanges } from "../lib/diff/group.ts";
import { toYaml } from "../lib/render/yaml.ts";
import type { Results } from "../lib/report/results/results.ts";

/** Returns a comparison with every kind of change, with the word in each string that a file can fill. */
export function sampleDiff(word: string): Results["diff"] {
  const object = (kind: string, name: string, value: unknown): string =>
    toYaml({ kind, metadata: { name, namespace: word }, data: { [word]: value, list: [value] } });
  const file = (name: string): string => `latest/services/cart${word}/${name}.yaml`;
  const before = new Map([
    [file("changed"), object("Thing", "same", `${word}1`)],
    [file("gone"), object(`Kind${word}`, `gone${word}`, 1)],
    [file(`odd${word}`), word],
    [file("data"), object("PersistentVolumeClaim", `data${word}`, 1)],
    [file("elsewhere"), object("Moved", `moved${word}`, 1)],
  ]);
  const after = new Map([
    [file("changed"), object("Thing", "same", `${word}2`)],
    [file("come"), object("Other", `come${word}`, { deep: word })],
    [file("here"), object("Moved", `moved${word}`, 1)],
  ]);
  const diff = diffTrees(before, after);
  return { from: `from ${word}`, to: `to ${word}`, diff, groups: groupChanges(diff.changes) };
}
