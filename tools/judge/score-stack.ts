import { exec, type Execution } from "./exec.ts";
import { kubeScoreInput, parseKubeScore, refusalFinding, type Refusal, type Scored } from "./kube-score.ts";
import type { Manifest } from "./manifest.ts";

/** Runs kube-score on some objects. It prints nothing to stdout where it gives up. */
type Attempt = (manifests: readonly Manifest[]) => Promise<Execution>;

/**
 * Which objects make kube-score give up. It does not say, so they are halved until it does not any more. Where each half
 * alone is fine, the fault is in what one says about the other, and both are named.
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
 * Lets kube-score judge the objects of one stack in one call, with every optional check on and annotations without
 * effect. Objects that make it give up are findings, and the rest is judged without them.
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
