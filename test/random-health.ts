import * as fc from "fast-check";
import { type Check, exec, grpc, http, none, tcp } from "../lib/index.ts";

const whole = (min: number, max: number) => fc.integer({ min, max });

/** Generates the numbers of all checks. */
export const timing = fc.record({ startupSeconds: whole(1, 600), periodSeconds: whole(1, 60) }, { requiredKeys: [] });

const numbers = fc.record(
  { initialDelaySeconds: whole(0, 60), periodSeconds: whole(1, 60), timeoutSeconds: whole(1, 60), failureThreshold: whole(1, 9) },
  { requiredKeys: [] },
);

const fitting = (wanted: string, protocol: string): string =>
  protocol === "grpc" ? "grpc" : protocol === "http" && wanted === "grpc" ? "http" : wanted;

/** Generates a readiness check of a port. A port that speaks HTTP or gRPC refuses the other's check. */
export const readiness: fc.Arbitrary<(port: string, protocol: string) => Check> = fc
  .tuple(numbers, fc.constantFrom("http", "path", "grpc", "tcp", "exec", "none"), whole(1, 10))
  .map(([each, wanted, successThreshold]) => (port, protocol) => {
    const all = { ...each, successThreshold };
    const kind = wanted === "http" || wanted === "path" || wanted === "grpc" ? fitting(wanted, protocol) : wanted;
    if (kind === "http") return http(port, all);
    if (kind === "path") return http(port, { path: "/ready", headers: { Accept: "*/*" } });
    if (kind === "grpc") return grpc(port, all);
    if (kind === "tcp") return tcp(port, all);
    return kind === "exec" ? exec(["ready"], all) : none("nothing checks it");
  });

/** Generates a liveness check, and a startup check or none. */
export const otherChecks = fc.tuple(numbers, fc.constantFrom("default", "own", "none")).map(([each, startup]) => ({
  liveness: exec(["alive"], each),
  ...(startup === "own" ? { startup: exec(["started"], each) } : startup === "none" ? { startup: none("nothing checks it") } : {}),
}));
