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

/** Lists the groups: `changed HorizontalPodAutoscaler: east/cart west/cart`. Several kinds are `*`. */
const groups = (before: Tree, after: Tree): readonly string[] =>
  groupChanges(diffTrees(before, after).changes).map(
    ({ action, kind, stateful, members }) =>
      `${stateful ? "stateful " : ""}${action} ${kind ?? "*"}: ${members.map(({ object }) => `${object.stack}/${object.service ?? object.name}`).join(" ")}`,
  );

describe("groupChanges", () => {
  it("groups an equal change on several stacks", () => {
    expect(groups(tree({ cart: {} }), tree({ cart: { scale: { max: 12 } } }))).toEqual([
      "changed HorizontalPodAutoscaler: east/cart west/cart",
    ]);
  });

  it("groups an equal change of several services", () => {
    expect(groups(tree({ cart: {}, ad: {} }), tree({ cart: { scale: { max: 12 } }, ad: { scale: { max: 12 } } }))).toEqual([
      "changed HorizontalPodAutoscaler: east/ad east/cart west/ad west/cart",
    ]);
  });

  it("keeps changes to different values apart", () => {
    expect(groups(tree({ cart: {} }), tree({ cart: { scale: { max: 12 } } }, ["east", "west"], { scale: { max: 13 } }))).toEqual([
      "changed HorizontalPodAutoscaler: east/cart",
      "changed HorizontalPodAutoscaler: west/cart",
    ]);
  });

  it("keeps changes from different values apart", () => {
    const before = tree({ cart: {} }, ["east", "west"], { scale: { max: 11 } });
    expect(groups(before, tree({ cart: { scale: { max: 12 } } })).length).toBe(2);
  });

  it("groups all objects of a new service on several stacks", () => {
    const [group, ...more] = groups(tree({ cart: {} }), tree({ cart: {}, ad: {} }));
    expect([group, more]).toEqual([`created *: ${"east/ad ".repeat(7)}${"west/ad ".repeat(7)}`.trim(), []]);
  });

  it("groups two new services if they are on the same stacks", () => {
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

  it("puts each stateful object into a separate group, first", () => {
    const store = { needs: { token: secret() } };
    expect(groups(tree({ cart: {}, store }), tree({ cart: {} })).map((line) => line.split(":")[0])).toEqual([
      "stateful removed ExternalSecret",
      "stateful removed ExternalSecret",
      "removed *",
    ]);
  });

  it("names the kind if a group has only one", () => {
    expect(groups(tree({ cart: {} }), tree({ cart: { public: { port: "http" } } })).at(-1)).toBe("created HTTPRoute: east/cart west/cart");
  });

  it("keeps edits of comments in different files apart", () => {
    const before = tree({ cart: {}, ad: {} });
    const edited = new Map([...before].map(([path, text]) => [path, /east\/services\/.*\/service-/.test(path) ? `# mine\n${text}` : text]));
    expect(groups(before, edited)).toEqual(["changed Service: east/ad", "changed Service: east/cart"]);
  });

  it("is empty without changes, and has every change in one group", () => {
    const { changes } = diffTrees(tree({ cart: {}, ad: {} }), tree({ cart: { env: { A: 1 } }, mail: {} }));
    const members = groupChanges(changes).flatMap((group) => group.members);
    expect([groupChanges([]), members.length, new Set(members).size]).toEqual([[], changes.length, changes.length]);
  });
});
