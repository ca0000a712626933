import type { IProbe } from "kubernetes-models/v1";
import type { EffectiveService } from "../../model/effective.ts";
import type { Health } from "../../model/fields/health.ts";
import type { Probe } from "../../model/fields/probes.ts";

/** Seconds between two startup probes. Short, so that a container that starts fast gets traffic soon. */
const STARTUP_PERIOD_SECONDS = 5;

type Handler = Pick<IProbe, "exec" | "grpc" | "httpGet" | "tcpSocket">;

function handlerOf(service: EffectiveService, probe: Probe): Handler {
  if (probe.kind === "exec") return { exec: { command: [...probe.command] } };
  const port = service.ports.find(({ name }) => name === probe.port)?.port ?? 0;
  if (probe.kind === "tcp") return { tcpSocket: { port } };
  if (probe.kind === "grpc") return { grpc: probe.service === undefined ? { port } : { port, service: probe.service } };
  const httpHeaders = Object.entries(probe.headers).map(([name, value]) => ({ name, value }));
  return { httpGet: { ...(httpHeaders.length === 0 ? {} : { httpHeaders }), path: probe.path, port } };
}

const timedProbe = ({ periodSeconds, timeoutSeconds, failureThreshold }: Health, handler: Handler): IProbe => ({
  ...handler,
  failureThreshold,
  initialDelaySeconds: 5,
  periodSeconds,
  successThreshold: 1,
  timeoutSeconds,
});

/** Builds the three probes of a service's container. Every number is explicit, so that no API default applies. */
export function probesOf(service: EffectiveService): {
  readonly livenessProbe?: IProbe;
  readonly readinessProbe?: IProbe;
  readonly startupProbe?: IProbe;
} {
  const { health } = service;
  if (health.readiness === undefined || health.liveness === undefined) return {};
  const liveness = handlerOf(service, health.liveness);
  return {
    livenessProbe: timedProbe(health, liveness),
    readinessProbe: timedProbe(health, handlerOf(service, health.readiness)),
    startupProbe: {
      ...liveness,
      failureThreshold: Math.ceil(health.startupSeconds / STARTUP_PERIOD_SECONDS),
      initialDelaySeconds: 1,
      periodSeconds: STARTUP_PERIOD_SECONDS,
      successThreshold: 1,
      timeoutSeconds: health.timeoutSeconds,
    },
  };
}
