import { ProviderResource } from "@pulumi/pulumi";

/** Pulumi's Kubernetes provider without the SDK's 900 files: a render needs only one setting. */
export class KubernetesProvider extends ProviderResource {
  constructor(name: string, directory: string) {
    super("kubernetes", name, { renderYamlToDirectory: directory });
  }
}
