import type { Risk } from "./risk.ts";
import { compareRiskKinds, type RiskKind } from "./risk-kinds.ts";

/** Risks of one kind that read the same on several stacks or for several services. */
export interface RiskGroup {
  readonly kind: RiskKind;
  /** The services, and `Namespace shop` for an object of no service. */
  readonly subjects: readonly string[];
  readonly stacks: readonly string[];
  /** `Deployment cart`, `lock`. */
  readonly objects: readonly string[];
  readonly texts: readonly string[];
  /** The files, relative to the generated root. */
  readonly paths: readonly string[];
}

/** Groups risks, the most urgent kind first. Each risk is in one group, with its words. */
export function groupRisks(risks: readonly Risk[]): readonly RiskGroup[] {
  const bySubject = gather(risks.map(groupOf), ({ kind, subjects, stacks }) => [kind, subjects, stacks]);
  const byStack = gather(bySubject, ({ kind, subjects, texts }) => [kind, subjects, sorted(texts)]);
  const groups = gather(byStack, ({ kind, stacks, texts }) => [kind, stacks, sorted(texts)]);
  return [...groups].sort((a, b) => compareRiskKinds(a.kind, b.kind));
}

const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort();

const groupOf = ({ kind, stack, service, object, text, path }: Risk): RiskGroup => ({
  kind,
  subjects: [service ?? object],
  stacks: [stack],
  objects: [object],
  texts: [text],
  paths: [path],
});

/** Joins the groups with equal keys, in the order of their first one. */
function gather(groups: readonly RiskGroup[], keyOf: (group: RiskGroup) => unknown): readonly RiskGroup[] {
  const byKey = new Map<string, RiskGroup[]>();
  for (const group of groups) {
    const key = JSON.stringify(keyOf(group));
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [group]);
    else known.push(group);
  }
  return [...byKey.values()].flatMap((members) => {
    const [first] = members;
    const all = (field: "subjects" | "stacks" | "objects" | "texts" | "paths"): readonly string[] => [
      ...new Set(members.flatMap((member) => member[field])),
    ];
    return first === undefined
      ? []
      : [
          {
            kind: first.kind,
            subjects: all("subjects"),
            stacks: all("stacks"),
            objects: all("objects"),
            texts: all("texts"),
            paths: all("paths"),
          },
        ];
  });
}
