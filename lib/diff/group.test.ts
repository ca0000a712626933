import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { override, secret } from "../index.ts";
import { renderTree } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import { diffTrees } from "./diff.ts";
import { groupChanges } from "./group.ts";

const tree = (services: Readonly<Record<string, Fields>>, names: readonly string[] = ["east", "west"], eastOnly?: Fields): Tree => {
  const files = Object.entries(services).map(([name, fields]) => serviceFile(name, fields));
  const overridesOn = (stack: string) =>
    eastOnly === undefined || stack !== "east" ? [] : files.slice(0, 1).map(({ service }) => override(service, eastOnly));
  const fleet = fleetOf({ services: files, stacks: names.map((name) => stackFile(name, { overrides: overridesOn(name) })) });
  return renderTree(modelOf(fleet), new Map(names.map((name) => [name, lockFor(fleet)]))).tree;
};

/** `changed HorizontalPodAutoscaler: east/cart west/cart`, `*` for several kinds. */
const groups = (before: Tree, after: Tree): readonly string[] =>
  groupChanges(diffTrees(before, after).changes).map(
    ({ action, kind, stateful, members }) =>
      `${stateful ? "stateful " : ""}${action} ${kind ?? "*"}: ${members.map(({ object }) => `${object.stack}/${object.service ?? object.name}`).join(" ")}`,
  );

describe("groupChanges", () => {
  it("puts the same change on several stacks together", () => {
    expect(groups(tree({ cart: {} }), tree({ cart: { scale: { max: 12 } } }))).toEqual([
      "changed HorizontalPodAutoscaler: east/cart west/cart",
    ]);
  });

  it("and of several services", () => {
    expect(groups(tree({ cart: {}, ad: {} }), tree({ cart: { scale: { max: 12 } }, ad: { scale: { max: 12 } } }))).toEqual([
      "changed HorizontalPodAutoscaler: east/ad east/cart west/ad west/cart",
    ]);
  });

  it("but not another value", () => {
    expect(groups(tree({ cart: {} }), tree({ cart: { scale: { max: 12 } } }, ["east", "west"], { scale: { max: 13 } }))).toEqual([
      "changed HorizontalPodAutoscaler: east/cart",
      "changed HorizontalPodAutoscaler: west/cart",
    ]);
  });

  it("nor the same value from another one before", () => {
    const before = tree({ cart: {} }, ["east", "west"], { scale: { max: 11 } });
    expect(groups(before, tree({ cart: { scale: { max: 12 } } })).length).toBe(2);
  });

  it("puts a service that comes on several stacks together, whatever its kinds", () => {
    const [group, ...more] = groups(tree({ cart: {} }), tree({ cart: {}, ad: {} }));
    expect([group, more]).toEqual([`created *: ${"east/ad ".repeat(7)}${"west/ad ".repeat(7)}`.trim(), []]);
  });

  it("and two services that come to the same stacks, but not one that comes elsewhere", () => {
    const both = groups(tree({ cart: {} }), tree({ cart: {}, ad: {}, mail: {} }));
    expect(both.length).toBe(1);
    const before = new Map(
      [...tree({ cart: {}, ad: {}, mail: {} })].filter(
        ([path]) => !path.includes("/ad") && !path.startsWith("east/services/mail") && path !== "east/applications/mail.yaml",
      ),
    );
    expect(groups(before, tree({ cart: {}, ad: {}, mail: {} })).map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
      "created *: east/ad",
      "created *: east/mail",
    ]);
  });

  it("leaves what is stateful by itself, stack by stack, before all else", () => {
    const store = { needs: { token: secret() } };
    expect(groups(tree({ cart: {}, store }), tree({ cart: {} })).map((line) => line.split(":")[0])).toEqual([
      "stateful removed ExternalSecret",
      "stateful removed ExternalSecret",
      "removed *",
    ]);
  });

  it("names the kind where a group has one only", () => {
    expect(groups(tree({ cart: {} }), tree({ cart: { public: { port: "http" } } })).at(-1)).toBe("created HTTPRoute: east/cart west/cart");
  });

  it("keeps comments by hand in different files apart", () => {
    const before = tree({ cart: {}, ad: {} });
    const edited = new Map([...before].map(([path, text]) => [path, /east\/services\/.*\/service-/.test(path) ? `# mine\n${text}` : text]));
    expect(groups(before, edited)).toEqual(["changed Service: east/ad", "changed Service: east/cart"]);
  });

  it("is nothing for nothing, and every change is in one group", () => {
    const { changes } = diffTrees(tree({ cart: {}, ad: {} }), tree({ cart: { env: { A: 1 } }, mail: {} }));
    const members = groupChanges(changes).flatMap((group) => group.members);
    expect([groupChanges([]), members.length, new Set(members).size]).toEqual([[], changes.length, changes.length]);
  });
});
