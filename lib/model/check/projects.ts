import { CONFIG_FILE } from "../config.ts";
import type { StackFile } from "../fleet.ts";
import { reporterFor } from "./reporters.ts";
import type { Run } from "./run.ts";

/**
 * Reports two stacks of different tiers in one Google Cloud project. Workload Identity gives equal accounts of a project one identity.
 * @param shared project -> the reason why several tiers share it
 */
export function checkProjects({ stacks, problems }: Run, shared: Readonly<Record<string, string>>): void {
  const owners = new Map<string, StackFile["stack"]>();
  const used = new Set<string>();
  for (const { on } of stacks.readable) {
    const { name, tier, input } = on.stack;
    const { project } = input;
    const owner = owners.get(project) ?? on.stack;
    owners.set(project, owner);
    if (project === "" || owner.tier === tier) continue;
    used.add(project);
    if (Object.hasOwn(shared, project)) continue;
    reporterFor(problems, on.file)(
      "project",
      `"${project}" of ${name} (${tier}) is the project of ${owner.name} (${owner.tier}), too; they would share identities and secrets`,
      `give each tier a project, or write sharedProjects: { "${project}": "<the reason>" } in ${CONFIG_FILE}`,
    );
  }
  const report = reporterFor(problems, CONFIG_FILE);
  for (const [project, reason] of Object.entries(shared)) {
    if (reason.trim() === "") report(`sharedProjects.${project}`, "must have a reason");
    else if (!used.has(project) && stacks.broken.size === 0)
      report(`sharedProjects.${project}`, `no two tiers share "${project}"`, "remove the line");
  }
}
