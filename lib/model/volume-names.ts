/** Names the claim that Fairlead renders for a volume. */
export const claimName = (service: string, volume: string): string => `${service}-${volume}`;

/** Names the ConfigMap of a config directory. The name stays, so that Kubernetes updates the files of running pods. */
export const configDirName = (service: string, volume: string): string => `${service}-config-${volume}`;
