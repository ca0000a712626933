import { describe, expect, it } from "vitest";
import type { ObjectChange } from "../../diff/change.ts";
import { readObject } from "../../diff/object.ts";
import { groupText } from "./changes.ts";

describe("groupText", () => {
  const change = (path: string, kind: string, name: string, from?: string): ObjectChange => {
    const object = readObject(path, `kind: ${kind}\nmetadata:\n  name: ${name}\n`);
    return { action: "changed", object, from: from === undefined ? undefined : { ...object, name: from }, fields: [] };
  };
  const text = (kind: string | undefined, ...members: readonly ObjectChange[]): string =>
    groupText({ action: "changed", kind, stateful: false, members });
  const on = (stack: string, service: string, kind = "Service") => change(`${stack}/services/${service}/x.yaml`, kind, service);

  it.each<readonly [string, string, string]>([
    ["one object", text("Service", on("latest", "cart")), "Service cart on latest"],
    [
      "one with another name than before",
      text("ConfigMap", change("latest/services/cart/x.yaml", "ConfigMap", "cart-2", "cart-1")),
      "ConfigMap cart-2 (was cart-1) on latest",
    ],
    ["one on two stacks", text("Service", on("latest", "cart"), on("staging", "cart")), "Service cart on latest and staging"],
    ["two on one stack", text("Service", on("latest", "cart"), on("latest", "ad")), "Service cart, ad on latest (2 objects)"],
    [
      "five objects",
      text("Service", ...["a", "b", "c", "d", "e"].map((name) => on("latest", name))),
      "Service of 5 names on latest (5 objects)",
    ],
    ["a whole service", text(undefined, on("latest", "cart"), on("latest", "cart", "Deployment")), "cart on latest (2 objects)"],
    [
      "five whole services",
      text(undefined, ...["a", "b", "c", "d", "e"].map((name) => on("latest", name))),
      "5 services (a, b, c, ...) on latest (5 objects)",
    ],
    ["an empty group", text("Service"), ""],
  ])("formats %s", (_title, formatted, expected) => {
    expect(formatted).toBe(expected);
  });
});
