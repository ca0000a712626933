import type { IProbe } from "kubernetes-models/v1";
import type { EffectiveService, Health } from "../../model/effective.ts";
import type { Probe } from "../../model/probes.ts";

/** How often a container that starts is looked at, in seconds: often, so that a fast start is seen as one. */
const STARTUP_PERIOD = 5;

type Handler = Pick<IProbe, "exec" | "grpc" | "httpGet" | "tcpSocket">;

function handler(service: EffectiveService, probe: Probe): Handler {
  if (probe.kind === "exec") return { exec: { command: [...probe.command] } };
  const port = service.ports.find(({ name }) => name === probe.port)?.port ?? 0;
  if (probe.kind === "tcp") return { tcpSocket: { port } };
  if (probe.kind === "grpc") return { grpc: probe.service === undefined ? { port } : { port, service: probe.service } };
  const httpHeaders = Object.entries(probe.headers).map(([name, value]) => ({ name, value }));
  return { httpGet: { ...(httpHeaders.length === 0 ? {} : { httpHeaders }), path: probe.path, port } };
}

const timed = ({ periodSeconds, timeoutSeconds, failureThreshold }: Health, check: Handler): IProbe => ({
  ...check,
  failureThreshold,
  initialDelaySeconds: 5,
  periodSeconds,
  successThreshold: 1,
  timeoutSeconds,
});

/** The three probes of a service's container; all numbers said, so that no API default can change them. */
export function probesOf(service: EffectiveService): {
  readonly livenessProbe?: IProbe;
  readonly readinessProbe?: IProbe;
  readonly startupProbe?: IProbe;
} {
  const { health } = service;
  if (health.readiness === undefined || health.liveness === undefined) return {};
  const liveness = handler(service, health.liveness);
  return {
    livenessProbe: timed(health, liveness),
    readinessProbe: timed(health, handler(service, health.readiness)),
    startupProbe: {
      ...liveness,
      failureThreshold: Math.ceil(health.startupSeconds / STARTUP_PERIOD),
      initialDelaySeconds: 1,
      periodSeconds: STARTUP_PERIOD,
      successThreshold: 1,
      timeoutSeconds: health.timeoutSeconds,
    },
  };
}
