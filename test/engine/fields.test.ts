import { expect, it } from "vitest";
import { TestProject } from "../project.ts";
import { HAS_ENGINE, logLines } from "./engine.ts";

/** Adds a patch of the Deployment of a stack's cartservice. */
function patchCart(project: TestProject, stack: string, body: string): void {
  const path = `stacks/${stack}.ts`;
  project.edit(path, 'from "fairlead";\n', 'from "fairlead";\nimport cart from "../services/cartservice.ts";\n');
  if (!project.read(path).includes("override")) project.edit(path, "defineStack", "override, defineStack");
  project.edit(
    path,
    /\n\}\);\n$/,
    `\n  overrides: [override(cart, { patch: { Deployment: (d: any) => { const pod = d.spec.template.spec; ${body} } } })],\n});\n`,
  );
}

it.skipIf(!HAS_ENGINE)(
  "a field that the provider drops fails its stack, with file, path and value; a quantity gets its normal form",
  { timeout: 180_000 },
  () => {
    const project = new TestProject();
    project.commitAll();
    patchCart(project, "staging", "pod.hostNetwork = false; pod.containers[0].stdin = false;");
    patchCart(project, "latest", 'pod.containers[0].resources.limits.cpu = "1000m"; pod.containers[0].resources.requests.cpu = "0.25";');
    project.edit("stacks/prod-us-central1.ts", "min: 4", "min: 5");
    const before = project.snapshot();
    const { status, stdout, stderr } = project.run(["up", "--engine", "pulumi", "--parallel", "3"]);
    const file = (stack: string): string => `  pulumi-gen/${stack}/services/cartservice/deployment-cartservice.yaml`;
    const drops = (value: string): string =>
      `the Kubernetes provider drops ${value}: it does not know the field, or this is the default; remove it`;
    expect([status, stdout.split("\n").slice(1, 6)]).toEqual([
      3,
      [
        "failed staging: the engine changed some of its objects",
        `${file("staging")}: spec.template.spec.containers.0.stdin: ${drops("false")}`,
        `${file("staging")}: spec.template.spec.hostNetwork: ${drops("false")}`,
        expect.stringMatching(/^engine: 23 objects of latest and prod-us-central1 by Pulumi/),
        "1 stack failed: the generated files of staging stay unchanged",
      ],
    ]);
    expect(logLines(stderr)).toEqual(["latest: rendered in 0 s", "prod-us-central1: rendered in 0 s", "staging: failed after 0 s"]);
    const after = project.snapshot();
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual([
      "latest/services/cartservice/deployment-cartservice.yaml",
      "prod-us-central1/services/frontend/horizontalpodautoscaler-frontend.yaml",
    ]);
  },
);
