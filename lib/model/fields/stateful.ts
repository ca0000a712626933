import * as z from "zod/mini";
import { normalizeQuantity } from "../quantity.ts";

/** A volume that each pod of a StatefulSet has for itself. Kubernetes makes its claim. */
export interface ClaimInput {
  /** The directory in the containers, an absolute path. */
  readonly path: string;
  /** Bytes as a Kubernetes quantity, such as `10Gi`. */
  readonly size: string;
  /** The name of a StorageClass. @default the cluster's default class */
  readonly storageClass?: string;
  /** @default "ReadWriteOnce" */
  readonly accessMode?: AccessMode;
}

type AccessMode = "ReadOnlyMany" | "ReadWriteMany" | "ReadWriteOnce" | "ReadWriteOncePod";

/** The fate of volumes whose pods are gone. */
interface Retention {
  /** If the StatefulSet is deleted. @default "Retain" */
  readonly whenDeleted?: "Delete" | "Retain";
  /** If the number of pods gets smaller. @default "Retain" */
  readonly whenScaled?: "Delete" | "Retain";
}

interface StatefulOptions {
  /** `ordered` starts one pod after the other, `parallel` all at once. It is immutable in the cluster. @default "ordered" */
  readonly order?: "ordered" | "parallel";
  /** @default every volume stays */
  readonly retention?: Retention;
}

/** Runs the service as a StatefulSet: each pod has a name and volumes that stay. */
export interface StatefulInput extends StatefulOptions {
  /** The volumes of each pod by name. They are immutable in the cluster. @default none */
  readonly volumes?: Readonly<Record<string, ClaimInput>>;
}

/** The parts of a StatefulSet that a tier or a stack sets. */
export interface StatefulLayer extends StatefulOptions {
  readonly volumes?: Readonly<Record<string, Partial<ClaimInput>>>;
}

/** A volume with its name. A valid size is in normal form. Undefined only before the rules have checked the service. */
export interface Claim {
  readonly name: string;
  readonly path: string | undefined;
  readonly size: string | undefined;
  readonly storageClass: string | undefined;
  readonly accessMode: AccessMode;
}

export interface Stateful {
  readonly volumes: readonly Claim[];
  readonly order: "ordered" | "parallel";
  readonly retention: Required<Retention>;
}

const claimSchema = z.strictObject({
  path: z.string(),
  size: z.string(),
  storageClass: z.optional(z.string()),
  accessMode: z.optional(z.enum(["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"])),
});

const whatHappens = z.optional(z.enum(["Delete", "Retain"]));
const options = {
  order: z.optional(z.enum(["ordered", "parallel"])),
  retention: z.optional(z.strictObject({ whenDeleted: whatHappens, whenScaled: whatHappens })),
};

export const statefulSchema = z.strictObject({ ...options, volumes: z.optional(z.record(z.string(), claimSchema)) });

export const statefulLayerSchema = z.strictObject({ ...options, volumes: z.optional(z.record(z.string(), z.partial(claimSchema))) });

export const statefulOf = (input: StatefulLayer | undefined): Stateful | undefined =>
  input === undefined
    ? undefined
    : {
        volumes: Object.entries(input.volumes ?? {}).map(([name, { path, size, storageClass, accessMode = "ReadWriteOnce" }]) => ({
          name,
          path,
          size: size === undefined ? undefined : (normalizeQuantity(size) ?? size),
          storageClass,
          accessMode,
        })),
        order: input.order ?? "ordered",
        retention: { whenDeleted: "Retain", whenScaled: "Retain", ...input.retention },
      };

/** Names the Service that gives each pod of a StatefulSet a DNS name: `orders-0.orders-headless`. */
export const headlessName = (service: string): string => `${service}-headless`;
