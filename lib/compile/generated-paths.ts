/** The directory of the repository that Fairlead owns. */
export const GENERATED_ROOT = "pulumi-gen";

/** The directory of root Applications and AppProjects, relative to the generated root. */
export const ARGOCD_DIRECTORY = "argocd";

/** The directory of the objects that a person applies once, relative to the generated root. */
export const BOOTSTRAP_DIRECTORY = `${ARGOCD_DIRECTORY}/bootstrap`;

/** Returns the path of a stack's lock, relative to the generated root. */
export const lockPath = (stack: string): string => `${stack}/versions.yaml`;

/** Returns the directory of a stack's Applications, relative to the generated root. */
export const applicationsDirectory = (stack: string): string => `${stack}/applications`;

/** Returns the path of a service's Application, relative to the generated root. */
export const applicationPath = (stack: string, name: string): string => `${applicationsDirectory(stack)}/${name}.yaml`;

/** Returns the directory of the objects that a stack has once, relative to the generated root. */
export const platformDirectory = (stack: string): string => `${stack}/platform`;

/** Returns the directory of a service's objects, relative to the generated root. */
export const serviceDirectory = (stack: string, service: string): string => `${stack}/services/${service}`;

/** Returns the directory of a component's objects, relative to the generated root. */
export const componentRoot = (stack: string, component: string): string => `${platformDirectory(stack)}/${component}`;
