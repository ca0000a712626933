import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { MemoryWorkspace } from "../../test/workspace/memory-workspace.ts";
import { testContext } from "../../test/workspace/app-context.ts";
import { formatProblem } from "../base/problem.ts";
import { UserError } from "../base/user-error.ts";
import { check } from "./check.ts";
import { plan } from "./plan.ts";
import { up } from "./up.ts";

const TOKEN = "services/cart.ts: env.TOKEN: looks like a secret, and its value would be in git";
const UNKNOWN = 'services/cart.ts: env.URL: refers to $(HOTS), but there is no variable "HOTS"; did you mean "HOST"?';
const wrongEnv = { HOST: "h", TOKEN: "x", URL: "$(HOTS)" };
const unknownPort = ({ ports }: { readonly ports: Fields }) => ({ A: ports["htpp"] });

describe("all problems come at once", () => {
  it.each<[title: string, fields: Fields, stack: Fields, problems: readonly string[]]>([
    [
      "a field of the service, a secret and a reference",
      { scale: { min: 0 }, env: wrongEnv },
      {},
      ["services/cart.ts: scale.min: must be at least 2, got 0", TOKEN, UNKNOWN],
    ],
    [
      "a rule of the service, and its functions",
      { scale: { min: 5, max: 2 }, env: unknownPort, args: ["$(NONE)"] },
      {},
      [
        "services/cart.ts: scale.max: must be at least 3, got 2",
        'services/cart.ts: env.A: there is no port "htpp"; did you mean "http"?',
        'services/cart.ts: args.0: refers to $(NONE), but there is no variable "NONE" (known: "A")',
      ],
    ],
    [
      "a field of the stack that no function reads",
      { env: wrongEnv },
      { quota: { pods: 0 } },
      [TOKEN, UNKNOWN, "stacks/latest.ts: quota.pods: must be at least 1, got 0"],
    ],
    [
      "fields of the stack that a function reads, and its other variables",
      {
        public: { port: "http", subdomain: "cart" },
        env: ({ stack }: { readonly stack: Fields }) => ({ A: `https://${String(stack["domain"])}`, R: stack["region"], TOKEN: "x" }),
      },
      { domain: undefined, region: "US" },
      [TOKEN, 'stacks/latest.ts: region: "US" is not a DNS label', "stacks/latest.ts: domain: missing: cart is public"],
    ],
    [
      "without the consequences of the stack's fields",
      { env: ({ stack }: { readonly stack: Fields }) => ({ A: stack["domain"] }) },
      { domain: 5 },
      ["stacks/latest.ts: domain: must be a string, got 5"],
    ],
    [
      "without references to a variable that was reported",
      { env: { HOST: [], URL: "http://$(HOST)/" } },
      {},
      ["services/cart.ts: env.HOST: must be a string, a number or a boolean, got a list"],
    ],
    [
      "without functions that use a broken need",
      { needs: { db: { kind: "redis", memoryGb: -1 } }, env: ({ needs }: { readonly needs: Fields }) => ({ A: needs["db"] }) },
      {},
      ["services/cart.ts: needs.db.memoryGb: must be at least 1, got -1"],
    ],
  ])("%s", async (_title, fields, stack, problems) => {
    const fleet = fleetOf({ services: [serviceFile("cart", fields)], stacks: [stackFile("latest", stack)] });
    const generated = new Map([["latest/versions.yaml", "cart: {tag: v1}\n"]]);
    const context = testContext(new MemoryWorkspace({ fleet, generated }));
    await context.build("cart", 1);
    for (const run of [() => check(context), () => plan(context, {}), () => up(context, { parallel: 1 })]) {
      const error: unknown = await run().catch((reason: unknown) => reason);
      expect(error instanceof UserError ? error.problems.map(formatProblem) : error).toEqual(problems);
    }
  });
});
