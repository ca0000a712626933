import { describe, expect, it } from "vitest";
import { type Answer, serveApi } from "../../../test/health/api-server.ts";
import { argocdCheck } from "./argocd-check.ts";

const TOKEN = "s3cret-token";
const IMAGE = "registry.example.com/shop/cart:v2@sha256:2222";
const PAIR = { stack: "staging", service: "cart", image: IMAGE, since: "2026-06-01T00:00:00Z" };

interface State {
  readonly image?: string;
  readonly sync?: string;
  readonly health?: string;
  readonly message?: string;
  readonly phase?: string;
}

const application = (name: string, { image = IMAGE, sync = "Synced", health = "Healthy", message, phase }: State = {}) => ({
  metadata: { name },
  spec: { info: [{ name: "image", value: image }] },
  status: { sync: { status: sync }, health: { status: health, message }, operationState: { phase } },
});

const listed = (...items: readonly unknown[]): Answer => ({ body: { metadata: {}, items } });

async function check(...answers: readonly (Answer | "hangs")[]) {
  const server = await serveApi(...answers);
  const reasons = await argocdCheck({ kind: "argocd", url: server.url, token: "ARGOCD_TOKEN" })(
    { stacks: ["staging"], pairs: [PAIR] },
    { env: { ARGOCD_TOKEN: TOKEN }, timeoutMs: 500 },
  );
  return { server, said: reasons.map(({ state, reason }) => `${state}: ${reason.replaceAll(server.host, "HOST")}`), reasons };
}

describe("the check of Argo CD", () => {
  it.each<readonly [string, State, readonly string[]]>([
    ["passes if the Application is synced and healthy", {}, []],
    [
      "fails if it is degraded",
      { health: "Degraded", message: "ImagePullBackOff\n\u001b[31m" },
      ["failed: the Application staging-cart is Degraded and not Healthy: ImagePullBackOff \\u001b[31m"],
    ],
    [
      "fails if its sync failed",
      { sync: "OutOfSync", phase: "Failed" },
      ["failed: the Application staging-cart is OutOfSync and not Synced, and its sync ended with Failed"],
    ],
    [
      "waits while it is out of sync",
      { sync: "OutOfSync", phase: "Running" },
      ["unknown: the Application staging-cart is OutOfSync and not Synced"],
    ],
    ["waits while it progresses", { health: "Progressing" }, ["unknown: the Application staging-cart is Progressing and not Healthy"]],
    [
      "waits until Argo CD has the image of the lock",
      { image: "registry.example.com/shop/cart:v1@sha256:1111", health: "Degraded" },
      [`unknown: the Application staging-cart has the image registry.example.com/shop/cart:v1@sha256:1111 and not ${IMAGE}`],
    ],
  ])("%s", async (_what, state, said) => {
    expect((await check(listed(application("staging-cart", state)))).said).toEqual(said);
  });

  it.each<readonly [string, Answer | "hangs", string]>([
    [
      "no such Application",
      listed(application("staging-mail")),
      "the Application staging-cart is not in Argo CD at HOST, or the token may not see it",
    ],
    ["an empty list", { body: { items: null } }, "the Application staging-cart is not in Argo CD at HOST, or the token may not see it"],
    [
      "a refused token",
      { status: 401, body: { error: `invalid session: ${TOKEN}` } },
      "Argo CD is unknown: HOST answered 401, with the token of ARGOCD_TOKEN: invalid session: ***",
    ],
    ["a failing server", { status: 502, body: "Bad Gateway" }, "Argo CD is unknown: HOST answered 502"],
    ["a login page", { body: "<!doctype html>" }, "Argo CD is unknown: HOST answered no JSON"],
    ["another API", { body: { kind: "Status" } }, "Argo CD is unknown: HOST answered no list of Applications"],
    ["no answer", "hangs", "Argo CD is unknown: HOST did not answer: no answer in 0.5 s"],
  ])("has no result with %s", async (_what, answer, reason) => {
    expect((await check(answer)).said).toEqual([`unknown: ${reason}`]);
  });

  it("asks once for the Applications of the stacks, and tells which pair each reason is about", async () => {
    const server = await serveApi(listed(application("staging-cart"), application("canary-cart", { health: "Degraded" })));
    const pairs = [PAIR, { ...PAIR, stack: "canary" }, { ...PAIR, service: "base-image", image: undefined }];
    const reasons = await argocdCheck({ kind: "argocd", url: `${server.url}/argo/`, token: "ARGOCD_TOKEN" })(
      { stacks: ["staging", "canary"], pairs },
      { env: { ARGOCD_TOKEN: TOKEN } },
    );
    expect(reasons.map(({ pair }) => pair)).toEqual(["canary/cart"]);
    expect(server.requests).toEqual([
      `/argo/api/v1/applications?projects=staging&projects=canary&fields=items.metadata.name,items.spec,items.status.sync.status,items.status.health,items.status.operationState.phase Bearer ${TOKEN}`,
    ]);
  });
});
