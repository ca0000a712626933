import { describe, expect, it } from "vitest";
import { ActionsRunner } from "./actions/actions-runner.ts";
import { MadeRepository } from "./actions/made-repository.ts";

const DEPLOYMENT = "pulumi-gen/prod/services/hello/deployment-hello.yaml";

describe("gen.yml", { timeout: 120_000 }, () => {
  it("commits what the author of a branch forgot to render, and writes to no other branch", async () => {
    const made = new MadeRepository();
    const runner = new ActionsRunner(made.remote);
    const press = async (branch: string) => {
      const run = await runner.run("gen", { name: "workflow_dispatch", actor: "grace", ref: `refs/heads/${branch}` });
      return [run.results["gen"], made.git("log", "-1", "--format=%s by %an", branch).trim()];
    };
    const change = (memory: string) =>
      made.push("larger", memory, (author) => author.edit("services/hello.ts", /memory: "[^"]+"/, `memory: "${memory}"`), false);
    change("256Mi");
    expect(await press("larger")).toEqual(["success", "Render the specs of larger by grace"]);
    expect(made.git("show", `larger:${DEPLOYMENT}`)).toContain("memory: 256Mi");
    const before = made.git("rev-parse", "larger");
    expect(await press("larger")).toEqual(["success", "Render the specs of larger by grace"]);
    expect(made.git("rev-parse", "larger")).toBe(before);
    change("a lot");
    expect(await press("larger")).toEqual(["failure", expect.stringMatching(/^a lot by /)]);
    expect(await press("main")).toEqual(["skipped", expect.stringMatching(/^First render by /)]);
  });
});
