import { exec, type Execution } from "./exec.ts";
import { kubeScoreInput, parseKubeScore, refusalFinding, type Refusal, type Scored } from "./kube-score.ts";
import type { Manifest } from "./manifest.ts";

/** Runs kube-score on some objects. If it cannot process one, its stdout is empty. */
type Attempt = (manifests: readonly Manifest[]) => Promise<Execution>;

/**
 * Finds the objects that kube-score cannot process. The program does not name them, so this function halves the list until
 * it accepts a half. If it accepts each half alone, an object of one half refers to the other, and the finding names both.
 */
async function findRefusals(attempt: Attempt, { manifests, stderr }: Refusal): Promise<readonly Refusal[]> {
  const middle = Math.ceil(manifests.length / 2);
  const found: Refusal[] = [];
  for (const [first, ...others] of [manifests.slice(0, middle), manifests.slice(middle)]) {
    if (first === undefined || manifests.length === 1) continue;
    const result = await attempt([first, ...others]);
    if (result.stdout !== "") continue;
    found.push(...(await findRefusals(attempt, { manifests: [first, ...others], stderr: result.stderr })));
  }
  return found.length === 0 ? [{ manifests, stderr }] : found;
}

async function score(attempt: Attempt, manifests: readonly Manifest[]): Promise<Scored> {
  const [first, ...others] = manifests;
  if (first === undefined) return { findings: [], known: new Set() };
  const whole = await attempt(manifests);
  if (whole.stdout !== "") return parseKubeScore(whole.stdout, manifests);
  const refusals = await findRefusals(attempt, { manifests: [first, ...others], stderr: whole.stderr });
  const refused = new Set(refusals.flatMap((one) => one.manifests));
  const rest = await score(
    attempt,
    manifests.filter((one) => !refused.has(one)),
  );
  return { findings: [...refusals.map(refusalFinding), ...rest.findings], known: refused.union(rest.known) };
}

/**
 * Runs kube-score on the objects of one stack, with all optional checks and without the effect of annotations. Objects that it
 * cannot process become findings, and it runs again without them.
 */
export function scoreStack(program: string, kubernetes: string, manifests: readonly Manifest[]): Promise<Scored> {
  const args = [
    "score",
    "--output-format=json",
    "--all-default-optional",
    "--disable-ignore-checks-annotations",
    "--disable-optional-checks-annotations",
    `--kubernetes-version=${kubernetes}`,
    "-",
  ];
  return score((some) => exec(program, args, { input: kubeScoreInput(some) }), manifests);
}
