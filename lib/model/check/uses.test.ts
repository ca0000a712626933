import { describe, expect, it } from "vitest";
import { fleetOf, lockFor, modelOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { postgres, redis, use } from "../../index.ts";
import { bind } from "../stack.ts";
import { findPath } from "../../compile/manifest-path.ts";
import { compileStack } from "../../compile/compile-stack.ts";

const orders = serviceFile("orders", { needs: { db: postgres({ storageGb: 10 }) } });
const db = orders.service.need("db");

describe("a used need", () => {
  it.each<[title: string, need: unknown, problems: readonly string[]]>([
    ["that exists", use(db), []],
    ["that exists, by a function", use(() => db), []],
    [
      "that does not exist",
      use(orders.service.need("dbs")),
      ['services/billing.ts: needs.db: orders has no need "dbs"; did you mean "db"?'],
    ],
    [
      "of every object",
      use(orders.service.need("constructor")),
      ['services/billing.ts: needs.db: orders has no need "constructor" (known: "db")'],
    ],
    [
      "of no service",
      use({ service: "order", need: "db", spec: undefined }),
      ["services/billing.ts: needs.db: order is not the default export of a file in services/"],
    ],
    [
      "that is none",
      use(null as never),
      ['services/billing.ts: needs.db: must be a need of another service: use(() => service.need("db"))'],
    ],
    ["that throws", use(() => JSON.parse("{") as never), ["services/billing.ts: needs.db: failed: "]],
    [
      "of the same service",
      use({ service: "billing", need: "cache", spec: undefined }),
      ["services/billing.ts: needs.db: is a need of the same service; drop use"],
    ],
    ["without an owner", { kind: "use" }, ["services/billing.ts: needs.db.owner: must be a function such as "]],
  ])("%s", (_title, need, problems) => {
    const billing = serviceFile("billing", {
      needs: { db: need, cache: redis({ memoryGb: 1 }) },
      env: ({ needs }: { readonly needs: { readonly db: { readonly url: string } } }) => ({ URL: needs.db.url }),
    });
    const found = problemsOf(fleetOf({ services: [orders, billing] }));
    expect(found.length).toBe(problems.length);
    found.forEach((problem, index) => expect(problem).toContain(problems[index]));
  });

  it("of a service that uses it, too", () => {
    const billing = serviceFile("billing", { needs: { db: use(db) } });
    const audit = serviceFile("audit", { needs: { db: use(billing.service.need("db")) } });
    expect(problemsOf(fleetOf({ services: [orders, billing, audit] }))).toEqual([
      'services/audit.ts: needs.db: billing uses need "db" of another service; use that service\'s need',
    ]);
  });

  it("is silent if its owner has a problem", () => {
    const broken = serviceFile("orders", { needs: { db: { kind: "postgres", version: "17", storageGb: 1 } } });
    const billing = serviceFile("billing", { needs: { db: use(broken.service.need("db")) } });
    expect(problemsOf(fleetOf({ services: [broken, billing] }))).toEqual([
      "services/orders.ts: needs.db.storageGb: must be at least 10, got 1",
    ]);
  });

  it("requires its owner on the stack, and cannot be bound", () => {
    const billing = serviceFile("billing", { needs: { db: use(db) } });
    const stacks = [
      stackFile("latest", { services: [billing.service] }),
      stackFile("other", {
        bindings: [bind(billing.service.need("db"), { kind: "shared", stack: "latest", tier: "latest", need: billing.service.need("db") })],
      }),
    ];
    expect(problemsOf(fleetOf({ services: [orders, billing], stacks }))).toEqual([
      'stacks/latest.ts: services: the stack does not run orders, but billing uses its need "db"; add orders to services, or drop the reference'.replace(
        "; add orders to services, or drop the reference",
        "",
      ),
      "stacks/other.ts: bindings.billing.db: billing uses a need of another service; name the owner's need",
    ]);
  });

  it("gives the values, the secrets and the address of the owner's instance", () => {
    const billing = serviceFile("billing", {
      needs: { data: use(db) },
      env: ({ needs }: { readonly needs: { readonly data: { readonly url: string; readonly passwordFile: string } } }) => ({
        URL: needs.data.url,
        DB_PASSWORD_FILE: needs.data.passwordFile,
      }),
    });
    const fleet = fleetOf({ services: [orders, billing] });
    const model = modelOf(fleet);
    const [stack] = model.stacks;
    if (stack === undefined) throw new Error("no stack");
    const { manifests, problems } = compileStack(model, stack, lockFor(fleet), { services: ["billing"] });
    expect(problems).toEqual([]);
    const of = (kind: string) => manifests.find(({ manifest }) => manifest.kind === kind)?.manifest;
    expect(of("ConfigMap")?.["data"]).toEqual({
      URL: "postgresql://orders@db.orders.latest.internal:5432/db?sslmode=require",
      DB_PASSWORD_FILE: "/var/run/fairlead/data/password",
    });
    expect([of("ExternalSecret")?.metadata.name, findPath(of("ExternalSecret"), "spec.data.0.remoteRef.key")?.value]).toEqual([
      "billing-data",
      "latest-orders-db-password",
    ]);
  });
});
