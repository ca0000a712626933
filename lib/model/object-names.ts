/** Names a job's objects and pods. The Service selects by name, so the pods of a job need a different one. */
export const jobName = (service: string, job: string): string => `${service}-${job}`;

/** Names the claim that Fairlead renders for a volume. */
export const claimName = (service: string, volume: string): string => `${service}-${volume}`;

/** Names the ConfigMap of a config directory. The name stays, so that Kubernetes updates the files of running pods. */
export const configDirName = (service: string, volume: string): string => `${service}-config-${volume}`;

/** Names the Secret with the files of a need. */
export const needSecretName = (service: string, need: string): string => `${service}-${need}`;

/** Names the Secret of the certificate that an issuer gives the Ingress of a service. */
export const certificateName = (service: string): string => `${service}-ingress-tls`;

/** The part of a stack that has the objects of no service. */
export const PLATFORM = "platform";

/** The part of a stack that has the resources of its cloud. */
export const CLOUD = "cloud";

/** The part of a stack's name that the AppProject of its root Application has. */
export const APPLICATIONS = "applications";

/** The part of a stack's name that its AppProject of components has. */
export const COMPONENTS = "components";

/** The parts of the names of a stack's AppProjects. The project of its services has the name of the stack. */
export const PROJECT_PARTS = [APPLICATIONS, PLATFORM, COMPONENTS] as const;

const PROJECT_SUFFIX = new RegExp(`-(?:${PROJECT_PARTS.join("|")})$`);

/** Returns the name of an AppProject without its part: the name of its stack. Another stack may have the whole name. */
export const withoutProjectPart = (project: string): string => project.replace(PROJECT_SUFFIX, "");

/** Names the Application of a service, of a component or of the platform, and the AppProjects of the last two. */
export const applicationName = (stack: string, part: string): string => `${stack}-${part}`;

/** Names the Application that deploys the root Applications of all stacks, and its AppProject. */
export const bootstrapName = (fleet: string): string => `${fleet}-stacks`;
