import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import type { Health } from "../fields/health.ts";
import type { Protocol } from "../fields/ports.ts";
import { type PlainCheck, type PlainProbe, sameCheck } from "../fields/probes.ts";
import { routesOf } from "../fields/public.ts";
import type { Tier } from "../tier.ts";
import { workloadOf } from "../workload.ts";
import { alwaysSucceeds } from "./idle-command.ts";
import { noPort } from "./ports.ts";
import type { ServiceRule } from "./rule.ts";

const CHECKS = ["readiness", "liveness", "startup"] as const;

/** Checks that each check exists and can fail, and that readiness and liveness differ. */
export const healthRule: ServiceRule = (service, report, tier) => {
  if (workloadOf(service) === "CronJob") return;
  checkExistence(service, report);
  checkHealth(service, service.health, "health", { report, tier });
};

/** Checks that the checks of a container can fail, and that readiness and liveness differ. */
export function checkHealth(
  service: EffectiveService,
  health: Health,
  at: string,
  { report, tier }: { readonly report: Report; readonly tier: Tier },
): void {
  // A port that no check can ask is one mistake.
  const udp = udpChecks(service, health);
  for (const [port, [first = "", ...others]] of udp) {
    const also = others.length === 0 ? "" : `; also at ${others.map((name) => `${at}.${name}.port`).join(" and ")}`;
    report(`${at}.${first}.port`, `"${port}" is a udp port; a check needs a TCP port${also}`, tcpHint(service));
  }
  for (const name of CHECKS) {
    const check = health[name];
    const path = `${at}.${name}`;
    if (check === undefined) continue;
    if (check.kind !== "none") checkProbe(service, check, path, report);
    else if (tier === "prod" && check.because === undefined) report(path, "none() must have a reason on prod", 'none("because ...")');
    if (name !== "readiness" && check.kind !== "none" && (check.successThreshold ?? 1) !== 1)
      report(`${path}.successThreshold`, `must be 1, got ${check.successThreshold}; only readiness may have more`);
  }
  if (udp.size === 0) checkDifference(health, `${at}.liveness`, report);
}

/** Groups the checks of UDP ports: port -> checks. */
function udpChecks({ ports }: EffectiveService, health: Health): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of CHECKS) {
    const check = health[name];
    if (check === undefined || !("port" in check) || !ports.some((port) => port.name === check.port && port.protocol === "udp")) continue;
    found.set(check.port, [...(found.get(check.port) ?? []), name]);
  }
  return found;
}

const tcpHint = ({ ports }: EffectiveService): string => {
  const port = ports.find(({ protocol }) => protocol !== "udp");
  return port === undefined ? 'exec(["/bin/alive"])' : `tcp("${port.name}") or exec(["/bin/alive"])`;
};

const isProbe = (check: PlainCheck | undefined): check is PlainProbe => check !== undefined && check.kind !== "none";

/** Reports readiness and liveness that are the same check. A tcp check may be both if liveness waits longer. */
function checkDifference(health: Health, at: string, report: Report): void {
  const { readiness, liveness } = health;
  if (!isProbe(readiness) || !isProbe(liveness) || !sameCheck(readiness, liveness)) return;
  const seconds = (probe: PlainProbe): number =>
    (probe.periodSeconds ?? health.periodSeconds) * (probe.failureThreshold ?? health.failureThreshold);
  const isTcp = readiness.kind === "tcp";
  if (isTcp && seconds(liveness) > seconds(readiness)) return;
  const hint = isTcp
    ? `let liveness wait longer: tcp("${readiness.port}", { failureThreshold: 9 })`
    : 'give another check, such as tcp("http") or exec(["/bin/alive"])';
  report(at, `is the same check as readiness (${readiness.kind}), so Kubernetes would restart an overloaded pod`, hint);
}

/** Reports a missing check. If both are missing, that is one problem. */
function checkExistence(service: EffectiveService, report: Report): void {
  const { health, ports, sidecars } = service;
  const { readiness, liveness } = health;
  if ((readiness !== undefined && liveness !== undefined) || opensUdp(service)) return;
  const hasTcp = ports.some(({ protocol }) => protocol !== "udp");
  const without = ports.length === 0 ? "ports" : hasTcp && sidecars.length > 0 ? "a port that no sidecar takes" : "a TCP port";
  const [path, checks] =
    readiness === undefined && liveness === undefined
      ? ["health", "readiness and liveness checks"]
      : readiness === undefined
        ? ["health.readiness", "a readiness check"]
        : ["health.liveness", "a liveness check"];
  report(
    path,
    `missing: a service without ${without} must have ${checks}`,
    'give a command: exec(["pgrep", "-f", "worker"]); or none("because ...")',
  );
}

/** True if a public route leads to a UDP port. That is the mistake: the default checks need the same TCP port as the route. */
const opensUdp = ({ public: open, ports }: EffectiveService): boolean =>
  open !== undefined && routesOf(open).some(([, , { port }]) => ports.some(({ name, protocol }) => name === port && protocol === "udp"));

function checkProbe(service: EffectiveService, probe: PlainProbe, path: string, report: Report): void {
  if (probe.kind === "exec") {
    if (probe.command[0]?.trim() === "") report(`${path}.command.0`, "must not be empty");
    else if (alwaysSucceeds(probe.command))
      report(`${path}.command`, `${JSON.stringify(probe.command)} never fails, so it checks nothing`, 'say it with none("because ...")');
    return;
  }
  for (const header of probe.kind === "http" ? Object.keys(probe.headers) : []) {
    // The characters of a token. Source: RFC 9110.
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(header)) report(`${path}.headers.${header}`, `"${header}" is not a valid HTTP header name`);
  }
  const port = service.ports.find(({ name }) => name === probe.port);
  if (port === undefined) report(`${path}.port`, noPort(service, probe.port));
  else if (probe.kind !== port.protocol && probe.kind !== "tcp" && isRequest(port.protocol))
    report(path, `is a check of kind ${probe.kind}, but the port "${port.name}" speaks ${port.protocol}`, otherCheck(port));
}

/** True if a protocol has separate checks. A tcp port may speak any protocol. */
const isRequest = (protocol: Protocol): boolean => protocol === "http" || protocol === "grpc";

const otherCheck = ({ name, protocol }: { readonly name: string; readonly protocol: Protocol }): string =>
  `${protocol}("${name}"); or protocol: "tcp", if the port speaks both`;
