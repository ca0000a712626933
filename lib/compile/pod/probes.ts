import type { IProbe } from "kubernetes-models/v1";
import type { Health } from "../../model/fields/health.ts";
import type { Port } from "../../model/fields/ports.ts";
import { type PlainCheck, type PlainProbe, sameCheck } from "../../model/fields/probes.ts";

/** Seconds between two startup probes. Short, so that a container that starts fast gets traffic soon. */
const STARTUP_PERIOD_SECONDS = 5;

type Handler = Pick<IProbe, "exec" | "grpc" | "httpGet" | "tcpSocket">;

/** Builds the request, the connection or the command of a check or a hook. */
export function handlerOf(ports: readonly Port[], probe: PlainProbe): Handler {
  if (probe.kind === "exec") return { exec: { command: [...probe.command] } };
  const port = ports.find(({ name }) => name === probe.port)?.port ?? 0;
  if (probe.kind === "tcp") return { tcpSocket: { port } };
  if (probe.kind === "grpc") return { grpc: probe.service === undefined ? { port } : { port, service: probe.service } };
  const httpHeaders = Object.entries(probe.headers).map(([name, value]) => ({ name, value }));
  return { httpGet: { ...(httpHeaders.length === 0 ? {} : { httpHeaders }), path: probe.path ?? "/", port } };
}

/** Returns the delay of a probe. 0 is the default, and the Kubernetes provider drops it. */
const delay = (initialDelaySeconds: number): Pick<IProbe, "initialDelaySeconds"> =>
  initialDelaySeconds === 0 ? {} : { initialDelaySeconds };

const timedProbe = (health: Health, probe: PlainProbe, handler: Handler): IProbe => ({
  ...handler,
  failureThreshold: probe.failureThreshold ?? health.failureThreshold,
  ...delay(probe.initialDelaySeconds ?? 5),
  periodSeconds: probe.periodSeconds ?? health.periodSeconds,
  successThreshold: probe.successThreshold ?? 1,
  timeoutSeconds: probe.timeoutSeconds ?? health.timeoutSeconds,
});

/** Builds the startup probe. Unless `health.startup` says otherwise, it asks what liveness asks, with its own numbers. */
function startupProbe(health: Health, numbers: Partial<PlainProbe>, handler: Handler): IProbe {
  const periodSeconds = numbers.periodSeconds ?? STARTUP_PERIOD_SECONDS;
  return {
    ...handler,
    failureThreshold: numbers.failureThreshold ?? Math.ceil(health.startupSeconds / periodSeconds),
    ...delay(numbers.initialDelaySeconds ?? 1),
    periodSeconds,
    successThreshold: 1,
    timeoutSeconds: numbers.timeoutSeconds ?? health.timeoutSeconds,
  };
}

/**
 * Builds the probes of a container. Every number is explicit, so that no API default applies.
 * @param ports the ports of the service
 * @param own the ports of the container. Kubernetes finds only these by name.
 */
export function probesOf(
  health: Health,
  ports: readonly Port[],
  own: readonly Port[],
): {
  readonly livenessProbe?: IProbe;
  readonly readinessProbe?: IProbe;
  readonly startupProbe?: IProbe;
} {
  const readiness = probeOf(health.readiness);
  const liveness = probeOf(health.liveness);
  const startup = probeOf(health.startup);
  const alive = liveness === undefined ? undefined : handlerOf(ports, liveness);
  const begun = startup === undefined ? (health.startup === undefined ? alive : undefined) : handlerOf(ports, startup);
  return {
    ...(liveness === undefined || alive === undefined ? {} : { livenessProbe: timedProbe(health, liveness, alive) }),
    ...(readiness === undefined
      ? {}
      : { readinessProbe: timedProbe(health, readiness, readinessHandler(readiness, liveness, ports, own)) }),
    ...(begun === undefined ? {} : { startupProbe: startupProbe(health, startup ?? {}, begun) }),
  };
}

const probeOf = (check: PlainCheck | undefined): PlainProbe | undefined => (check?.kind === "none" ? undefined : check);

/**
 * Builds the handler of readiness. If liveness asks the same tcp port, it waits longer. Readiness then names the port, and liveness
 * numbers it. kube-score compares only the ports, and would report two equal probes.
 */
function readinessHandler(readiness: PlainProbe, liveness: PlainProbe | undefined, ports: readonly Port[], own: readonly Port[]): Handler {
  const isSame = readiness.kind === "tcp" && liveness !== undefined && sameCheck(readiness, liveness);
  const isNamed = readiness.kind === "tcp" && own.some(({ name }) => name === readiness.port);
  return isSame && isNamed ? { tcpSocket: { port: readiness.port } } : handlerOf(ports, readiness);
}
