import {
  type AnyService,
  type Calls,
  type Config,
  defineConfig,
  defineService,
  defineStack,
  type DefaultsInput,
  type Endpoint,
  type Env,
  exec,
  type HealthInput,
  http,
  type JobInput,
  type LayerInput,
  type Manifest,
  type ManifestContext,
  override,
  type Patch,
  type PlatformPatch,
  type Ports,
  type PublicInput,
  type ResourcesInput,
  redis,
  type ScaleInput,
  type Service,
  type ServiceInput,
  servicesWhere,
} from "fairlead";
import { describe, expect, expectTypeOf, it } from "vitest";

// Users write such helpers. `tsc` fails if one of them needs a cast.

const WEB_PORTS = { http: { port: 8080, protocol: "http" } } as const;
type WebPorts = typeof WEB_PORTS;
type None = Readonly<Record<never, never>>;

const STACK = { tier: "latest", region: "r", project: "p", cluster: "c", namespace: "n", services: [] } as const;

/** Makes a service with an http port. Each service may set any field. */
const web = (name: string, extra: Partial<ServiceInput<WebPorts, None, None>> = {}): Service<WebPorts, None, None> =>
  defineService(name, {
    owner: "web@example.com",
    image: `registry.example.com/${name}`,
    ports: WEB_PORTS,
    health: { readiness: http("http", { path: "/ready" }) },
    ...extra,
  });

/** Fields that a tier of several services shares. */
const small: LayerInput<None, None, None> = { resources: { cpu: "50m" }, scale: { min: 2, max: 3 } };

/** Adds fields to every tier. */
const onAllTiers = <P, N, C>(layer: LayerInput<P, N, C>): NonNullable<ServiceInput<P, N, C>["tiers"]> => ({
  latest: layer,
  staging: layer,
  prod: layer,
});

const resources = (cpu: string, memory: string): ResourcesInput => ({ cpu, memory, limits: { memory } });
const slow = (seconds: number): HealthInput<never> => ({ startupSeconds: seconds, periodSeconds: 30 });
const busy: ScaleInput = { min: 4, max: 40 };
const migrate: JobInput = { command: ["/app/migrate"], timeoutSeconds: 300 };
const onWeb = (subdomain: string): PublicInput<"http"> => ({ port: "http", subdomain });
const logging = (level: string): Env => ({ LOG_LEVEL: level, LOG_FORMAT: "json" });
const annotated = (note: string): Patch => ({ Deployment: ({ metadata }) => void (metadata && (metadata.annotations = { note })) });
const labelled: PlatformPatch = {
  Namespace: ({ metadata }) => void (metadata && (metadata.labels = { ...metadata.labels, team: "shop" })),
};
const claim = ({ namespace, labels }: ManifestContext): readonly Manifest[] => [
  { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "data", namespace, labels } },
];
const callsTo = (endpoint: Endpoint): Calls<"shop"> => ({ shop: endpoint });
const namesOfPorts = (ports: Ports): readonly string[] => Object.keys(ports);
const quiet: DefaultsInput = { env: logging("warn"), health: slow(60) };
const namesOf = (services: readonly AnyService[]): readonly string[] => services.map(({ name }) => name);
const settings = (defaults: Config["defaults"]): Config => ({
  name: "shop",
  repository: { url: "https://git.example.com/ops.git" },
  ...(defaults && { defaults }),
});

describe("helpers of users", () => {
  it("make services", () => {
    const shop = web("shop", {
      scale: busy,
      public: onWeb("shop"),
      tiers: onAllTiers<WebPorts, None, None>(small),
      jobs: { migrate },
      patch: annotated("x"),
    });
    expectTypeOf(shop.endpoint("http")).toEqualTypeOf<Endpoint>();
    expectTypeOf<Parameters<typeof shop.endpoint>[0]>().toEqualTypeOf<"http">();
    expect([shop.name, shop.input.scale, shop.input.tiers?.prod]).toEqual(["shop", busy, small]);
    const mail = defineService("mail", {
      owner: "mail@example.com",
      image: "registry.example.com/mail",
      needs: { queue: redis({ memoryGb: 1 }) },
      calls: () => callsTo(shop.endpoint("http")),
      health: { ...slow(60), readiness: exec(["ready"]), liveness: exec(["alive"]) },
      resources: resources("100m", "64Mi"),
      env: ({ needs, calls }) => ({ ...logging("info"), QUEUE: needs.queue.address, SHOP: calls.shop.address }),
      manifests: claim,
    });
    expect([namesOf([shop, mail]), namesOfPorts(WEB_PORTS)]).toEqual([["shop", "mail"], ["http"]]);
    expect(override(shop, { scale: { max: 50 }, resources: resources("1", "1Gi") }).input.scale).toEqual({ max: 50 });
  });

  it("share defaults", () => {
    const config = defineConfig(settings([quiet, servicesWhere({ listens: "http" }, { scale: busy, patch: annotated("web") })]));
    const stack = defineStack("latest", {
      ...STACK,
      services: [web("shop")],
      defaults: servicesWhere({ component: "api" }, { args: ["-v"], env: ({ ports }) => ({ PORTS: Object.keys(ports).length }) }),
      patch: labelled,
    });
    expect([config.defaults, stack.input.defaults].every((each) => each !== undefined)).toBe(true);
  });
});

/** Takes code that only the compiler checks. */
const neverRun = (_code: () => unknown): void => undefined;

neverRun(() => [
  // @ts-expect-error defaults fit services without that port
  servicesWhere({}, { health: { readiness: http("http") } }),
  // @ts-expect-error defaults cannot make a service public
  servicesWhere({}, { public: { port: "http" } }),
  // @ts-expect-error no such protocol
  servicesWhere({ listens: "https" }, {}),
  // @ts-expect-error a secret in defaults
  servicesWhere({}, { env: { API_KEY: "abc" } }),
  // @ts-expect-error the platform has no Deployment
  defineStack("a", { ...STACK, patch: { Deployment: () => null } }),
]);
