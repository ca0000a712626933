import { describe, expect, it } from "vitest";
import { chains } from "../../../test/explain-subject.ts";
import { fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { front, onStack, override, outside, reachable } from "../../index.ts";
import { explainPath } from "./explain-path.ts";
import type { Subject } from "./subject.ts";

const api = front("api", { ports: { http: { port: 8080, protocol: "http" } } });
const cart = serviceFile("cart", { front: api });
const web = serviceFile("web", { calls: () => ({ cart: cart.service.endpoint("http") }) });
const shop = serviceFile("shop", { calls: () => ({ api: api.endpoint("http") }) });

/** Finds `cart` on the stack `one`. The `web` of the other stacks calls it, too. */
function subject(name: string): Subject {
  const one = stackFile("one", {
    cluster: "main",
    namespace: "one",
    endpoints: [reachable(cart.service.endpoint("http"), outside("10.4.0.9", 80, { range: "10.4.0.9/32" }))],
  });
  const away = { overrides: [override(web.service, { calls: () => ({ cart: onStack(one.stack, cart.service.endpoint("http")) }) })] };
  const fleet = fleetOf({
    services: [cart, web, shop],
    stacks: [
      one,
      stackFile("near", { cluster: "main", namespace: "near", ...away }),
      stackFile("far", { cluster: "other", namespace: "far", ...away }),
    ],
  });
  const model = modelOf(fleet);
  const stack = model.stacks.find((each) => each.name === "one");
  const service = stack?.services.find((each) => each.name === name);
  if (stack === undefined || service === undefined) throw new Error("nothing runs");
  return { model, stack, service, lock: lockFor(fleet) };
}

describe("explain", () => {
  it("names the callers of a service, also those of other stacks and clusters", () => {
    const explanation = explainPath(subject("cart"), "callers");
    expect([explanation?.value, chains(explanation)]).toEqual([
      { http: ["web", "shop", "web on near", "web on far"] },
      [
        'callers.http: service web "cart.http" (services/web.ts) <-, service shop "cart.http" (services/shop.ts) <-, service web on near "cart.http" (services/web.ts) <-, service web on far "cart.http" (services/web.ts) <-',
      ],
    ]);
  });

  it("names the callers that a NetworkPolicy lets in", () => {
    const explanation = explainPath(subject("cart"), "spec.ingress.0.from", "NetworkPolicy");
    expect(explanation?.influences.at(-1)?.chain.map(({ layer }) => layer)).toEqual(["service web", "service shop", "service web on near"]);
  });

  it("names the platform's Service that a call reaches", () => {
    expect(explainPath(subject("shop"), "calls.api")?.value).toBe("api.http, a Service of the platform: cart");
  });

  it.each(["callers.grpc", "callers.http.0", "callersx"])("knows no %s", (path) => {
    expect(explainPath(subject("cart"), path)).toBe(undefined);
  });
});
