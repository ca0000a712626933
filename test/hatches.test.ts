import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

/** Adds fields to the cartservice of the sample fleet. */
function projectWith(fields: string): TestProject {
  const project = new TestProject();
  project.commitAll();
  project.edit("services/cartservice.ts", /\n\}\);\n$/, `\n  ${fields}\n} as any);\n`);
  return project;
}

const ARGS = "d.spec.template.spec.containers[0].args = [8080];";

describe("a hatch that the API server would refuse", () => {
  it.each<readonly [title: string, fields: string, problems: readonly string[]]>([
    [
      "a patch with a number in place of a string",
      `patch: { Deployment: (d: any) => { ${ARGS} } },`,
      ['services/cartservice.ts: patch.Deployment.spec.template.spec.containers.0.args.0: 8080 is not a string; write "8080"'],
    ],
    [
      "a patch with an unknown field and a wrong port name",
      'patch: { Service: (d: any) => { d.spec.sessionAfinity = "None"; d.spec.ports[0].name = "A" } },',
      [
        'services/cartservice.ts: patch.Service.spec.sessionAfinity: ServiceSpec has no field "sessionAfinity"; did you mean "sessionAffinity"?',
        'services/cartservice.ts: patch.Service.spec.ports.0.name: "A" must be lower-case letters, digits and "-", at most 63 characters',
      ],
    ],
    [
      "an added object of a known operator",
      'manifests: () => [{ apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: { name: "x" }, spec: { host: [] } }],',
      ['services/cartservice.ts: manifests.0.spec.host: spec has no field "host"'],
    ],
    [
      "a name of another tier",
      'manifests: () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" }, data: { p: "https://a/?p=BOUTIQUE%2DPROD boutique-latest" } }],',
      ['ConfigMap "x" mentions "boutique-prod", which is of another tier than'],
    ],
    [
      "objects of another service",
      `manifests: () => [
        { apiVersion: "v1", kind: "Service", metadata: { name: "x" }, spec: { selector: { "app.kubernetes.io/name": "frontend" }, ports: [{ port: 80 }] } },
        { apiVersion: "v1", kind: "Endpoints", metadata: { name: "frontend" } },
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "y", ownerReferences: [{ apiVersion: "v1", kind: "Pod", name: "a", uid: "b" }] } },
      ],
      patch: { Deployment: (d: any) => { d.spec.template.spec.serviceAccountName = "frontend" } },`,
      [
        "services/cartservice.ts: manifests.0.spec.selector: selects the pods of frontend",
        'services/cartservice.ts: manifests.1.metadata.name: the Service "frontend" belongs to frontend',
        "services/cartservice.ts: manifests.2.metadata.ownerReferences: is written by the cluster; leave it out",
        'services/cartservice.ts: patch.Deployment.spec.template.spec.serviceAccountName: the service account "frontend" belongs to frontend',
      ],
    ],
    [
      "a patch that hides a change",
      'patch: { Service: (d: any) => { Object.defineProperty(d.spec, "sessionAffinity", { value: "None" }) } },',
      ["services/cartservice.ts: patch.Service.spec.sessionAffinity: is hidden: it is not enumerable; assign it"],
    ],
  ])("%s fails render, check and up, and nothing is written", (_title, fields, problems) => {
    const project = projectWith(fields);
    const before = project.snapshot();
    for (const command of [["render"], ["check"], ["up", "--engine", "embedded"]]) {
      const { status, stdout, stderr } = project.run(command);
      expect([command[0], status]).toEqual([command[0], 3]);
      for (const problem of problems) expect(stdout + stderr).toContain(problem);
    }
    expect(project.snapshot()).toEqual(before);
  });
});
