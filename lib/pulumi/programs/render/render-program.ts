import { all, CustomResource, ProviderResource } from "@pulumi/pulumi";
import { join } from "node:path";
import type { Manifest } from "../../../model/manifest.ts";
import { lanesOf } from "./filename-collisions.ts";
import { packed } from "./transit.ts";

/** Pulumi's Kubernetes provider without the SDK's 900 files: rendering asks for one setting only. */
export class KubernetesProvider extends ProviderResource {
  constructor(name: string, directory: string) {
    super("kubernetes", name, { renderYamlToDirectory: directory });
  }
}

/** Waits until the engine has them. One that it refuses ends the program by itself. */
const registered = (resources: readonly CustomResource[]): Promise<void> =>
  new Promise((resolve) => void all(resources.map(({ urn }) => urn)).apply(() => resolve()));

/** Any kind of object; Pulumi's own class is abstract. */
class KubernetesObject extends CustomResource {}

/** `apps/v1` and `Deployment` as Pulumi names their type. */
export const typeOf = ({ apiVersion, kind }: Manifest): string =>
  apiVersion.includes("/") ? `kubernetes:${apiVersion}:${kind}` : `kubernetes:core/${apiVersion}:${kind}`;

/** Objects that are on their way to the engine at once: it works on half as many, and a thousand would double the memory of this process. */
const WAVE = 64;

/** The Pulumi program of a stack: every object through a provider, which writes it instead of talking to a cluster. */
export function renderProgram(
  objects: readonly { readonly name: string; readonly manifest: Manifest }[],
  directory: string,
): () => Promise<void> {
  return async () => {
    for (const [lane, members] of lanesOf(objects).entries()) {
      const provider = new KubernetesProvider(`render-${lane}`, join(directory, String(lane)));
      for (let at = 0; at < members.length; at += WAVE) {
        const wave = members.slice(at, at + WAVE);
        await registered(wave.map(({ name, manifest }) => new KubernetesObject(typeOf(manifest), name, packed(manifest), { provider })));
      }
    }
  };
}
