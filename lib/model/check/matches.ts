import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import { servicesOf } from "../fleet.ts";
import { componentOn, fitsFilter } from "../fits-filter.ts";
import type { ServiceFilter } from "../services-where.ts";
import { type Tier, TIERS } from "../tier.ts";
import type { CheckedDefaults } from "./defaults.ts";
import { reporterFor } from "./reporters.ts";
import type { Run } from "./run.ts";
import type { CheckedService } from "./services.ts";

/** Reports defaults that no service gets. A service that cannot be read may get them, so nothing is reported then. */
export function checkMatches({ fleet, services, stacks, defaults, problems }: Run): void {
  if (services.broken.size > 0 || fleet.services.length === 0) return;
  const all = [...services.byName.values()];
  for (const each of defaults)
    checkFilter(each, { services: all, tiers: TIERS, missing: "there is no service" }, reporterFor(problems, each.layer.file ?? ""));
  for (const { on, defaults: own } of stacks.readable) {
    if (own.length === 0) continue;
    const running = new Set(servicesOf(on.stack, fleet.services).map(({ service }) => service));
    const candidates = {
      services: all.filter(({ service }) => running.has(service.service)),
      tiers: [on.stack.tier],
      missing: "the stack does not run",
    };
    for (const each of own) checkFilter(each, candidates, reporterFor(problems, on.file));
  }
}

/** The services that defaults may fit. */
interface Candidates {
  readonly services: readonly CheckedService[];
  readonly tiers: readonly Tier[];
  /** The start of the message about a name that no candidate has. */
  readonly missing: string;
}

function checkFilter({ where, layer }: CheckedDefaults, candidates: Candidates, report: Report): void {
  const at = `${layer.prefix}.where`;
  const { services, tiers } = candidates;
  const unknown = unknownValues(where, candidates);
  for (const [field, message] of unknown) report(`${at}.${field}`, message);
  const fits = services.some(({ service, input }) => tiers.some((tier) => fitsFilter(where, service.service, input, tier)));
  if (!fits && unknown.length === 0 && Object.keys(where).length > 0) report(at, "no service fits all of it");
}

/** Lists the values of a filter that no service has, with their fields. */
function unknownValues(
  { component, owner, listens, names }: ServiceFilter,
  { services, tiers, missing }: Candidates,
): readonly (readonly [field: string, message: string])[] {
  const found: [string, string][] = [];
  const check = (field: string, word: string | undefined, known: readonly string[], message: (word: string) => string): void => {
    if (word !== undefined && !known.includes(word))
      found.push([field, `${message(shorten(word))}${suggestion(word, [...new Set(known)])}`]);
  };
  const all = services.map(({ input }) => input);
  const components = services.flatMap(({ service, input }) =>
    tiers.map((tier) => componentOn(input, tier, service.service.base?.instance)),
  );
  const protocols = all.flatMap(({ ports = {} }) => Object.values(ports).map(({ protocol }) => protocol));
  check("component", component, components, (word) => `no service has the component "${word}"`);
  check("owner", owner, all.map((input) => input.owner), (word) => `no service has the owner "${word}"`); // prettier-ignore
  check("listens", listens, protocols, (word) => `no service has a ${word} port`);
  const running = services.flatMap(({ service: { service } }) => [
    service.name,
    ...(service.base === undefined ? [] : [service.base.service.name]),
  ]);
  for (const name of names ?? []) check("names", name, running, (word) => `${missing} "${word}"`);
  return found;
}
