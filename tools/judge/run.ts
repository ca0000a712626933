import { isExempt } from "./exemptions.ts";
import { sortFindings, type Finding } from "./finding.ts";
import { kubeconform } from "./kubeconform.ts";
import { kubernetesMinor } from "./modules.ts";
import { scoreStack } from "./score-stack.ts";
import type { Toolbox } from "./toolbox.ts";
import type { Group } from "./tree.ts";

/** The result of both programs for a tree. */
export interface Verdict {
  readonly objects: number;
  readonly stacks: number;
  readonly findings: readonly Finding[];
  /** The number of findings that `exemptions.ts` drops. */
  readonly exempted: number;
  /** Kinds that only kubeconform checked, because kube-score has no checks for them: kind -> number of objects. */
  readonly kubeconformOnly: Readonly<Record<string, number>>;
}

/** Runs both programs on every group of a tree. */
export async function judgeTree(groups: readonly Group[], toolbox: Toolbox): Promise<Verdict> {
  const manifests = groups.flatMap((group) => group.manifests);
  const conforming = kubeconform(toolbox.kubeconform, toolbox.schemas, manifests);
  const scoring = (async () => {
    const scored = [];
    for (const group of groups) scored.push(await scoreStack(toolbox.kubeScore, kubernetesMinor(), group.manifests));
    return scored;
  })();
  const [conformed, scored] = await Promise.all([conforming, scoring]);
  const all = [...conformed, ...scored.flatMap(({ findings }) => findings)];
  const objects = new Map(manifests.map((one) => [`${one.path} ${one.label}`, one.object]));
  const findings = sortFindings(all.filter((finding) => !isExempt(finding, objects.get(`${finding.path} ${finding.object}`) ?? {})));
  const known = new Set(scored.flatMap((one) => [...one.known]));
  const kinds = manifests.flatMap((one) => (known.has(one) ? [] : [one.kind])).toSorted();
  return {
    objects: manifests.length,
    stacks: groups.filter(({ isStack }) => isStack).length,
    findings,
    exempted: all.length - findings.length,
    kubeconformOnly: Object.fromEntries([...Map.groupBy(kinds, (kind) => kind)].map(([kind, of]) => [kind, of.length])),
  };
}

/** Formats the last line of the output. */
export function summarize({ objects, stacks, findings }: Verdict): string {
  const count = (tool: Finding["tool"]): string => plural(findings.filter((one) => one.tool === tool).length, "finding");
  const total = `${plural(objects, "object")} in ${plural(stacks, "stack")}`;
  return `judge: ${total}: kube-score ${count("kube-score")}, kubeconform ${count("kubeconform")}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
