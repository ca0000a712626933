import { containersIn } from "../pods.ts";
import { at, shown } from "../read-values.ts";
import type { Trait, TraitReader } from "../trait.ts";

const PROBES = ["readinessProbe", "livenessProbe", "startupProbe"] as const;
const LIMITS = ["limits.memory", "limits.cpu", "limits.ephemeral-storage", "requests.memory", "requests.cpu"] as const;
const CLASS = /-(?:low|normal|high)$/;

/** Lists the probes, limits and priorities that pods lack. A new service may lack them: its spec says why. */
export const availabilityTraits: TraitReader = (subject) => [
  ...subject.pods.flatMap((pods) => {
    const priority = pods.spec["priorityClassName"];
    return [
      ...containersIn(pods, subject.service).flatMap(({ name, fields, stays }) => [
        ...PROBES.filter((probe) => stays && fields[probe] === undefined).map((probe) => usual(`${name} has no ${probe}`)),
        ...LIMITS.filter((limit) => at(fields, `resources.${limit}`) === undefined).map((limit) => usual(`${name} has no ${limit}`)),
      ]),
      priority === undefined
        ? usual("its pods have no priority class")
        : { ...usual(`its pods have the priority class ${shown(priority)}`), usual: CLASS.test(shown(priority)) },
    ];
  }),
  ...(at(subject.value, "spec.replicas") === 0 || at(subject.value, "spec.suspend") === true ? [usual("runs no pods")] : []),
];

const usual = (text: string): Trait => ({ risk: "availability", text, usual: true });
