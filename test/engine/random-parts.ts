import * as fc from "fast-check";
import { needBlock } from "../../lib/cloud/blocks/registry.ts";
import { cloudNeeds } from "../../lib/cloud/cloud-needs.ts";
import { compileCloud } from "../../lib/cloud/compile-cloud.ts";
import type { CopySource } from "../../lib/cloud/copies.ts";
import { placeShards } from "../../lib/cloud/place/place-shards.ts";
import { type AnyCloudResource, isLate } from "../../lib/cloud/resource.ts";
import { bucket, channel, postgres, redis, secret, topic, valkey } from "../../lib/index.ts";
import type { StackModel } from "../../lib/model/model.ts";
import type { Need } from "../../lib/model/needs/registry.ts";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "../fleets.ts";
import { type Edit, type RandomCloud, randomChanges } from "./random-clouds.ts";

type Parts = Readonly<Record<string, unknown>>;

/** A stack with parts of a cloud, services and copies of their servers. */
interface RandomStack {
  readonly parts: Parts;
  /** The needs of the service `a`. */
  readonly needs: Readonly<Record<string, Need>>;
  readonly owner: string;
  /** The services with a public host. */
  readonly open: readonly string[];
  /** The time of the copies. Undefined if there are none. */
  readonly copiedAt: string | undefined;
}

const OWNERS = ["one@example.com", "two@example.com"] as const;

const site = (stack: string, name: string) =>
  fc.record(
    {
      host: fc.constantFrom(`${name}.${stack}.example.com`, `${name}-${stack}.example.org`),
      because: fc.constant("customers read it"),
      notFound: fc.constantFrom("404.html", "index.html"),
      github: fc.constantFrom([], ["acme/docs"], ["acme/docs", "acme/help"]),
    },
    { requiredKeys: ["host", "because"] },
  );

const made = (id: number) => channel(`projects/shop/notificationChannels/${id}`);
const alerts = fc.record(
  {
    channels: fc.constantFrom({}, { [OWNERS[0]]: made(1) }, { [OWNERS[0]]: [made(1), made(2)], [OWNERS[1]]: made(3) }),
    memoryPercent: fc.constantFrom(70, 80),
    certificateDays: fc.constantFrom(7, 14),
    runbooks: fc.constant("https://runbooks.example.com"),
  },
  { requiredKeys: [] },
);

const someParts = (stack: string): fc.Arbitrary<Parts> =>
  fc.record(
    {
      sites: fc.record({ docs: site(stack, "docs"), help: site(stack, "help") }, { requiredKeys: ["docs"] }),
      ingress: fc.constant({}),
      secretStore: fc.constantFrom({}, { namespace: "secrets" }, { serviceAccount: "reader" }),
      zone: fc.constant({}),
      alerts,
      dashboards: fc.constant({}),
      nat: fc.constantFrom({}, { addresses: ["1", "2", "3"] }, { addresses: ["2", "3"], draining: ["1"] }),
      registry: fc.constantFrom({}, { github: ["acme/cart"] }),
    },
    { requiredKeys: [] },
  );

const need: fc.Arbitrary<Need> = fc.constantFrom<Need>(
  postgres({ storageGb: 20, verifyServer: true }),
  postgres({ storageGb: 30 }),
  postgres({ instance: "shared" }),
  valkey({ memoryGb: 1, tls: true }),
  redis({ memoryGb: 1, auth: true }),
  bucket({ versioning: true }),
  topic(),
  secret({ keys: ["stripe"] }),
);

const randomStack = (stack: string): fc.Arbitrary<RandomStack> =>
  fc.record({
    parts: someParts(stack),
    needs: fc.record({ x: need, y: need }, { requiredKeys: ["x"] }),
    owner: fc.constantFrom(...OWNERS),
    open: fc.subarray(["a", "b"]),
    copiedAt: fc.option(fc.constantFrom("2026-11-30T02:00:00Z", "2026-11-29T02:00:00Z"), { nil: undefined }),
  });

/** Changes one thing of a stack: a part, the needs, the owner, the public services or the copies. */
const changed =
  (stack: string) =>
  (before: RandomStack): fc.Arbitrary<RandomStack> =>
    randomStack(stack).chain((other) =>
      fc.constantFrom<RandomStack>(
        before,
        { ...before, needs: other.needs },
        { ...before, owner: other.owner },
        { ...before, open: other.open },
        { ...before, copiedAt: other.copiedAt },
        ...[...new Set([...Object.keys(before.parts), ...Object.keys(other.parts)])].map((name) => ({
          ...before,
          parts: Object.fromEntries(
            Object.entries({ ...before.parts, [name]: other.parts[name] }).filter(([, part]) => part !== undefined),
          ),
        })),
      ),
    );

/** Lets a stack begin without protection in half of the cases, so that what protects itself can go. */
const unprotected: fc.Arbitrary<Edit> = fc.boolean().map(
  (isFree): Edit =>
    (resources) =>
      isFree ? resources.map((each) => ({ ...each, protect: false })) : resources,
);

/** Generates the cloud of a stack with parts, alerts, a secret store and copies, and changes of it. */
export const randomParts = (name: string, changes: number): fc.Arbitrary<RandomCloud> =>
  randomChanges(
    { spec: randomStack(name), changed: changed(name), compile: (spec) => within(name, resourcesOf(name, spec)), start: unprotected },
    changes,
  );

/** Compiles all parts of a stack: foundation, needs and copies. */
function resourcesOf(name: string, { parts, needs, owner, open, copiedAt }: RandomStack): readonly AnyCloudResource[] {
  const publicOf = (service: string): Fields => (open.includes(service) ? { public: { port: "http" } } : {});
  const services = [
    serviceFile("a", { needs, owner, ...publicOf("a") }),
    serviceFile("b", { needs: { sent: topic(), keys: secret({ keys: ["mail"] }) }, ...publicOf("b") }),
  ];
  const fields = { project: `shop-${name}`, domain: `${name}.example.com`, gateway: { class: "gke-l7-global-external-managed" } };
  const [stack] = modelOf(fleetOf({ services, stacks: [stackFile(name, { ...fields, tier: "staging", cloud: parts })] })).stacks;
  if (stack === undefined) throw new Error("there is no stack");
  const shards = placeShards(name, compileCloud(stack), []).flatMap(({ resources }) => resources);
  return [...shards, ...(copiedAt === undefined ? [] : copiesOf(stack, copiedAt))];
}

/** Makes a copy of each server that has backups. In a separate state it would come later, so here it waits for the server. */
const copiesOf = (stack: StackModel, at: string): readonly AnyCloudResource[] =>
  cloudNeeds(stack).flatMap(({ need: spec, place }, index): readonly AnyCloudResource[] => {
    const copies = needBlock(spec).copies(spec, place);
    if (copies.kind === "none") return [];
    const { server, cloudName } = copies;
    const id = `projects/${stack.project}/locations/${stack.region}/backupCollections/${cloudName}/backups/1`;
    const source: CopySource = copies.logDays > 0 ? { kind: "second", at } : { kind: "backup", at, id };
    const made = copies.resources({ server: cloudName, source, range: `10.10.208.${8 * index}/29` });
    return made.map((each) => (each.type === server.type ? { ...each, dependsOn: [server] } : each));
  });

/** Puts the name of a stack before the names of its resources. Stacks that one state has do not share a name. */
function within(stack: string, resources: readonly AnyCloudResource[]): readonly AnyCloudResource[] {
  const inside = <T extends { readonly name: string }>(value: T): T => ({ ...value, name: `${stack}.${value.name}` });
  const move = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(move);
    if (isLate(value)) return value.kind === "reference" ? inside(value) : value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, move(each)]));
  };
  return resources.map(
    (each) =>
      ({
        ...inside(each),
        block: inside(each.block),
        inputs: move(each.inputs),
        dependsOn: each.dependsOn.map(inside),
      }) as AnyCloudResource,
  );
}
