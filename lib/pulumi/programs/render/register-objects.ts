import { all, CustomResource } from "@pulumi/pulumi";
import { join } from "node:path";
import type { Manifest } from "../../../model/manifest.ts";
import { escapeCharacters } from "./escape-characters.ts";
import { KubernetesProvider } from "./kubernetes-provider.ts";
import type { NamedObject } from "./render-input.ts";
import { splitByFilename } from "./split-by-filename.ts";

/** An object of any kind. Pulumi's class is abstract. */
class KubernetesObject extends CustomResource {}

/** Maximum number of objects on their way to the engine. It works on half as many; a thousand would double this process's memory. */
const BATCH = 64;

/** Registers every object with a provider that writes it to a file. */
export async function registerObjects(objects: readonly NamedObject[], directory: string): Promise<void> {
  for (const [index, group] of splitByFilename(objects).entries()) {
    const provider = new KubernetesProvider(`render-${index}`, join(directory, String(index)));
    for (let at = 0; at < group.length; at += BATCH) {
      const batch = group.slice(at, at + BATCH);
      await registered(
        batch.map(({ name, manifest }) => new KubernetesObject(typeOf(manifest), name, escapeCharacters(manifest), { provider })),
      );
    }
  }
}

/** Waits until the engine has registered the resources. If it refuses one, it ends the program. */
const registered = (resources: readonly CustomResource[]): Promise<void> =>
  new Promise((resolve) => void all(resources.map(({ urn }) => urn)).apply(() => resolve()));

/** Returns Pulumi's type of an object: `kubernetes:apps/v1:Deployment`. */
const typeOf = ({ apiVersion, kind }: Manifest): string =>
  apiVersion.includes("/") ? `kubernetes:${apiVersion}:${kind}` : `kubernetes:core/${apiVersion}:${kind}`;
