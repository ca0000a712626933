import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";

/** The facts about a class of Gateways. */
interface GatewayClass {
  /** True if Google's load balancers serve it. Their traffic comes from ranges, and they check the health of pods. */
  readonly google: boolean;
  /** True if its proxies run in the proxy-only subnet of the region. */
  readonly regional: boolean;
  /** True if it has an address on the internet. Undefined if the class does not decide it. */
  readonly external?: boolean;
  /** The namespace of its proxies. @default the Gateway's namespace */
  readonly proxies?: string;
}

/** The classes of Gateways that Fairlead knows. Source: the GatewayClasses of GKE, and the defaults of the controllers. */
const GATEWAY_CLASSES = {
  "gke-l7-global-external-managed": { google: true, regional: false, external: true },
  "gke-l7-gxlb": { google: true, regional: false, external: true },
  "gke-l7-regional-external-managed": { google: true, regional: true, external: true },
  "gke-l7-rilb": { google: true, regional: true, external: false },
  "envoy-gateway": { google: false, regional: false, proxies: "envoy-gateway-system" },
  istio: { google: false, regional: false },
} as const satisfies Readonly<Record<string, GatewayClass>>;

export type GatewayClassName = keyof typeof GATEWAY_CLASSES;

/** The ranges of Google's load balancers and of their health checks. */
const GOOGLE_RANGES = ["130.211.0.0/22", "35.191.0.0/16"] as const;

/** The Gateway that public routes attach to. */
export interface GatewayInput {
  /** The name of the Gateway object. @default "external" */
  readonly name?: string;
  /** The namespace of the Gateway object. @default "gateway" */
  readonly namespace?: string;
  /**
   * The controller that serves the Gateway. It decides where traffic comes from.
   * @default one whose proxies run in the Gateway's namespace
   */
  readonly class?: GatewayClassName;
  /** The listener (`sectionName`) of public routes. @default every listener that takes them */
  readonly listener?: string;
  /** The listener of plain HTTP. Its requests are redirected to HTTPS, and `listener` is required. @default no redirect */
  readonly redirectListener?: string;
  /**
   * The private ranges that proxies send from, such as the region's proxy-only subnet.
   * @default none; required for the regional classes of GKE
   */
  readonly proxyRanges?: readonly string[];
}

/** The Gateway of a stack, with its defaults. */
export interface Gateway {
  readonly name: string;
  readonly namespace: string;
  readonly class: GatewayClassName | undefined;
  readonly listener: string | undefined;
  readonly redirectListener: string | undefined;
  readonly proxyRanges: readonly string[];
}

const NAMES = Object.keys(GATEWAY_CLASSES) as [GatewayClassName, ...GatewayClassName[]];

export const gatewaySchema = z.strictObject({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
  class: z.optional(z.enum(NAMES)),
  listener: z.optional(z.string()),
  redirectListener: z.optional(z.string()),
  proxyRanges: z.optional(z.array(z.string())),
});

export const gatewayOf = ({ name, namespace, ...input }: GatewayInput = {}): Gateway => ({
  name: name ?? DEFAULTS.gateway.name,
  namespace: namespace ?? DEFAULTS.gateway.namespace,
  class: undefined,
  listener: undefined,
  redirectListener: undefined,
  proxyRanges: [],
  ...input,
});

/** Returns the facts about the class of a Gateway. */
export const gatewayClass = ({ class: name }: Pick<Gateway, "class">): GatewayClass =>
  name === undefined ? { google: false, regional: false } : GATEWAY_CLASSES[name];

/** The places that requests come from. */
export interface Sources {
  readonly namespaces: readonly string[];
  readonly ranges: readonly string[];
}

/** Returns the places that the requests of a Gateway come from. */
export function gatewaySources(gateway: Gateway): Sources {
  const { google, proxies } = gatewayClass(gateway);
  if (google) return { namespaces: [], ranges: [...GOOGLE_RANGES, ...gateway.proxyRanges] };
  return { namespaces: [proxies ?? gateway.namespace], ranges: gateway.proxyRanges };
}

/** Lists the ranges that check the health of pods. */
export const healthCheckRanges = (gateway: Gateway): readonly string[] => (gatewayClass(gateway).google ? GOOGLE_RANGES : []);
