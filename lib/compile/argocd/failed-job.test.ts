import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, serviceFile } from "../../../test/fleets.ts";
import { secret } from "../../index.ts";
import type { Manifest } from "../../model/manifest.ts";
import { compileStack } from "../compile-stack.ts";
import { findPath } from "../manifest-path.ts";

/** Compiles a release of cart, which migrates its database first. The release is also the value of a variable. */
function released(build: number, fields: Fields = {}): readonly Manifest[] {
  const job = { jobs: { migrate: { command: ["migrate"] } } };
  const fleet = fleetOf({
    services: [serviceFile("cart", { ...job, env: { BUILD: String(build) }, needs: { token: secret() }, ...fields })],
  });
  const model = modelOf(fleet);
  const lock = new Map([["cart", { tag: `v${build}`, digest: `sha256:${String(build).padStart(64, "0")}` }]]);
  return model.stacks.flatMap((stack) => compileStack(model, stack, lock).manifests.map(({ manifest }) => manifest));
}

const annotation = ({ metadata }: Manifest, name: string): string | undefined => metadata.annotations?.[`argocd.argoproj.io/${name}`];
const waveOf = (manifest: Manifest): number => Number(annotation(manifest, "sync-wave") ?? 0);
const nameOf = ({ kind, metadata: { name } }: Manifest): string => `${kind} ${name}`;
const isOfCart = ({ kind, metadata: { name } }: Manifest): boolean => /^cart\b/.test(name) && kind !== "Application";
const jobOf = (build: number): Manifest | undefined => released(build).find(({ kind }) => kind === "Job");

/** Lists the objects that a new release changes: wave -> objects. Argo CD applies a wave only if the wave before has succeeded. */
function changes(before: readonly Manifest[], after: readonly Manifest[]): Readonly<Record<number, readonly string[]>> {
  const known = new Map(before.map((manifest) => [nameOf(manifest), JSON.stringify(manifest)]));
  const changed = after.filter((manifest) => isOfCart(manifest) && known.get(nameOf(manifest)) !== JSON.stringify(manifest));
  const byWave = Map.groupBy(changed, waveOf);
  return Object.fromEntries([...byWave].map(([wave, manifests]) => [wave, manifests.map(({ kind }) => kind).sort()]));
}

describe("a migration that fails", () => {
  it.each<readonly [workload: string, fields: Fields]>([
    ["Deployment", {}],
    ["StatefulSet", { stateful: {} }],
  ])("leaves the %s of the old release, and all that its pods use", (workload, fields) => {
    expect(changes(released(1, fields), released(2, fields))).toEqual({ 0: ["ConfigMap"], 1: ["Job"], 2: [workload] });
  });

  it("leaves the old ConfigMap, because the new one has another name and a prune comes last", () => {
    const configs = [1, 2].map((build) => released(build).flatMap(({ kind, metadata }) => (kind === "ConfigMap" ? [metadata.name] : [])));
    expect(new Set(configs.flat()).size).toBe(2);
    const application = released(2).find(({ kind, metadata }) => kind === "Application" && metadata.name.endsWith("-cart"));
    expect(findPath(application, "spec.syncPolicy.syncOptions")?.value).toContain("PruneLast=true");
  });

  it("runs after all that it needs", () => {
    const before = released(1).filter((manifest) => isOfCart(manifest) && waveOf(manifest) < 1);
    expect(before.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["ConfigMap", "ExternalSecret", "NetworkPolicy", "ServiceAccount"]),
    );
  });

  it("runs again with each sync: Argo CD deletes the job of the same name before it makes the next one", () => {
    const jobs = [jobOf(1), jobOf(2), jobOf(2)];
    expect(jobs.map((job) => [job?.metadata.name, job && annotation(job, "hook"), job && annotation(job, "hook-delete-policy")])).toEqual(
      Array.from({ length: 3 }, () => ["cart-migrate", "Sync", "BeforeHookCreation"]),
    );
    expect(findPath(jobs[0], "metadata.generateName")).toBe(undefined);
  });

  it("is repeated without a commit, and each retry takes up the newest commit", () => {
    const application = released(2).find(({ kind, metadata }) => kind === "Application" && metadata.name.endsWith("-cart"));
    expect(findPath(application, "spec.syncPolicy.retry")?.value).toMatchObject({ limit: 40, refresh: true });
  });
});
