import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { override, redis } from "../../index.ts";
import type { Lock, LockEntry } from "../../resolve/lock.ts";
import { compareStacks } from "./compare-stacks.ts";
import type { Cause } from "./difference.ts";

interface Two {
  /** Fields of the service `cart`. */
  readonly cart?: Fields;
  /** Fields of an override of `cart` on `prod`. */
  readonly onProd?: Fields;
  /** Fields of the stack `prod`. */
  readonly prod?: Fields;
  /** Fields of the lock entry of a service on `prod`. */
  readonly entry?: Partial<LockEntry>;
  /** The hash of its present configuration on `prod`. */
  readonly config?: string;
  /** The service or reserved entry of `entry` and `config`. @default cart */
  readonly of?: string;
  readonly services?: readonly string[];
}

const causeText = ({ layer, file, place }: Cause): string => [file ?? layer, ...(place === undefined ? [] : [place])].join(" ");

/** Compares `eu` and `prod`, two stacks of the tier `staging` with the services `cart` and `mail`. @returns `<kind> <services> <path>: <a> | <b> (<causes>)` */
function compared({ cart = {}, onProd, prod = {}, entry, config, of: name = "cart", services }: Two): readonly string[] {
  const files = [serviceFile("cart", cart), serviceFile("mail")];
  const [first] = files;
  const overrides = onProd === undefined || first === undefined ? [] : [override(first.service, onProd)];
  const place = { tier: "staging", project: "shop-staging" };
  const stacks = [
    stackFile("eu", { ...place, region: "europe-west1", domain: "eu.example.com", privateRange: "10.20.0.0/16", namespace: "shop-eu" }),
    stackFile("prod", { ...place, domain: "prod.example.com", privateRange: "10.30.0.0/16", overrides, ...prod }),
  ];
  const fleet = fleetOf({ services: files, stacks });
  const model = modelOf(fleet);
  const lock = lockFor(fleet);
  const found = lock.get(name) ?? { tag: "specs" };
  const other: Lock = entry === undefined ? lock : new Map([...lock, [name, { ...found, ...entry }]]);
  const [a, b] = model.stacks;
  if (a === undefined || b === undefined) throw new Error("there are two stacks");
  const configs = new Map(config === undefined ? [] : [[name, config]]);
  return compareStacks({ model, stack: a, lock, configs: new Map() }, { model, stack: b, lock: other, configs }, services).map(
    ({ kind, services: of, path, a: one, b: two }) => {
      const causes = [one.cause, two.cause].flatMap((cause) => (cause === undefined ? [] : [causeText(cause)]));
      return `${kind} ${of.join(",")} ${path}: ${JSON.stringify(one.value)} | ${JSON.stringify(two.value)} (${causes.join(", ")})`;
    },
  );
}

const hold = { by: "Ada Lovelace", reason: "the sale", since: "2026-06-01T00:00:00Z", tag: "v1.2.3" };

describe("two stacks", () => {
  it.each<readonly [string, Two, readonly string[]]>([
    ["that differ by name, place, domain and addresses only", { cart: { needs: { data: redis({ memoryGb: 1 }) } } }, []],
    ["with an env that says where it runs", { cart: { env: ({ stack }: { stack: { domain: string } }) => ({ HOST: stack.domain }) } }, []],
    ["with another release", { entry: { tag: "v2", digest: `sha256:${"f".repeat(64)}` } }, ['version cart : "v1.2.3" | "v2" ()']],
    [
      "with another image of the same tag",
      { entry: { digest: `sha256:${"f".repeat(64)}` } },
      ['version cart : "v1.2.3@sha256:0123456789ab" | "v1.2.3@sha256:ffffffffffff" ()'],
    ],
    ["with a hold", { entry: { hold } }, ['hold cart : undefined | "held by Ada Lovelace since 2026-06-01: the sale" ()']],
    [
      "with a configuration behind the specs",
      { config: "c0ffee000000", entry: { config: "000000c0ffee" } },
      ["behind cart : false | true ()"],
    ],
    [
      "with a platform behind the specs",
      { of: "platform", config: "c0ffee000000", entry: { config: "000000c0ffee" } },
      ["behind platform : false | true ()"],
    ],
    ["with a platform that no run has brought yet", { of: "platform", config: "c0ffee000000" }, ["behind platform : false | true ()"]],
    [
      "with a held platform",
      { of: "platform", entry: { hold } },
      ['hold platform : undefined | "held by Ada Lovelace since 2026-06-01: the sale" ()'],
    ],
    ["with a platform behind, of other services", { of: "platform", config: "c0ffee000000", services: ["cart"] }, []],
    ["with the present configuration", { config: "c0ffee000000", entry: { config: "c0ffee000000" } }, []],
    [
      "with an override",
      { onProd: { resources: { cpu: "250m" } } },
      [
        'field cart resources.limits.cpu: "200m" | "500m" (library default, stacks/prod.ts override(cart).resources.cpu)',
        'field cart resources.requests.cpu: "100m" | "250m" (library default, stacks/prod.ts override(cart).resources.cpu)',
      ],
    ],
    [
      "with a variable of one stack",
      { cart: { env: { MODE: "slow" } }, onProd: { env: { MODE: "fast" } } },
      ['field cart env.MODE: "slow" | "fast" (services/cart.ts env.MODE, stacks/prod.ts override(cart).env.MODE)'],
    ],
    [
      "with a patch of one stack",
      {
        onProd: {
          patch: { Deployment: (manifest: { spec: object }) => ({ ...manifest, spec: { ...manifest.spec, minReadySeconds: 30 } }) },
        },
      },
      ['field cart patch: undefined | {"Deployment":"(function)"} (stacks/prod.ts override(cart).patch.Deployment)'],
    ],
    [
      "with another size of a need",
      { cart: { needs: { data: redis({ memoryGb: 1 }) } }, onProd: { needs: { data: redis({ memoryGb: 5 }) } } },
      [expect.stringMatching(/^cloud cart gcp:redis\/instance:Instance <stack>-cart-data: memorySizeGb: 1 \| 5 \(.*stacks\/prod\.ts/)],
    ],
    [
      "with a quota of one stack",
      { prod: { quota: { pods: 99 } } },
      [expect.stringMatching(/^object {2}ResourceQuota quota: spec\.hard\.pods: undefined \| "99" \(stacks\/eu\.ts, stacks\/prod\.ts\)$/)],
    ],
    ["and one service that does not differ", { entry: { tag: "v2" }, prod: { quota: { pods: 99 } }, services: ["mail"] }, []],
  ])("%s", (_what, two, expected) => {
    expect(compared(two)).toEqual(expected);
  });

  it("joins services with the same difference", () => {
    const files = ["ad", "cart"].map((name) => serviceFile(name));
    const fleet = fleetOf({ services: files, stacks: [stackFile("a"), stackFile("b", { defaults: { env: { MODE: "fast" } } })] });
    const model = modelOf(fleet);
    const [a, b] = model.stacks.map((stack) => ({ model, stack, lock: lockFor(fleet), configs: new Map<string, string>() }));
    if (a === undefined || b === undefined) throw new Error("there are two stacks");
    expect(compareStacks(a, b).filter(({ kind }) => kind === "field")).toEqual([
      {
        kind: "field",
        services: ["ad", "cart"],
        path: "env",
        a: { value: undefined },
        b: { value: { MODE: "fast" }, cause: expect.objectContaining({ file: "stacks/b.ts" }) },
      },
    ]);
  });
});
