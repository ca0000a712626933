import { messageOf } from "../../base/errors.ts";
import type { Problem } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import { absentService } from "./absent-service.ts";
import type { ServiceFile } from "../fleet.ts";
import { isNeedRef } from "../needs/need-ref.ts";
import { isUsed, type UsedNeed } from "../needs/use.ts";
import type { AnyServiceInput } from "../service-input.ts";
import { reporterExcept, reporterFor } from "./reporters.ts";

/** A service with a checked shape. */
interface Shaped {
  readonly service: ServiceFile;
  readonly input: AnyServiceInput;
  readonly unknown: readonly string[];
}

/** The services that may own a need. */
interface Owners {
  readonly byName: ReadonlyMap<string, Shaped>;
  readonly broken: ReadonlySet<string>;
  readonly bases: ReadonlyMap<string, readonly string[]>;
}

interface Uses {
  /** Names of services whose used needs have a reported problem. */
  readonly broken: ReadonlySet<string>;
  /** Names of services that use a need of a broken service. */
  readonly unresolved: ReadonlySet<string>;
}

/** Checks that each used need exists and that another service owns it. */
export function checkUses(fleet: Owners, problems: Problem[]): Uses {
  const broken = new Set<string>();
  const unresolved = new Set<string>();
  for (const [name, { service, input, unknown }] of fleet.byName) {
    for (const [need, spec] of Object.entries(input.needs ?? {})) {
      if (!isUsed(spec)) continue;
      const report = reporterExcept(unknown, reporterFor(problems, service.file));
      const result = checkUse(name, spec, fleet, (message, hint) => report(`needs.${need}`, message, hint));
      if (result === "reported") broken.add(name);
      if (result !== "found") unresolved.add(name);
    }
  }
  return { broken, unresolved };
}

type Result = "found" | "hidden" | "reported";

function checkUse(
  user: string,
  { owner }: UsedNeed,
  { byName, broken, bases }: Owners,
  say: (message: string, hint?: string) => void,
): Result {
  const reported = (message: string, hint?: string): Result => {
    say(message, hint);
    return "reported";
  };
  let ref: unknown;
  try {
    ref = owner();
  } catch (error) {
    return reported(`failed: ${messageOf(error)}; write use(() => service.need("db"))`);
  }
  if (!isNeedRef(ref)) return reported('must be a need of another service: use(() => service.need("db"))');
  const { service, need } = ref;
  if (service === user) return reported("is a need of the same service; drop use");
  if (broken.has(service)) return "hidden";
  const needs = byName.get(service)?.input.needs ?? {};
  if (!byName.has(service)) {
    const { message, hint } = absentService(service, { bases });
    return reported(message, hint);
  }
  const spec = Object.hasOwn(needs, need) ? needs[need] : undefined;
  if (spec === undefined) return reported(`${service} has no need "${shorten(need)}"${suggestion(need, Object.keys(needs))}`);
  return isUsed(spec) ? reported(`${service} uses need "${need}" of another service; use that service's need`) : "found";
}
