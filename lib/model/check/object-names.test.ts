import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { bucket, configDir, inCluster, newClaim, redis, secret, single, use } from "../../index.ts";

const claim = newClaim({ path: "/a", size: "1Gi" });
const other = newClaim({ path: "/b", size: "1Gi" });
const dir = configDir({ path: "/etc/a", files: { a: "1" } });
const job = { command: ["run"] };
const data = { path: "/data", size: "1Gi" };

/** Lists the problems of services on two equal stacks. */
const problemsOn = (stack: Fields, services: Readonly<Record<string, Fields>>): readonly string[] =>
  problemsOf(
    fleetOf({
      services: Object.entries(services).map(([name, fields]) => serviceFile(name, fields)),
      stacks: [stackFile("one", stack), stackFile("two", stack)],
    }),
  );

it.each<readonly [title: string, a: Fields, ab: Fields, problems: readonly string[]]>([
  ["other names", { b: claim, c: dir }, { b: claim, c: dir }, []],
  ["a claim and a map", { "b-c": claim }, { c: dir }, []],
  [
    "two claims of one name, once for two stacks",
    { "b-c": claim },
    { c: claim },
    ['services/a-b.ts: volumes.c: the claim "a-b-c" belongs to the volume "b-c" of a'],
  ],
])("reports %s", (_title, a, ab, problems) => {
  const services = [serviceFile("a", { scale: single(), volumes: a }), serviceFile("a-b", { scale: single(), volumes: ab })];
  expect(problemsOf(fleetOf({ services, stacks: [stackFile("one"), stackFile("two")] }))).toEqual(problems);
});

describe("jobs", () => {
  it.each<readonly [title: string, services: Readonly<Record<string, Fields>>, problems: readonly string[]]>([
    ["may have one name in two services", { a: { jobs: { b: job } }, c: { jobs: { b: job } } }, []],
    [
      "have other joined names than jobs",
      { a: { jobs: { "b-c": job } }, "a-b": { jobs: { c: job } } },
      ['services/a-b.ts: jobs.c: the name "a-b-c" belongs to the job "b-c" of a'],
    ],
    [
      "have other joined names than services",
      { a: { jobs: { b: job } }, "a-b": {} },
      ['services/a.ts: jobs.b: the name "a-b" belongs to the service a-b'],
    ],
    [
      "have other joined names than CronJobs",
      { a: { jobs: { b: job } }, "a-b": { ports: undefined, schedule: { cron: "0 3 * * *" } } },
      ['services/a.ts: jobs.b: the name "a-b" belongs to the service a-b'],
    ],
    [
      "have other joined names than instances",
      { a: { jobs: { "b-c": job } }, "a-b": { instances: { c: {} } } },
      ['services/a.ts: jobs.b-c: the name "a-b-c" belongs to the service a-b-c'],
    ],
  ])("%s", (_title, services, problems) => {
    expect(problemsOn({}, services)).toEqual(problems);
  });

  it("of other stacks are other objects", () => {
    const [a, ab] = [serviceFile("a", { jobs: { b: job } }), serviceFile("a-b")];
    const stacks = [stackFile("one", { services: [a.service] }), stackFile("two", { services: [ab.service] })];
    expect(problemsOf(fleetOf({ services: [a, ab], stacks }))).toEqual([]);
  });
});

describe("claims of pods", () => {
  it.each<readonly [title: string, services: Readonly<Record<string, Fields>>, problems: readonly string[]]>([
    ["have the names of both", { y: { stateful: { volumes: { x: data } } }, z: { stateful: { volumes: { x: data } } } }, []],
    [
      "are not those of another StatefulSet",
      { z: { stateful: { volumes: { "x-y": data } } }, "y-z": { stateful: { volumes: { x: data } } } },
      ['services/y-z.ts: stateful.volumes.x: the claim "x-y-z-0" belongs to the volume "x-y" of the stateful z'],
    ],
    [
      "are not rendered claims",
      { a: { stateful: { volumes: { data } } }, data: { scale: single(), volumes: { "a-1": claim, "a-b": other } } },
      ['services/data.ts: volumes.a-1: the claim "data-a-1" belongs to the volume "data" of the stateful a'],
    ],
    [
      "differ inside one service",
      { a: { scale: single({ because: "test" }), stateful: { volumes: { a: data } }, volumes: { "a-0": claim, a: other } } },
      ['services/a.ts: volumes.a-0: the claim "a-a-0" belongs to the volume "a" of the stateful a'],
    ],
  ])("%s", (_title, services, problems) => {
    expect(problemsOn({}, services)).toEqual(problems);
  });

  it("are not those of servers in the cluster", () => {
    const services = { a: { needs: { cache: redis({ memoryGb: 1 }) } }, cache: { stateful: { volumes: { "data-a": data } } } };
    expect(problemsOn({ providers: { redis: "cluster" } }, services)).toEqual([]);
    expect(problemsOn({ providers: { redis: inCluster({ storage: "1Gi" }) } }, services)).toEqual([
      'services/cache.ts: stateful.volumes.data-a: the claim "data-a-cache-0" belongs to the volume "data" of the stateful a-cache',
    ]);
  });
});

describe("Secrets", () => {
  const lender = serviceFile("lender", { needs: { key: secret(), files: bucket() } });
  const [key, files] = [use(() => lender.service.need("key")), use(() => lender.service.need("files"))];
  const ingress = { class: "nginx", namespace: "ingress-nginx", tls: { issuer: "letsencrypt" } };

  it.each<readonly [title: string, a: Fields, ab: Fields, stack: Fields, problems: readonly string[]]>([
    [
      "of a used need",
      { "b-c": key },
      { c: secret() },
      {},
      ['services/a.ts: needs.b-c: the Secret "a-b-c" belongs to the need "c" of a-b'],
    ],
    ["of two used needs", { "b-c": key }, { c: key }, {}, ['services/a-b.ts: needs.c: the Secret "a-b-c" belongs to the need "b-c" of a']],
    ["of needs without secrets", { "b-c": files }, { c: bucket() }, {}, []],
    [
      "of a certificate",
      { "ingress-tls": secret() },
      {},
      { ingress },
      ['services/a.ts: public: the Secret "a-ingress-tls" belongs to the need "ingress-tls" of a'],
    ],
    ["of a certificate that people bring", { "ingress-tls": secret() }, {}, { ingress: { ...ingress, tls: { secret: "tls" } } }, []],
  ])("%s have separate names", (_title, needs, other, stack, problems) => {
    const services = [serviceFile("a", { needs, public: { port: "http" } }), serviceFile("a-b", { needs: other }), lender];
    expect(problemsOf(fleetOf({ services, stacks: [stackFile("one", stack)] }))).toEqual(problems);
  });
});
