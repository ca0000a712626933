import { expect, it } from "vitest";
import { ownersOf, parseCodeowners } from "./codeowners.ts";

const FILE = `
# The platform team owns everything. # twice
*                       @acme/platform
/pulumi-gen/            @acme/platform @grace # inline
/pulumi-gen/prod-*/     @acme/sre lead@example.com
*.md                    @writer
docs/*                  @docs
/stacks/**/prod.ts      @acme/sre
services/cart.ts
`;

it.each([
  ["README.md", ["@writer"]],
  ["a/b/README.md", ["@writer"]],
  ["pulumi-gen/latest/x.yaml", ["@acme/platform", "@grace"]],
  ["pulumi-gen/prod-us/services/cart/x.yaml", ["@acme/sre"]],
  ["ops/pulumi-gen/prod-us/x.yaml", ["@acme/platform"]],
  ["docs/a.txt", ["@docs"]],
  ["docs/deep/a.txt", ["@acme/platform"]],
  ["stacks/prod.ts", ["@acme/sre"]],
  ["stacks/eu/prod.ts", ["@acme/sre"]],
  ["services/cart.ts", []],
  ["services/cartXts", ["@acme/platform"]],
])("%s is owned by %j", (file, owners) => {
  expect(ownersOf(parseCodeowners(FILE), file)).toEqual(owners);
});

it("a file without lines has no owners", () => {
  expect(ownersOf(parseCodeowners("\r\n# nothing\r\n"), "x")).toEqual([]);
});
