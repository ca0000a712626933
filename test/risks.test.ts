import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

/** Commits the sample fleet, and then a change by hand. */
function changed(change: (project: TestProject) => void): TestProject {
  const project = new TestProject();
  project.commitAll();
  change(project);
  project.commitAll("By hand");
  return project;
}

const SIDES = ["diff", "HEAD~1", "HEAD"];
const DEPLOYMENT = "pulumi-gen/staging/services/cartservice/deployment-cartservice.yaml";

describe("diff names risks first", () => {
  it("in the terminal, each with a mark", () => {
    const project = changed((each) => each.edit(DEPLOYMENT, "privileged: false", "privileged: true"));
    expect(project.run(SIDES).stdout.split("\n").slice(0, 2)).toEqual([
      "! pod security: cartservice on staging: its container is privileged (Deployment cartservice)",
      "~ changed Deployment cartservice on staging",
    ]);
  });

  it("in Markdown and JSON", () => {
    const project = changed((each) => each.edit(DEPLOYMENT, /image: .*cartservice:/, "image: evil.example.com/cart:"));
    expect(project.run([...SIDES, "--format", "markdown"]).stdout).toContain(
      "#### Risks\n\n- :warning: **image** `cartservice on staging`: `runs images of evil.example.com/cart (Deployment cartservice)`\n",
    );
    expect(JSON.parse(project.run([...SIDES, "--json"]).stdout).risks).toEqual([
      {
        kind: "image",
        subjects: ["cartservice"],
        stacks: ["staging"],
        objects: ["Deployment cartservice"],
        texts: ["runs images of evil.example.com/cart"],
        paths: ["staging/services/cartservice/deployment-cartservice.yaml"],
      },
    ]);
  });

  it("for a whole service that comes, with its objects by kind and name", () => {
    const project = changed((each) => each.remove("pulumi-gen/staging/services/cartservice"));
    const { stdout } = project.run(["diff", "HEAD", "HEAD~1"]);
    expect(stdout).toMatch(/^! image: cartservice on staging: runs images of \S+ \(Deployment cartservice\)$/m);
    expect(stdout).toMatch(/^ {4}cartservice: ConfigMap cartservice-[0-9a-f]{8}, Deployment cartservice, .*ServiceAccount cartservice$/m);
  });

  it("for the repository of an entry of a lock", () => {
    const lock = "pulumi-gen/staging/versions.yaml";
    const project = changed((each) => each.edit(lock, /image: .*\/cartservice/, "image: evil.example.com/cart"));
    expect(project.run(SIDES).stdout.split("\n")[0]).toBe("! image: cartservice on staging: runs images of evil.example.com/cart (lock)");
  });
});
