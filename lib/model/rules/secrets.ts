import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import type { PlainCheck } from "../fields/probes.ts";
import { routesOf } from "../fields/public.ts";
import { checkNamed } from "../secrets/check-named.ts";
import { SECRET_HINTS } from "../secrets/hints.ts";
import { secretIn } from "../secrets/secret-shape.ts";
import { allowedBy } from "./allowed-texts.ts";
import { checkProgram } from "./program.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks that no check, hook, trigger, metric, route or host contains a secret. Other rules check the rest of a service. */
export const secretsRule: ServiceRule = (service, report) => {
  const checks: Checks = { isAllowed: allowedBy(service), report };
  for (const [at, check] of checksOf(service)) checkProbe(check, at, checks);
  checkScale(service, checks);
  for (const [at, , route] of service.public === undefined ? [] : routesOf(service.public))
    checkHeaders(route.headers, `${at}.headers`, checks);
  for (const [ip, hosts] of Object.entries(service.hostAliases ?? {}))
    for (const host of hosts) checkText(host, `hostAliases.${ip}`, report);
};

interface Checks {
  readonly report: Report;
  readonly isAllowed: (text: string) => boolean;
}

/** Lists the checks and hooks of all containers by path. */
function* checksOf({ health, lifecycle = {}, sidecars }: EffectiveService): Generator<readonly [at: string, check: PlainCheck]> {
  for (const [at, given] of [
    ["health", health],
    ...sidecars.map((each) => [`sidecars.${each.name}.health`, each.health] as const),
  ] as const) {
    for (const name of ["readiness", "liveness", "startup"] as const) if (given[name] !== undefined) yield [`${at}.${name}`, given[name]];
  }
  for (const name of ["postStart", "preStop"] as const) if (lifecycle[name] !== undefined) yield [`lifecycle.${name}`, lifecycle[name]];
}

function checkProbe(check: PlainCheck, at: string, { isAllowed, report }: Checks): void {
  if (check.kind === "exec") checkProgram(check.command, `${at}.command`, isAllowed, report);
  if (check.kind !== "http") return;
  checkHeaders(check.headers, `${at}.headers`, { isAllowed, report });
  checkText(check.path ?? "", `${at}.path`, report);
}

function checkScale({ scale }: EffectiveService, { isAllowed, report }: Checks): void {
  if (scale.kind === "keda")
    scale.triggers.forEach(({ metadata }, index) => checkNamed(metadata, `scale.triggers.${index}.metadata`, isAllowed, report));
  if (scale.kind === "autoscaling")
    for (const { key, labels } of scale.metrics) checkNamed(labels, `scale.metrics.${key}.labels`, isAllowed, report);
}

function checkHeaders(headers: Readonly<Record<string, string>>, at: string, { isAllowed, report }: Checks): void {
  for (const [name, value] of Object.entries(headers)) {
    // Each value of this header is a secret, also one of no known shape.
    const isSecret = /^(?:proxy-)?authorization$/i.test(name) && value !== "" && !isAllowed(value);
    if (isSecret) report(`${at}.${name}`, "looks like a secret, and its value would be in git", SECRET_HINTS.text);
    else checkNamed({ [name]: value }, at, isAllowed, report);
  }
}

function checkText(text: string, at: string, report: Report): void {
  const what = secretIn(text);
  if (what !== undefined) report(at, `contains ${what}`, SECRET_HINTS.need);
}
