import { z } from "zod";
import type { ChangeGroup } from "../diff/group.ts";
import type { LaterView } from "../report/results/later.ts";
import { risksSchema } from "./claimed-risks.ts";
import { list, string, whole } from "./untrusted.ts";

const strings = list(string);

const objectSchema = z.object({
  kind: string,
  stack: string,
  service: string.optional(),
  namespace: string,
  name: string,
  path: string,
});

const changesSchema = z.object({
  risks: risksSchema,
  changes: list(
    z.object({
      action: z.enum(["removed", "moved", "changed", "created"]),
      kind: string.optional(),
      stateful: z.boolean(),
      fields: list(z.object({ path: string, before: z.unknown(), after: z.unknown() })),
      objects: list(objectSchema),
    }),
  ),
});

/** The later waves that the job of a pull request names. An older Fairlead named none. */
export const laterSchema = list(
  z.object({ stage: string, stacks: strings, after: strings, soakMs: whole.max(1e12), manifests: changesSchema }),
);

type Later = z.output<typeof laterSchema>[number];

/** Returns a wave as reports list it. */
export const laterOf = ({ manifests: { risks, changes }, ...wave }: Later): LaterView => ({
  ...wave,
  view: { risks, releases: [], locks: [], groups: changes.map(groupOf) },
});

/** Returns a group of changes. The contents of its files are not known. */
const groupOf = ({ action, kind, stateful, fields, objects }: Later["manifests"]["changes"][number]): ChangeGroup => ({
  action,
  kind,
  stateful,
  members: objects.map((object) => ({
    action,
    object: { ...object, service: object.service, stateful, text: "", value: undefined },
    from: undefined,
    fields: fields.map(({ path, before, after }) => ({ path, before, after })),
  })),
});
