import { describe, expect, it } from "vitest";
import { bucket, definePolicy, defineService, defineStack, allServices, noPublicBuckets, pinnedImages } from "../lib/index.ts";
import { findingsOf, renderService, renderStack } from "../lib/testing.ts";
import cartservice from "../services/cartservice.ts";
import staging from "../stacks/staging.ts";

const hello = defineService("hello", {
  owner: "ada@example.com",
  image: "registry.example.com/hello",
  ports: { http: { port: 8080, protocol: "http" } },
  resources: { cpu: "10m", memory: "16Mi", limits: { memory: "32Mi" } },
  needs: { images: bucket() },
});
const own = { services: [hello] };
const release = { tag: "v2" };

describe("renderService", () => {
  it("renders a service of the repository on its first stack, with types", async () => {
    const rendered = await renderService(cartservice, { release: { tag: "v1.0.0" } });
    const { metadata, spec } = rendered.get("Deployment");
    expect([rendered.stack, metadata?.name, spec?.template.spec?.containers[0]?.image]).toEqual([
      "latest",
      "cartservice",
      `us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice:v1.0.0@sha256:${"0".repeat(64)}`,
    ]);
    expect(rendered.application?.kind).toBe("Application");
    expect(rendered.list("Job")).toEqual([]);
  });

  it("renders it on a named stack, with its cloud", async () => {
    const rendered = await renderService(cartservice, { stack: staging });
    expect([rendered.stack, rendered.cloud.map(({ type }) => type)]).toEqual([
      "staging",
      expect.arrayContaining(["gcp:redis/instance:Instance"]),
    ]);
  });

  it("renders a service outside of the repository on a stack of its own", async () => {
    const rendered = await renderService(hello, { ...own, release });
    expect(rendered.get("Service").spec?.ports?.map(({ name, port }) => [name, port])).toEqual([["http", 80]]);
    const prod = defineStack("prod", {
      tier: "prod",
      region: "us-central1",
      project: "p",
      cluster: "c",
      namespace: "n",
      privateRange: "10.20.0.0/16",
      services: allServices,
    });
    expect((await renderService(hello, { ...own, stack: prod })).get("HorizontalPodAutoscaler").spec?.minReplicas).toBe(3);
  });

  it.each<readonly [string, () => Promise<unknown>, RegExp]>([
    [
      "a problem of the spec",
      () => renderService(defineService("bad", { ...hello.input, image: "x:y" }), { services: [] }),
      /^services\/bad.ts: image: /,
    ],
    ["an unknown service", () => renderService(hello), /^no stack of the repository runs "hello"/],
    ["an unknown stack", () => renderService(cartservice, { stack: defineStack("x", staging.input) }), /^the repository has no stack "x"/],
    [
      "a service that the stack does not run",
      () => renderStack(staging).then((stack) => stack.service(hello)),
      /^the stack does not run hello; it runs /,
    ],
    [
      "an object that is not there",
      () => renderService(hello, own).then((it) => it.get("CronJob")),
      /^hello on test has no CronJob; it has ServiceAccount hello, /,
    ],
  ])("throws for %s", async (_what, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });
});

describe("renderStack", () => {
  it("renders all services and what the stack has once", async () => {
    const stack = await renderStack(staging);
    expect(stack.all.filter(({ kind }) => kind === "Namespace")).toHaveLength(1);
    expect(stack.service(cartservice).get("PodDisruptionBudget").spec?.maxUnavailable).toBe(1);
  });
});

describe("findingsOf", () => {
  const small = definePolicy("small", {
    why: "w",
    fix: "f",
    level: "warn",
    manifests: ({ kind }) => (kind === "Deployment" ? ["is one"] : []),
  });

  it("lists findings of each level with their objects", async () => {
    const found = await findingsOf([small, noPublicBuckets(), pinnedImages()], hello, own);
    expect(found.map(({ policy }) => [policy?.name, policy?.object, policy?.message])).toEqual([["small", "Deployment hello", "is one"]]);
  });

  it("judges a whole stack", async () => {
    expect(await findingsOf(small, undefined, { stack: staging })).toHaveLength((await renderStack(staging)).list("Deployment").length);
  });

  it("throws if the policy itself has a problem", async () => {
    const broken = definePolicy("broken", { ...small.input, manifests: ({ metadata }) => [metadata["x"] as string] });
    await expect(findingsOf(broken, hello, own)).rejects.toThrow("policies/broken.ts: broken: must return strings");
  });
});
