import { describe, expect, it } from "vitest";
import { testContext } from "../../test/workspace/app-context.ts";
import { MemoryWorkspace } from "../../test/workspace/memory-workspace.ts";
import { smallFleet } from "../../test/workspace/small-fleet.ts";
import { defineStack } from "../model/stack.ts";
import { check } from "./check.ts";
import { plan } from "./plan.ts";
import { up } from "./up.ts";

/** Returns the small fleet, with a last day of latest. The clock of tests stands at 2026-06-01. */
async function fleet(expires: string) {
  const small = smallFleet();
  const stacks = small.stacks.map((each) =>
    each.stack.name === "latest" ? { ...each, stack: defineStack("latest", { ...each.stack.input, expires }) } : each,
  );
  const workspace = new MemoryWorkspace({ fleet: { ...small, stacks } });
  const context = testContext(workspace);
  for (const service of ["cart", "mail"]) await context.build(service, 1);
  return { workspace, context, warned: () => context.events.flatMap((event) => (event.kind === "warning-found" ? [event.warning] : [])) };
}

const EXPIRED = [{ stack: "latest", expires: "2026-05-31" }];
const WARNING = {
  file: "stacks/latest.ts",
  path: "expires",
  message: "latest expired after 2026-05-31",
  hint: "write retired: true and remove the stack after that, or give it a later day",
};

describe("a stack whose last day is over", () => {
  it("is named by plan, up and check, and runs on", async () => {
    const { context, warned } = await fleet("2026-05-31");
    const planned = await plan(context, {});
    expect([planned.expired, planned.warnings]).toEqual([EXPIRED, [WARNING]]);
    const { expired, render } = await up(context, { parallel: 1 });
    expect([expired, render.warnings, render.stacks]).toEqual([EXPIRED, [WARNING], 2]);
    const checked = await check(context);
    expect([checked.expired, checked.warnings, checked.findings]).toEqual([EXPIRED, [WARNING], []]);
    expect(warned()).toEqual([WARNING, WARNING, WARNING]);
  });

  it("is not named if the run selects other stacks", async () => {
    const { context, warned } = await fleet("2026-05-31");
    expect((await plan(context, {}, { stacks: ["prod"], services: [] })).expired).toBe(undefined);
    expect(warned()).toEqual([]);
  });

  it("gives the same files as one that has not expired", async () => {
    const [before, after] = [await fleet("2026-06-01"), await fleet("2026-05-31")];
    expect((await up(before.context, { parallel: 1 })).expired).toBe(undefined);
    await up(after.context, { parallel: 1 });
    expect([...after.workspace.files]).toEqual([...before.workspace.files]);
    expect(before.warned()).toEqual([]);
  });
});
