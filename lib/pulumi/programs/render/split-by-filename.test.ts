import { expect, it } from "vitest";
import { splitByFilename } from "./split-by-filename.ts";

const named = (namespace: string | undefined, name: string) => ({
  manifest: { apiVersion: "v1", kind: "Service", metadata: { name, ...(namespace === undefined ? {} : { namespace }) } },
});

it("separates objects that the provider would write to one file", () => {
  const [a, b, c, d] = [named("shop", "cart-web"), named("shop-cart", "web"), named("default", "x"), named(undefined, "x")];
  expect(splitByFilename([a, b, c, d])).toEqual([
    [a, c],
    [b, d],
  ]);
});

it("makes one group if all names differ", () => {
  expect(splitByFilename([named("a", "x"), named("b", "x")]).length).toBe(1);
});
