import { describe, expect, it } from "vitest";
import { readObject } from "./object.ts";

const CART = "apiVersion: v1\nkind: Service\nmetadata:\n  name: cart\n  namespace: shop\n";

const read = (path: string, text: string) => {
  const { text: _text, value: _value, ...rest } = readObject(path, text);
  return rest;
};

describe("readObject", () => {
  it("reads an object of a service", () => {
    expect(read("latest/services/cart/service-cart.yaml", CART)).toEqual({
      path: "latest/services/cart/service-cart.yaml",
      stack: "latest",
      service: "cart",
      kind: "Service",
      namespace: "shop",
      name: "cart",
      stateful: false,
    });
  });

  it.each<readonly [string, string, string | undefined]>([
    ["an Application belongs to its service", "latest/applications/cart.yaml", "cart"],
    ["a platform object belongs to no service", "latest/platform/quota.yaml", undefined],
    ["a root Application belongs to no service", "argocd/application-latest.yaml", undefined],
    ["a file at the root belongs to no service", "README.yaml", undefined],
  ])("%s", (_title, path, service) => {
    expect(readObject(path, CART).service).toBe(service);
  });

  it("reads the platform's Application as an object of no service", () => {
    expect(readObject("latest/applications/platform.yaml", CART).service).toBe(undefined);
  });

  it.each(["Namespace", "PersistentVolumeClaim", "StatefulSet", "ExternalSecret", "Secret"])("reads a %s as stateful", (kind) => {
    expect(readObject("latest/services/cart/x.yaml", CART.replace("Service", kind)).stateful).toBe(true);
  });

  it.each<readonly [string, string, string]>([
    ["a text file", "a/services/b/notes.txt", "hello"],
    ["an object in a file with another extension", "a/services/b/notes.txt", CART],
    ["broken YAML", "a/services/b/notes.txt.yaml", "a: [\n"],
    ["an empty file", "a/services/b/empty.yaml", ""],
    ["a list", "a/services/b/list.yaml", "- a\n"],
    ["YAML without a kind", "a/services/b/data.yaml", "metadata:\n  name: x\n"],
    ["YAML without a name", "a/services/b/data.yaml", "kind: Service\nmetadata: {}\n"],
    ["two documents", "a/services/b/two.yaml", `${CART}---\n${CART}`],
    ["a kind that is a number", "a/services/b/data.yaml", "kind: 1\nmetadata:\n  name: x\n"],
  ])("reads %s as a plain file", (_title, path, text) => {
    expect(read(path, text)).toEqual({
      path,
      stack: "a",
      service: "b",
      kind: "File",
      namespace: "",
      name: path.split("/").at(-1),
      stateful: false,
    });
  });
});
