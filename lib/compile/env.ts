import { suggestion } from "../base/suggestion.ts";
import { messageOf } from "../base/errors.ts";
import { isPlainObject } from "../base/values.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { Call, StackModel } from "../model/model.ts";
import { mountPath } from "../model/needs/need.ts";
import { needKind } from "../model/needs/registry.ts";
import { reporterAt } from "../model/check/reporters.ts";
import type { Problem, Report } from "../base/problem.ts";
import { PRIVATE_KEY } from "../model/rules/contents.ts";
import type { BoundCall, EnvContext } from "../model/env-input.ts";
import type { Calls } from "../model/service-input.ts";
import type { Needs } from "../model/needs/registry.ts";
import type { Ports } from "../model/ports.ts";
import { instanceOf } from "./context.ts";

/** Names that say a value is a secret; from Polaris' and kube-linter's rules. */
const SECRET_NAME = /password|token|secret|bearer|key|credential/i;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

class UnknownReference extends Error {}

/** The service's environment on a stack, by name in sorted order; what is wrong goes to `problems`. */
export function evaluateEnv(
  stack: StackModel,
  service: EffectiveService,
  calls: readonly Call[],
  problems: Problem[],
): Readonly<Record<string, string>> {
  if (service.env.length === 0) return {};
  const secretFiles = new Set<string>();
  const context = envContext(stack, service, calls, secretFiles);
  const values = new Map<string, string>();
  for (const { layer, value: input } of service.env) {
    const report = reporterAt(layer, problems);
    let given: unknown;
    try {
      given = typeof input === "function" ? input(context) : input;
    } catch (error) {
      const message = messageOf(error);
      report("env", error instanceof UnknownReference ? message : `failed: ${message}`);
      continue;
    }
    if (!isPlainObject(given)) report("env", "must be an object, or a function that returns one");
    else for (const [name, value] of Object.entries(given)) values.set(name, checkValue(name, value, secretFiles, report));
  }
  return Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function checkValue(name: string, value: unknown, secretFiles: ReadonlySet<string>, report: Report): string {
  const at = `env.${name}`;
  if (!NAME.test(name) || name === "__proto__") report(at, `"${name}" is not the name of an environment variable`);
  const simple = typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
  if (!simple) {
    report(at, value === undefined ? "has no value" : "is not a text, a number, true or false");
    return "";
  }
  const text = String(value);
  if (PRIVATE_KEY.test(text) || (SECRET_NAME.test(name) && !secretFiles.has(text))) {
    report(
      at,
      "looks like a secret, and its value would be in git",
      "declare needs: { name: secret() } and give the path of its file: needs.name.path",
    );
  }
  if (text.includes("\0")) report(at, "holds a NUL character, which no environment can");
  return text;
}

function envContext(
  stack: StackModel,
  service: EffectiveService,
  calls: readonly Call[],
  secretFiles: Set<string>,
): EnvContext<Ports, Needs, Calls> {
  const ports = new Map(service.ports.map(({ name, port }) => [name, port]));
  const endpoints = new Map<string, BoundCall>(
    calls.map((call) => [call.name, { host: call.service, port: call.servicePort, address: `${call.service}:${call.servicePort}` }]),
  );
  const needs = new Map<string, unknown>();
  for (const [name, need] of Object.entries(service.needs)) {
    const kind = needKind(need);
    const instance = instanceOf(stack, service.name, name);
    const mount = mountPath(name);
    needs.set(name, kind.bind(need, instance, mount));
    for (const source of kind.secrets(need, instance, name)) {
      for (const file of Object.keys(source.files)) secretFiles.add(`${mount}/${file}`);
    }
  }
  // The compiler has checked the names where it could; where it could not, the guard does.
  return { ports: guard("port", ports), needs: guard("need", needs), calls: guard("call", endpoints) } as EnvContext<Ports, Needs, Calls>;
}

/** Looks a name up, and says what there is instead of handing out undefined. */
function guard(what: string, values: ReadonlyMap<string, unknown>): object {
  return new Proxy(
    {},
    {
      get(_target, name) {
        if (typeof name !== "string") return undefined;
        if (!values.has(name)) throw new UnknownReference(`there is no ${what} "${name}"${suggestion(name, [...values.keys()])}`);
        return values.get(name);
      },
      has: (_target, name) => typeof name === "string" && values.has(name),
      ownKeys: () => [...values.keys()],
      getOwnPropertyDescriptor: (_target, name) =>
        typeof name === "string" && values.has(name) ? { value: values.get(name), enumerable: true, configurable: true } : undefined,
    },
  );
}
