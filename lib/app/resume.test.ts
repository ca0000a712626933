import { describe, expect, it } from "vitest";
import { testContext } from "../../test/workspace/app-context.ts";
import { MemoryWorkspace } from "../../test/workspace/memory-workspace.ts";
import { smallFleet } from "../../test/workspace/small-fleet.ts";
import type { Gate } from "../resolve/gate.ts";
import { GATES } from "../resolve/gates/registry.ts";
import type { PairHistory } from "../resolve/history.ts";
import { plan } from "./plan.ts";
import { resume } from "./resume.ts";
import { up } from "./up.ts";

const CART = "prod/cart";

/** Releases v1 and v2 of cart, and rolls prod back to v1, as a revert of the commit does. */
async function rolledBack() {
  const first = new MemoryWorkspace({ fleet: smallFleet() });
  const context = testContext(first);
  for (const service of ["cart", "mail"]) await context.build(service, 1);
  await up(context, { parallel: 1 });
  const before = new Map(first.files);
  await context.build("cart", 2);
  const { decisions } = await up(context, { parallel: 1 });
  const moved = decisions.find(({ stack, service }) => `${stack}/${service}` === CART);
  const revert: PairHistory = {
    takenOff: moved?.to === undefined ? [] : [moved.to],
    rollback: { commit: "1a2b3c4d", author: "Ada Lovelace", subject: 'Revert "cart v2"' },
    highest: 2,
    lost: undefined,
  };
  const files = new Map([...first.files].map(([path, text]) => [path, path.startsWith("prod/") ? (before.get(path) ?? text) : text]));
  const workspace = new MemoryWorkspace({ fleet: smallFleet(), generated: files, state: "whole", pairs: new Map([[CART, revert]]) });
  return { workspace, context: { ...context, workspace: () => workspace } };
}

const freeze: Gate = () => ({ outcome: "held", stays: undefined, reason: "prod is frozen until Monday", hint: "fairlead thaw prod" });

describe("resume", () => {
  it("is the only way past a rollback on prod", async () => {
    const { context } = await rolledBack();
    const { decisions } = await plan(context, {});
    const held = decisions.find(({ stack, service }) => `${stack}/${service}` === CART);
    expect([held?.outcome, held?.to?.tag, held?.to?.hold?.tag]).toEqual(["held", "v1", "v2"]);
    const resumed = await resume(context, { targets: [CART] });
    expect(resumed.decisions.map(({ outcome, to }) => [outcome, to?.tag, to?.hold])).toEqual([["advance", "v2", undefined]]);
  });

  it("is refused by any other gate, with its reason, and writes nothing", async () => {
    const { context, workspace } = await rolledBack();
    const before = new Map(workspace.files);
    await expect(resume(context, { targets: [CART], gates: [...GATES, freeze] })).rejects.toMatchObject({
      code: "REFUSED",
      message: "prod/cart cannot be resumed; nothing was written",
      problems: [
        { file: "pulumi-gen/prod/versions.yaml", path: "cart", message: "prod is frozen until Monday", hint: "fairlead thaw prod" },
      ],
    });
    expect(workspace.files).toEqual(before);
  });

  it("is refused if it would overwrite an edit by hand", async () => {
    const { context, workspace: clean } = await rolledBack();
    const [path, other] = ["prod/services/cart/service-cart.yaml", "prod/services/mail/service-mail.yaml"];
    const revisions = new Map([["HEAD", new Map(clean.files)]]);
    const edited = (file: string) =>
      new MemoryWorkspace({ fleet: smallFleet(), generated: new Map([...clean.files, [file, "edited: true\n"]]), revisions });
    const workspace = edited(path);
    await expect(resume({ ...context, workspace: () => workspace }, { targets: [CART] })).rejects.toMatchObject({
      code: "REFUSED",
      message: "1 file edited by hand would be overwritten",
      problems: [{ file: `pulumi-gen/${path}` }],
    });
    expect(workspace.files.get(path)).toBe("edited: true\n");
    // It does not write the other service.
    await expect(resume({ ...context, workspace: () => edited(other) }, { targets: [CART] })).resolves.toBeDefined();
  });

  it("says that a service had no hold", async () => {
    const workspace = new MemoryWorkspace({ fleet: smallFleet() });
    const context = testContext(workspace);
    for (const service of ["cart", "mail"]) await context.build(service, 1);
    await up(context, { parallel: 1 });
    await resume(context, { targets: [CART] });
    const reason = "channel main names v1; there was no hold";
    expect(context.events).toContainEqual({ kind: "resume-keeps", stack: "prod", service: "cart", reason });
  });

  it("moves no other service", async () => {
    const { context } = await rolledBack();
    await context.build("mail", 2);
    const { decisions } = await resume(context, { targets: [CART] });
    expect(decisions.map(({ service }) => service)).toEqual(["cart"]);
  });

  it("does not know a service that the stack does not run", async () => {
    const { context } = await rolledBack();
    await expect(resume(context, { targets: ["prod/nope"] })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
