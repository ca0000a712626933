/** The directory of the repository that Fairlead owns. */
export const GENERATED_ROOT = "pulumi-gen";

/** A stack's lock, relative to the generated root. */
export const lockPath = (stack: string): string => `${stack}/versions.yaml`;

/** A stack's Applications, relative to the generated root. */
export const applicationsDirectory = (stack: string): string => `${stack}/applications`;

/** The objects that a stack has once, relative to the generated root. */
export const platformDirectory = (stack: string): string => `${stack}/platform`;

/** The objects of one service, relative to the generated root. */
export const serviceDirectory = (stack: string, service: string): string => `${stack}/services/${service}`;

/** The objects of one component, relative to the generated root. */
export const componentRoot = (stack: string, component: string): string => `${platformDirectory(stack)}/${component}`;
