import { expect, it } from "vitest";
import { TestProject } from "../project.ts";

it("lets a clone merge without conflicts in generated files, and check names what is stale", () => {
  const project = new TestProject();
  project.write(".gitattributes", "* text=auto eol=lf\npulumi-gen/** merge=fairlead\npulumi-gen/*/versions.yaml merge\n");
  project.commitAll();
  expect(project.run(["merge-driver"]).stdout).toBe(
    [
      "set merge.fairlead.name=keep ours, and render again",
      "set merge.fairlead.driver=true",
      "next, to merge:",
      "  git merge --no-commit origin/main",
      "  npx fairlead render",
      "  git add --all pulumi-gen && git commit --no-edit",
      "",
    ].join("\n"),
  );
  const start = project.git("rev-parse", "HEAD").trim();
  const edit = (branch: string, from: string, to: string): void => {
    project.git("checkout", "--quiet", "-b", branch, start);
    project.edit("services/cartservice.ts", from, to);
    project.run(["render"]);
    project.commitAll(branch);
  };
  edit("theirs", 'memory: "128Mi"', 'memory: "256Mi"');
  edit("ours", "address })", 'address, MODE: "fast" })');
  project.git("merge", "--quiet", "--no-commit", "theirs");
  expect(project.git("diff", "--name-only", "--diff-filter=U")).toBe("");
  expect(project.run(["check"])).toMatchObject({ status: 1, stdout: expect.stringContaining("npx fairlead render") });
  project.run(["render"]);
  project.git("add", "--all", "pulumi-gen");
  project.git("commit", "--quiet", "--no-edit");
  expect(project.run(["check"]).status).toBe(0);
  expect(project.read("pulumi-gen/latest/services/cartservice/deployment-cartservice.yaml")).toContain("memory: 256Mi");
});

it("names the lines that .gitattributes lacks", () => {
  const project = new TestProject();
  project.write(".gitattributes", "* text=auto\n");
  project.commitAll();
  const { status, stdout } = project.run(["merge-driver", "--json"]);
  expect([status, JSON.parse(stdout).missing]).toEqual([0, ["pulumi-gen/** merge=fairlead", "pulumi-gen/*/versions.yaml merge"]]);
});

it("needs a repository", () => {
  expect(new TestProject().run(["merge-driver"])).toMatchObject({
    status: 3,
    stderr: expect.stringContaining("is not in a git repository"),
  });
});
