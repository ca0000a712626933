import { describe, expect, it } from "vitest";
import { fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { postgres, redis, use } from "../../index.ts";
import { restored } from "../restored.ts";
import { bind } from "../stack.ts";

const db = postgres({ storageGb: 20 });
const cart = serviceFile("cart", { needs: { db, log: db, carts: redis({ memoryGb: 1 }), all: postgres({ instance: "shared" }) } });
const web = serviceFile("web", { needs: { db: use(cart.service.need("db")) } });
const ref = cart.service.need("db");
const place = { at: "2026-11-30T02:00:00Z", range: "10.10.208.8/29" };

describe("a copy in place of an instance", () => {
  it.each<[title: string, restored: unknown, problems: readonly string[]]>([
    ["with a time and a block", [restored(ref, place)], []],
    ["beside another one", [restored(ref, place), restored(cart.service.need("log"), { ...place, range: "10.10.208.16/29" })], []],
    [
      "without a zone",
      [restored(ref, { ...place, at: "2026-11-30T02:00:00" })],
      ['cart.db: "2026-11-30T02:00:00" is not a time in UTC such as 2026-11-30T02:00:00Z'],
    ],
    [
      "of a day that does not exist",
      [restored(ref, { ...place, at: "2026-02-31T02:00:00Z" })],
      ['cart.db: "2026-02-31T02:00:00Z" is not a time in UTC such as 2026-11-30T02:00:00Z'],
    ],
    [
      "with one address",
      [restored(ref, { ...place, range: "10.10.208.8/32" })],
      ['cart.db: "10.10.208.8/32" is not a block of 8 addresses such as 10.30.208.8/29'],
    ],
    [
      "in another part of the plan",
      [restored(ref, { ...place, range: "10.10.128.8/29" })],
      ["cart.db: 10.10.128.8/29 is outside of 10.10.208.0/20, where copies have their addresses"],
    ],
    ["twice", [restored(ref, place), restored(ref, { ...place, range: "10.10.208.16/29" })], ["cart.db: is listed twice"]],
    [
      "at the addresses of another copy",
      [restored(ref, place), restored(cart.service.need("log"), place)],
      ["cart.log: 10.10.208.8/29 overlaps the addresses of cart.db"],
    ],
    ["of a Redis", [restored(cart.service.need("carts"), place)], ["cart.carts: a redis of this form has no copies"]],
    ["of a shared server", [restored(cart.service.need("all"), place)], ["cart.all: a postgres of this form has no copies"]],
    ["of a used need", [restored(web.service.need("db"), place)], ["web.db: web uses a need of another service; name the owner's need"]],
    ["of no need", [restored({ ...ref, need: "dbb" }, place)], ['cart.dbb: cart has no need "dbb"; did you mean "db"?']],
  ])("%s", (_title, list, problems) => {
    const stacks = [stackFile("latest", { privateRange: "10.10.0.0/16", restored: list })];
    expect(problemsOf(fleetOf({ services: [cart, web], stacks }))).toEqual(
      problems.map((problem) => `stacks/latest.ts: restored.${problem}`),
    );
  });

  it("belongs to the stack that owns the instance", () => {
    const owner = stackFile("latest", { privateRange: "10.10.0.0/16" });
    const bindings = [bind(ref, { kind: "shared", stack: "latest", tier: "latest", need: ref })];
    const copies = [restored(ref, { ...place, range: "10.11.208.8/29" })];
    const user = stackFile("dev", { privateRange: "10.11.0.0/16", namespace: "dev", bindings, restored: copies });
    expect(problemsOf(fleetOf({ services: [cart, web], stacks: [owner, user] }))).toEqual([
      "stacks/dev.ts: restored.cart.db: is bound to latest, which has the instance",
    ]);
  });

  it("runs in no cluster", () => {
    const stacks = [
      stackFile("latest", { privateRange: "10.10.0.0/16", providers: { postgres: "cluster" }, restored: [restored(ref, place)] }),
    ];
    expect(problemsOf(fleetOf({ services: [cart], stacks }))).toEqual([
      "stacks/latest.ts: restored.cart.db: runs in the cluster, which makes no copies",
    ]);
  });
});
