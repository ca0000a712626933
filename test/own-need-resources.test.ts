import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

const KIND = `import { cloudResource, defineNeed } from "fairlead";
export const cache = defineNeed("page-cache", {
  bind: (_options: object, { host }) => ({ host }),
  resources: (_options, { name, project }) => [cloudResource("gcp:redis/instance:Instance", NAME, { memorySizeGb: 1, project })],
});
`;

/** Gives a service of the sample fleet a need of an own kind, whose resource has a name. */
function projectWith(name: string): TestProject {
  const project = new TestProject();
  project.write("needs/page-cache.ts", KIND.replace("NAME", name));
  project.edit(
    "services/adservice.ts",
    "import { defineService",
    'import { cache } from "../needs/page-cache.ts";\nimport { defineService',
  );
  project.edit("services/adservice.ts", 'defineService("adservice", {', 'defineService("adservice", {\n  needs: { pages: cache() },');
  return project;
}

describe("the resources of a kind of the repository", () => {
  it("are in cloud show", () => {
    const { status, stdout } = projectWith("name").run(["cloud", "show", "--stack", "latest", "--service", "adservice"]);
    expect([status, stdout.split("\n").filter((line) => line.includes("-pages"))]).toEqual([
      0,
      ["  PageCache adservice-pages", "    redis.Instance  latest-adservice-pages"],
    ]);
  });

  it("are checked by each command, beside other mistakes", () => {
    const project = projectWith("`${name}s`");
    project.edit("services/cartservice.ts", "health:", "helth:");
    for (const command of ["check", "up"]) {
      const { status, stderr } = project.run([command]);
      expect(status).toBe(3);
      expect(stderr).toContain('services/adservice.ts: needs.pages: resources of "page-cache" has a resource "latest-adservice-pagess"');
      expect(stderr).toContain("services/cartservice.ts: helth");
    }
  });
});
