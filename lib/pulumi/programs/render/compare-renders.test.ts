import { expect, it } from "vitest";
import { compareRenders } from "./compare-renders.ts";

const map = (name: string, data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}`;
const files = (...entries: readonly (readonly [string, string])[]) => ({ files: new Map(entries), problems: [] });

it("names the objects and the fields that differ", () => {
  const [same, inventory] = [["staging/platform/a/configmap-same.yaml", map("same", "  a: b\n")], "staging/components/a.txt"] as const;
  const changed = "staging/platform/a/configmap-login.yaml";
  const first = files(
    same,
    [inventory, "1"],
    [changed, map("login", "  at: x\n  on: y\n")],
    ["s/configmap-x1.yaml", map("x1", "  a: b\n")],
  );
  const second = files(
    same,
    [inventory, "2"],
    [changed, map("login", "  at: z\n  on: y\n")],
    ["s/configmap-x2.yaml", map("x2", "  a: b\n")],
  );
  const common = { kind: "ConfigMap", fields: [] };
  expect(compareRenders(first, second)).toEqual([
    { ...common, path: "s/configmap-x1.yaml", label: 'ConfigMap "x1"' },
    { ...common, path: "s/configmap-x2.yaml", label: 'ConfigMap "x2"' },
    { path: changed, label: 'ConfigMap "login"', kind: "ConfigMap", fields: ["data.at"] },
  ]);
  expect(compareRenders(first, first)).toEqual([]);
});
