import type { EffectiveService } from "../../model/effective.ts";
import type { IHealthCheckPolicy } from "../../model/gke-kinds.ts";
import { gatewayClass } from "../../model/stack-fields/gateway.ts";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/** The API takes at most 10 checks in a row. */
const MAX_THRESHOLD = 10;

/** Tells the load balancers of GKE how to check the pods of a public service. Without it they ask for "/". */
export function healthCheckPolicy(context: ServiceContext): readonly IHealthCheckPolicy[] {
  const { service, stack } = context;
  if (service.public === undefined || stack.ingress !== undefined || !gatewayClass(stack.gateway).google) return [];
  const { health } = service;
  const readiness = health.readiness?.kind === "none" ? undefined : health.readiness;
  const checkIntervalSec = readiness?.periodSeconds ?? health.periodSeconds;
  return [
    {
      apiVersion: "networking.gke.io/v1",
      kind: "HealthCheckPolicy",
      metadata: objectMetadata(context),
      spec: {
        default: {
          checkIntervalSec,
          config: configOf(service),
          healthyThreshold: readiness?.successThreshold ?? 1,
          timeoutSec: Math.min(readiness?.timeoutSeconds ?? health.timeoutSeconds, checkIntervalSec),
          unhealthyThreshold: Math.min(readiness?.failureThreshold ?? health.failureThreshold, MAX_THRESHOLD),
        },
        targetRef: { group: "", kind: "Service", name: service.name },
      },
    },
  ];
}

type Config = IHealthCheckPolicy["spec"]["default"]["config"];

/** Asks what readiness asks. A command runs in the pod only, so a connection to the public port stands for it. */
function configOf(service: EffectiveService): Config {
  const { readiness } = service.health;
  const name = readiness === undefined || readiness.kind === "exec" || readiness.kind === "none" ? service.public?.port : readiness.port;
  const port = service.ports.find((each) => each.name === name)?.port ?? 0;
  const fixed = { port, portSpecification: "USE_FIXED_PORT" } as const;
  if (readiness?.kind === "http") {
    const host = Object.entries(readiness.headers).find(([header]) => header.toLowerCase() === "host")?.[1];
    return {
      httpHealthCheck: { ...fixed, ...(host === undefined ? {} : { host }), requestPath: readiness.path ?? service.health.path },
      type: "HTTP",
    };
  }
  if (readiness?.kind === "grpc") {
    return {
      grpcHealthCheck: { ...fixed, ...(readiness.service === undefined ? {} : { grpcServiceName: readiness.service }) },
      type: "GRPC",
    };
  }
  return { tcpHealthCheck: fixed, type: "TCP" };
}
