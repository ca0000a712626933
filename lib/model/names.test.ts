import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_NAME_LENGTH, nameProblem, shortNameProblem, specPathProblem } from "./names.ts";

const notALabel = (name: string): string => `"${name}" is not a DNS label: lower-case letters, digits and "-", starting with a letter`;
const isDevice = (name: string): string => `"${name}" is a device name on Windows, so no file can have it`;
const isReserved = (name: string): string => `"${name}" is reserved for Fairlead's own layout`;

describe("nameProblem", () => {
  it.each<[title: string, name: unknown, problem: string | undefined]>([
    ["a service", "cartservice", undefined],
    ["a stack", "prod-us-central1", undefined],
    ["one letter", "a", undefined],
    ["a name that objects have", "constructor", undefined],
    ["a name that starts like a device", "console", undefined],
    ["40 characters", "a".repeat(40), undefined],
    ["41 characters", "a".repeat(41), `"${"a".repeat(41)}" has 41 characters; at most 40 fit, because <stack>-<service> must fit in 63`],
    ["80 characters", "a".repeat(80), `"${"a".repeat(57)}..." has 80 characters; at most 40 fit, because <stack>-<service> must fit in 63`],
    ["a way out of the tree", "../../x", notALabel("../../x")],
    ["a path", "a/b", notALabel("a/b")],
    ["a path on Windows", "a\\b", notALabel("a\\b")],
    ["the object's prototype", "__proto__", notALabel("__proto__")],
    ["upper case", "Cart", notALabel("Cart")],
    ["a leading digit", "1cart", notALabel("1cart")],
    ["a leading dash", "-cart", notALabel("-cart")],
    ["a trailing dash", "cart-", notALabel("cart-")],
    ["a point", "cart.service", notALabel("cart.service")],
    ["an underscore", "cart_service", notALabel("cart_service")],
    ["a space", "cart service", notALabel("cart service")],
    ["a line end", "cart\n", notALabel("cart\n")],
    ["nothing", "", notALabel("")],
    ["a letter that is not ASCII", "grün", notALabel("grün")],
    ["a letter that looks like ASCII", "сart", notALabel("сart")],
    ["the console", "con", isDevice("con")],
    ["the null device", "nul", isDevice("nul")],
    ["a serial port", "com1", isDevice("com1")],
    ["a printer", "lpt9", isDevice("lpt9")],
    ["the platform's directory", "platform", isReserved("platform")],
    ["the entry of a cloud in a lock", "cloud", isReserved("cloud")],
    ["the Applications' directory", "applications", isReserved("applications")],
    ["the services' directory", "services", isReserved("services")],
    ["Argo CD's directory", "argocd", isReserved("argocd")],
    ["the lock's file", "versions", isReserved("versions")],
    ["the pipeline's file", "pipeline", isReserved("pipeline")],
    [
      "the file of Kustomize",
      "kustomization",
      '"kustomization" names a file of Kustomize, so Argo CD would read the directory in another way',
    ],
    ["the file of Helm", "chart", '"chart" names a file of Helm, so Argo CD would read the directory in another way'],
    ["a name that starts like the file of Helm", "charts", undefined],
    ["a number", 7, "the name must be a string"],
    ["null", null, "the name must be a string"],
    ["undefined", undefined, "the name must be a string"],
    ["a list", ["cart"], "the name must be a string"],
  ])("%s", (_title, name, problem) => {
    expect(nameProblem(name)).toBe(problem);
  });

  it("lets only names through that are the same file everywhere", () => {
    const anyName = fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9_.-]{1,45}$/), fc.anything());
    fc.assert(
      fc.property(anyName, (name) => {
        const valid = typeof name === "string" && /^[a-z][a-z0-9-]*$/.test(name) && !name.endsWith("-") && name.length <= MAX_NAME_LENGTH;
        expect([name, nameProblem(name) === undefined && !valid]).toEqual([name, false]);
      }),
    );
  });
});

describe("specPathProblem", () => {
  const noFolder = (folder: string): string => `"${folder}" cannot be a folder of services`;
  it.each([
    ["cart", undefined],
    ["shop/cart", undefined],
    ["Shop/eu_west/cart.v2/cart", undefined],
    ["shop/Cart", notALabel("Cart")],
    ["shop/", notALabel("")],
    ["/cart", noFolder("")],
    ["shop//cart", noFolder("")],
    ["../cart", noFolder("..")],
    ["./cart", noFolder(".")],
    ["_shared/cart", noFolder("_shared")],
    [".git/cart", noFolder(".git")],
    ["node_modules/cart", noFolder("node_modules")],
    ["shop.ts/cart", noFolder("shop.ts")],
    ["shop\\eu/cart", noFolder("shop\\eu")],
  ])("%s", (path, problem) => {
    expect(specPathProblem(path)).toBe(problem);
  });
});

describe("shortNameProblem", () => {
  it.each([
    ["grpc", undefined],
    ["http-metrics", undefined],
    ["fifteen-letters", undefined],
    ["sixteen-letters-", 'the port name "sixteen-letters-" has 16 characters; at most 15 fit'],
    ["GRPC", 'the port name "GRPC" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ["8080", 'the port name "8080" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ["a--b", 'the port name "a--b" has two dashes in a row'],
    ["a.b", 'the port name "a.b" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ["", 'the port name "" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ["__proto__", 'the port name "__proto__" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
  ])("%s", (name, problem) => {
    expect(shortNameProblem(name, "port")).toBe(problem);
  });
});
