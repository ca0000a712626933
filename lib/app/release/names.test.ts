import { describe, expect, it } from "vitest";
import { testContext, type TestContext } from "../../../test/workspace/app-context.ts";
import { MemoryWorkspace } from "../../../test/workspace/memory-workspace.ts";
import { smallFleet } from "../../../test/workspace/small-fleet.ts";
import { list } from "./list.ts";
import { prune } from "./prune.ts";
import { set } from "./set.ts";
import { verify } from "./verify.ts";

/** Fills a datastore with releases of cart and of another project's tax. The specs have cart and mail. */
async function filled(): Promise<TestContext> {
  const context = testContext(new MemoryWorkspace({ fleet: smallFleet(), generated: new Map([["latest/versions.yaml", ""]]) }));
  for (const service of ["cart", "tax"]) await context.build(service, 1);
  return context;
}

const setTo = (context: TestContext, channel: string, newChannel = false) =>
  set(context, { service: "cart", channel, to: "v1", reason: "try it", by: "Ada", renumber: false, newChannel });

describe("a service", () => {
  const COMMANDS: Readonly<Record<string, (context: TestContext, service: string) => Promise<unknown>>> = {
    list: (context, service) => list(context, {}, service, 20),
    verify: (context, service) => verify(context, {}, service),
    prune: (context, service) => prune(context, { service, keep: 20, days: 90, yes: false }),
  };
  describe.each(Object.entries(COMMANDS))("release %s", (_name, run) => {
    it.each([
      ["of the datastore and the specs", "cart"],
      ["of the specs only", "mail"],
      ["of the datastore only", "tax"],
    ])("is known: %s", async (_title, service) => {
      await expect(run(await filled(), service)).resolves.toBeDefined();
    });

    it.each([
      ["carts", '; did you mean "cart"?'],
      ["warehouse", ' (known: "cart", "mail", "tax")'],
    ])("is unknown: %s", async (service, meant) => {
      await expect(run(await filled(), service)).rejects.toMatchObject({
        code: "NOT_FOUND",
        message: expect.stringMatching(/^there is no service "\w+" in file:/),
        hint: "npx fairlead release list",
      });
      await expect(run(await filled(), service)).rejects.toThrow(meant);
    });
  });
});

describe("release set", () => {
  it("refuses a channel that does not exist, and names those that do", async () => {
    const context = await filled();
    await setTo(context, "next", true);
    await expect(setTo(context, "mian")).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringMatching(/ has no channel "mian", only main, next$/),
      hint: "--channel main; --new-channel creates mian",
    });
    await expect(setTo(context, "next")).resolves.toMatchObject({ outcome: "unchanged" });
  });
});
