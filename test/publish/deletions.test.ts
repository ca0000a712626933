import { describe, expect, it } from "vitest";
import { plan } from "../../lib/app/plan.ts";
import { render } from "../../lib/app/render.ts";
import { up } from "../../lib/app/up.ts";
import type { Clone } from "./clone.ts";
import { Remote, serviceFile, stackFile } from "./ops-repo.ts";

const hashIn = (said: string): string => /--allow-deletions ([0-9a-f]{12})/.exec(said)?.[1] ?? "";

/** Pushes a change of the specs. */
interface Change {
  readonly does: (clone: Clone) => void;
  readonly says: readonly string[];
}

const LATEST = "pulumi-gen/latest";

const CHANGES: Readonly<Record<string, Change>> = {
  "the file of a stack goes": {
    does: (clone) => clone.remove("stacks/latest.ts"),
    says: [expect.stringMatching(`^${LATEST}: stack latest goes: \\d+ files of cart, mail; stateful: Namespace shop$`)],
  },
  "the file of a service goes": {
    does: (clone) => clone.remove("services/cart.ts"),
    says: ["latest", "prod"].map((stack) => expect.stringMatching(`^pulumi-gen/${stack}/services/cart: cart leaves ${stack}: \\d+ files$`)),
  },
  "a stack leaves out a service": {
    does: (clone) =>
      clone.write(
        "stacks/latest.ts",
        `import cart from "../services/cart.ts";\n${stackFile("latest").replace("services: allServices", "services: allServices.except(cart)")}`,
      ),
    says: [expect.stringMatching(`^${LATEST}/services/cart: cart leaves latest: \\d+ files$`)],
  },
  "a stack is renamed": {
    does: (clone) => {
      clone.remove("stacks/latest.ts");
      clone.write("stacks/edge.ts", stackFile("edge", "latest", '\n  movedFrom: "latest",'));
    },
    says: [expect.stringMatching(`^${LATEST}: stack latest goes: `)],
  },
};

describe("a run that deletes is refused, and its hash allows exactly that", () => {
  it.each(Object.entries(CHANGES))("%s", async (_name, { does, says }) => {
    const remote = new Remote();
    const clone = await remote.start();
    does(clone);
    clone.push("Change the specs");
    const before = remote.subjects();
    const said = await clone.refused();
    const lines = said.split("\n");
    expect(lines.slice(0, 2)).toEqual(["REFUSED", expect.stringMatching(/^the run deletes \d+ files; nothing was published$/)]);
    expect(lines.slice(2, -1)).toEqual(says);
    expect(await clone.refused({ allowDeletions: "0".repeat(12) })).toContain("and 000000000000 allows other deletions");
    expect(remote.subjects()).toEqual(before);
    const { deletions } = await plan(clone.context(), {});
    expect(deletions?.hash).toBe(hashIn(said));
    expect(await clone.publish({ allowDeletions: hashIn(said) })).toMatchObject({ outcome: "published" });
    expect(remote.git("log", "-1", "--format=%(trailers:key=Fairlead-Deletions,valueonly)", "main").trim()).toBe(hashIn(said));
  });

  it("another deletion since then is refused", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    clone.remove("services/cart.ts");
    clone.push("Remove cart");
    const hash = hashIn(await clone.refused());
    const other = remote.clone();
    other.remove("services/mail.ts");
    other.write("services/news.ts", serviceFile("news"));
    other.push("Remove mail");
    await clone.build("news", 1);
    expect(await clone.refused({ allowDeletions: hash })).toContain("mail leaves latest");
  });
});

describe("what fails never looks like a deletion", () => {
  it.each<readonly [string, (clone: Clone) => void, RegExp]>([
    ["a stack whose file does not load", (clone) => clone.write("stacks/latest.ts", "throw new Error('broken');\n"), /^INVALID_SPEC\n/],
    ["a stack whose file is empty", (clone) => clone.write("stacks/latest.ts", ""), /^INVALID_SPEC\n/],
    ["no stack at all", (clone) => clone.remove("stacks"), /^INVALID_SPEC\n/],
    [
      "a stack without services",
      (clone) => clone.write("stacks/latest.ts", stackFile("latest").replace("services: allServices", "services: []")),
      /^INVALID_SPEC\n/,
    ],
    ["no service at all", (clone) => clone.remove("services"), /^INVALID_SPEC\n/],
    [
      "a prod stack that is not retired",
      (clone) => clone.remove("stacks/prod.ts"),
      /^REFUSED\na prod stack is removed without being retired/,
    ],
  ])("%s", async (_name, does, says) => {
    const remote = new Remote();
    const clone = await remote.start();
    does(clone);
    clone.push("Change the specs");
    expect(await clone.refused()).toMatch(says);
  });

  it("a service whose objects have a problem stays, and the others move", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    clone.write("services/mail.ts", serviceFile("mail", "\n  patch: { Deployment: () => { throw new Error('broken'); } },"));
    clone.push("Break mail");
    await clone.build("cart", 2);
    await clone.build("mail", 2);
    const { up } = await clone.publish();
    expect(up.held?.length).toBeGreaterThan(0);
    expect([remote.tag("latest", "cart"), remote.tag("latest", "mail")]).toEqual(["v2", "v1"]);
    expect(remote.git("diff", "--diff-filter=D", "--name-only", "main^", "main")).toBe("");
  });
});

describe("a sparse checkout never looks like a deletion", () => {
  it.each<readonly [string, (clone: Clone) => Promise<unknown>]>([
    ["plan", (clone) => plan(clone.context(), {})],
    ["up", (clone) => up(clone.context(), { parallel: 1 })],
    ["render", (clone) => render(clone.context())],
  ])("%s refuses it", async (_name, run) => {
    const clone = await new Remote().start();
    clone.git("sparse-checkout", "set", "--no-cone", "/*", "!/stacks/latest.ts");
    await expect(run(clone)).rejects.toThrow("a sparse checkout leaves out 1 file of the specs");
    expect(clone.git("status", "--porcelain")).toBe("");
    clone.git("sparse-checkout", "disable");
    await expect(run(clone)).resolves.toBeDefined();
  });
});
