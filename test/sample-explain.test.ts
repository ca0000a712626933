import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { modelOf } from "./fleets.ts";
import { loadFleet } from "../lib/workspace/specs/load-fleet.ts";
import { parseLock } from "../lib/render/parse-lock.ts";
import { explainManifest } from "../lib/compile/explain/explain-manifest.ts";
import type { Explanation } from "../lib/compile/explain/explanation.ts";
import type { Subject } from "../lib/compile/explain/subject.ts";

const ROOT = join(import.meta.dirname, "..");
const model = modelOf(await loadFleet(ROOT));

function subject(stackName: string, serviceName: string): Subject {
  const stack = model.stacks.find(({ name }) => name === stackName);
  const service = stack?.services.find(({ name }) => name === serviceName);
  if (stack === undefined || service === undefined) throw new Error(`${stackName}/${serviceName} is not in the sample fleet`);
  const file = `pulumi-gen/${stackName}/versions.yaml`;
  return { model, stack, service, lock: parseLock(readFileSync(join(ROOT, file), "utf8"), file).lock };
}

/** Formats each influence: `scale.min: library default 3, service -, stack prod-us-central1 4 <-` */
const chains = (explanation: Explanation | undefined): readonly string[] | undefined =>
  explanation?.influences.map(({ field, chain }) => {
    const values = chain.map(
      ({ layer, value, inForce }) => `${layer} ${value === undefined ? "-" : JSON.stringify(value)}${inForce ? " <-" : ""}`,
    );
    return `${field}: ${values.join(", ")}`;
  });

const fields = (explanation: Explanation | undefined): readonly string[] | undefined => explanation?.influences.map(({ field }) => field);

describe("explainManifest", () => {
  const frontend = subject("prod-us-central1", "frontend");

  it("shows every layer of a value that two layers set", () => {
    expect(explainManifest(frontend, "spec.minReplicas", undefined)).toMatchObject({
      object: { kind: "HorizontalPodAutoscaler", metadata: { name: "frontend" } },
      path: "spec.minReplicas",
      value: 4,
      influences: [
        {
          field: "scale.min",
          chain: [
            { layer: "library default", file: undefined, value: 3, inForce: false },
            { layer: "service", file: "services/frontend.ts", value: undefined, inForce: false },
            { layer: "stack prod-us-central1", file: "stacks/prod-us-central1.ts", value: 4, inForce: true },
          ],
        },
      ],
    });
  });

  it.each<readonly [string, Subject, string, string | undefined, unknown, readonly string[]]>([
    [
      "a default that holds",
      subject("staging", "frontend"),
      "spec.minReplicas",
      undefined,
      2,
      ["scale.min: library default 2 <-, service -"],
    ],
    [
      "the tier's minimum above the service's",
      subject("prod-europe-west1", "cartservice"),
      "spec.minReplicas",
      undefined,
      3,
      ["scale.min: library default 3, service 2, prod minimum 3 <-"],
    ],
    [
      "a request",
      subject("latest", "cartservice"),
      "spec.template.spec.containers[cartservice].resources.requests.cpu",
      undefined,
      "200m",
      ['resources.cpu: library default "100m", service "200m" <-'],
    ],
    [
      "an explicit limit, which does not follow the request",
      subject("latest", "cartservice"),
      "spec.template.spec.containers.0.resources.limits.cpu",
      undefined,
      "300m",
      ['resources.limits.cpu: library default -, service "300m" <-'],
    ],
    [
      "a limit that follows the request",
      subject("latest", "cartservice"),
      "spec.template.spec.containers.0.resources.limits.ephemeral-storage",
      undefined,
      "1Gi",
      ['resources.storage: library default "1Gi" <-, service -'],
    ],
    [
      "the startup probe",
      subject("latest", "cartservice"),
      "spec.template.spec.containers.0.startupProbe.failureThreshold",
      undefined,
      12,
      ["health.startupSeconds: library default 150, service 60 <-"],
    ],
    [
      "a port",
      subject("latest", "cartservice"),
      "spec.ports.0.port",
      "Service",
      7070,
      ["ports.grpc.port: library default -, service 7070 <-"],
    ],
    [
      "a priority",
      subject("latest", "loadgenerator"),
      "spec.template.spec.priorityClassName",
      undefined,
      "boutique-low",
      ['priority: library default "normal", service "low" <-', 'namespace: stack latest "boutique" <-'],
    ],
    [
      "a variable that a function computes",
      subject("latest", "emailservice"),
      "data.PORT",
      undefined,
      "8080",
      ["ports.grpc.port: library default -, service 8080 <-", 'env.PORT: service "8080" <-'],
    ],
    [
      "the address of a need",
      subject("latest", "cartservice"),
      "data.REDIS_ADDR",
      undefined,
      "cartservice-carts:6379",
      ['env.REDIS_ADDR: service "cartservice-carts:6379" <-', 'providers.redis: stack latest {"kind":"cluster"} <-'],
    ],
    [
      "the owner's label",
      subject("latest", "frontend"),
      "metadata.labels.owner",
      undefined,
      "web",
      ['owner: library default -, service "web@example.com" <-'],
    ],
    ["the tier's label", subject("latest", "frontend"), "metadata.labels.env", undefined, "latest", ['tier: stack latest "latest" <-']],
    [
      "the product's label",
      subject("latest", "frontend"),
      "metadata.labels.app.kubernetes.io/part-of",
      undefined,
      "online-boutique",
      ['name: config "online-boutique" <-'],
    ],
    [
      "a public host",
      subject("latest", "frontend"),
      "spec.hostnames.0",
      undefined,
      "shop.latest.boutique.example.com",
      ['public.subdomain: library default -, service "shop" <-', 'domain: stack latest "latest.boutique.example.com" <-'],
    ],
    [
      "the private range",
      subject("staging", "cartservice"),
      "spec.egress.1.to.0.ipBlock.cidr",
      "NetworkPolicy",
      "10.20.225.216/29",
      ['privateRange: stack staging "10.20.0.0/16" <-'],
    ],
    [
      "the Gateway, which the stack may set",
      subject("latest", "frontend"),
      "spec.parentRefs.0.name",
      "HTTPRoute",
      "external",
      ['gateway.name: stack latest "external" <-'],
    ],
    [
      "the version, which the lock sets",
      subject("latest", "loadgenerator"),
      "metadata.labels.app.kubernetes.io/version",
      undefined,
      "v0.10.6",
      ['tag: lock "v0.10.6" <-'],
    ],
    [
      "the branch",
      subject("latest", "frontend"),
      "spec.source.targetRevision",
      "Application",
      "refs/heads/main",
      ['branch: config "main" <-'],
    ],
    ["a value that no field sets", subject("latest", "frontend"), "spec.revisionHistoryLimit", "Deployment", 5, []],
  ])("explains %s", (_title, about, path, kind, value, expected) => {
    const explanation = explainManifest(about, path, kind);
    expect([explanation?.value, chains(explanation)]).toEqual([value, expected]);
  });

  it("explains an image by the service's repository, the tag and the digest", () => {
    expect(fields(explainManifest(frontend, "spec.template.spec.containers.0.image", undefined))).toEqual(["image", "tag", "digest"]);
  });

  it("explains the egress of a service by its calls", () => {
    const path = "spec.egress.1.to.0.podSelector.matchLabels.app.kubernetes.io/instance";
    expect(fields(explainManifest(frontend, path, "NetworkPolicy"))).toEqual(["calls"]);
  });

  it("names the file that sets the used value", () => {
    const [influence] = explainManifest(frontend, "spec.template.spec.containers.0.image", undefined)?.influences.slice(1) ?? [];
    expect(influence?.chain).toEqual([
      { layer: "lock", file: "pulumi-gen/prod-us-central1/versions.yaml", value: "v0.10.6", inForce: true },
    ]);
  });

  it("searches the workload first, or the given kind", () => {
    expect(explainManifest(frontend, "metadata.name", undefined)?.object?.kind).toBe("Deployment");
    expect(explainManifest(frontend, "metadata.name", "networkpolicy")?.object?.kind).toBe("NetworkPolicy");
  });

  it.each([
    ["a path that no object has", "spec.nothing", undefined],
    ["a path that the kind lacks", "spec.minReplicas", "Deployment"],
    ["a kind that the service lacks", "spec.schedule", "CronJob"],
  ])("returns undefined for %s", (_title, path, kind) => {
    expect(explainManifest(frontend, path, kind)).toBe(undefined);
  });
});
