import { isOfRollout } from "../../model/fields/jobs.ts";
import { CONFIG_FILE } from "../../model/config.ts";
import { GENERATED_ROOT, lockPath } from "../generated-paths.ts";
import { calleeText } from "../../model/model.ts";
import { imageUses } from "../../model/images-of.ts";
import type { InCluster } from "../../model/stack-fields/providers.ts";
import type { FieldInfluence } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** A value outside the layers of the service, and the subject with another value in its place. */
interface Change {
  readonly field: string;
  readonly layer: string;
  readonly file: string | undefined;
  readonly value: unknown;
  readonly changed: Subject;
}

/** Lists the influences outside the service's layers: lock, stack, config, calls and patches. */
export const stackInfluences = (subject: Subject, differs: (changed: Subject) => boolean): readonly FieldInfluence[] =>
  [
    ...lockChanges(subject),
    ...stackChanges(subject),
    ...addressChanges(subject),
    ...restoredChanges(subject),
    ...providerChanges(subject),
    ...testDataChanges(subject),
    ...useChanges(subject),
    ...configChanges(subject),
    ...callChanges(subject),
    ...functionChanges(subject),
    ...patchChanges(subject),
  ].flatMap(({ changed, field, layer, file, value }) =>
    differs(changed) ? [{ field, chain: [{ layer, file, value, inForce: true }] }] : [],
  );

/** Returns a different string. */
const other = (value: string): string => `${value}0`;

function lockChanges(subject: Subject): readonly Change[] {
  const { stack, service, lock } = subject;
  const file = `${GENERATED_ROOT}/${lockPath(stack.name)}`;
  const images = new Set(imageUses(service).map(({ image }) => image.name));
  return [service.name, ...images].flatMap((name) =>
    (["image", "tag", "digest"] as const).flatMap((field) => {
      const entry = lock.get(name);
      const value = entry?.[field];
      if (entry === undefined || value === undefined) return [];
      const changed = { ...subject, lock: new Map([...lock, [name, { ...entry, [field]: other(value) }]]) };
      return [{ field: name === service.name ? field : `${name}.${field}`, layer: "lock", file, value, changed }];
    }),
  );
}

function stackChanges(subject: Subject): readonly Change[] {
  const { stack } = subject;
  const place = { layer: `stack ${stack.name}`, file: stack.file };
  const fields = ["region", "namespace", "cluster", "project", "domain", "privateRange", "secretStore", "tier"] as const;
  return [
    ...fields.flatMap((field) => {
      const value = stack[field];
      return value === undefined ? [] : [{ field, ...place, value, changed: { ...subject, stack: { ...stack, [field]: other(value) } } }];
    }),
    ...(["name", "namespace", "listener", "redirectListener", "class", "proxyRanges"] as const).flatMap((field) => {
      const value = stack.gateway[field];
      if (value === undefined || value.length === 0) return [];
      const changed = field === "class" ? undefined : field === "proxyRanges" ? [] : other(value as string);
      const gateway = { ...stack.gateway, [field]: changed };
      return [{ field: `gateway.${field}`, ...place, value, changed: { ...subject, stack: { ...stack, gateway } } }];
    }),
    ...(["monitoring", "apiServer"] as const).flatMap((field) => {
      const value = stack[field];
      return value === undefined ? [] : [{ field, ...place, value, changed: { ...subject, stack: { ...stack, [field]: undefined } } }];
    }),
    ...(stack.ingress === undefined
      ? []
      : [{ field: "ingress", ...place, value: stack.ingress, changed: { ...subject, stack: { ...stack, ingress: undefined } } }]),
    ...(stack.imagePullSecrets.length === 0 ? [] : [secretsChange(subject, place)]),
  ];
}

/** Lists the kinds of needs that the cluster provides, and the options of their servers. Without the provider, the cloud has the instances. */
function providerChanges(subject: Subject): readonly Change[] {
  const { stack } = subject;
  const place = { layer: `stack ${stack.name}`, file: stack.file };
  return Object.entries(stack.providers).flatMap(([kind, provider]) => {
    const others = Object.fromEntries(Object.entries(stack.providers).filter(([name]) => name !== kind));
    const change = (changed: InCluster | undefined): Subject => ({
      ...subject,
      stack: { ...stack, providers: { ...others, ...(changed === undefined ? {} : { [kind]: changed }) } },
    });
    const options = (["memory", "storage", "image"] as const).flatMap((option) => {
      const value = provider[option];
      if (value === undefined) return [];
      return [{ field: `providers.${kind}.${option}`, ...place, value, changed: change({ ...provider, [option]: `1${value}` }) }];
    });
    return [{ field: `providers.${kind}`, ...place, value: provider, changed: change(undefined) }, ...options];
  });
}

/** Returns the wish of the stack for test data. Without it, the service has no jobs that fill its needs. */
function testDataChanges(subject: Subject): readonly Change[] {
  const { service, stack } = subject;
  if (!service.testData) return [];
  const jobs = service.jobs.filter(isOfRollout);
  const changed = { ...subject, service: { ...service, jobs } };
  return [{ field: "testData", layer: `stack ${stack.name}`, file: stack.file, value: true, changed }];
}

function secretsChange(subject: Subject, place: Pick<Change, "layer" | "file">): Change {
  const { stack } = subject;
  const value = stack.imagePullSecrets;
  return { field: "imagePullSecrets", ...place, value, changed: { ...subject, stack: { ...stack, imagePullSecrets: value.map(other) } } };
}

function addressChanges(subject: Subject): readonly Change[] {
  const { stack } = subject;
  return stack.addresses.map((address) => {
    const changed = { ...subject, stack: { ...stack, addresses: stack.addresses.filter((each) => each !== address) } };
    const field = `addresses.${address.need.service}.${address.need.need}`;
    return { field, layer: `stack ${stack.name}`, file: stack.file, value: address.range, changed };
  });
}

/** Lists the copies in place of instances. */
function restoredChanges(subject: Subject): readonly Change[] {
  const { stack } = subject;
  return stack.restored.map((copy) => {
    const changed = { ...subject, stack: { ...stack, restored: stack.restored.filter((each) => each !== copy) } };
    const field = `restored.${copy.need.service}.${copy.need.need}`;
    return { field, layer: `stack ${stack.name}`, file: stack.file, value: `${copy.at} at ${copy.range}`, changed };
  });
}

/** Lists the used needs. Without the owner, the service would have a separate instance. */
function useChanges(subject: Subject): readonly Change[] {
  const { stack, service } = subject;
  return [...service.uses].map(([name, { service: owner, need }]) => {
    const uses = new Map([...service.uses].filter(([other]) => other !== name));
    const file = stack.services.find((each) => each.name === owner)?.file;
    const changed = { ...subject, service: { ...service, uses } };
    return { field: `needs.${name}`, layer: `service ${owner}`, file, value: `owned by ${owner}: ${need}`, changed };
  });
}

function configChanges(subject: Subject): readonly Change[] {
  const { model, stack } = subject;
  return (["name", "url", "branch"] as const).map((field) => {
    const value = model.config[field];
    const config = { ...model.config, [field]: other(value) };
    const changed = { ...subject, stack: { ...stack, fleet: { ...stack.fleet, name: config.name } }, model: { ...model, config } };
    return { field, layer: "config", file: CONFIG_FILE, value, changed };
  });
}

/** Lists the calls by the layer that sets them. */
function callChanges(subject: Subject): readonly Change[] {
  const { stack, service } = subject;
  const calls = stack.calls.get(service.name) ?? [];
  return [...new Set(calls.map(({ layer }) => layer))].map((layer) => {
    const others = calls.filter((call) => call.layer !== layer);
    const changed = { ...subject, stack: { ...stack, calls: new Map([...stack.calls, [service.name, others]]) } };
    const value = calls.filter((call) => call.layer === layer).map(calleeText);
    return { field: "calls", layer: layer.name, file: layer.file, value, changed };
  });
}

/** Lists the functions that return arguments, a command or config files. */
function functionChanges(subject: Subject): readonly Change[] {
  const { service } = subject;
  const { argsLayer, commandLayer, fileLayers } = service;
  const functions = [
    { field: "args", entry: argsLayer, without: { argsLayer: undefined } },
    { field: "command", entry: commandLayer, without: { commandLayer: undefined } },
    ...fileLayers.map((entry) => ({ field: "files", entry, without: { fileLayers: fileLayers.filter((each) => each !== entry) } })),
  ];
  return functions.flatMap(({ field, entry, without }) =>
    typeof entry?.value === "function"
      ? [
          {
            field,
            layer: entry.layer.name,
            file: entry.layer.file,
            value: "a function returns the value",
            changed: { ...subject, service: { ...service, ...without } },
          },
        ]
      : [],
  );
}

const patchChanges = (subject: Subject): readonly Change[] => [
  ...stackPatchChanges(subject),
  ...subject.service.patches.map((entry) => {
    const { service } = subject;
    const changed = { ...subject, service: { ...service, patches: service.patches.filter((each) => each !== entry) } };
    return { field: "patch", layer: entry.layer.name, file: entry.layer.file, value: PATCHED, changed };
  }),
];

/** Lists the stack's patch of Applications. */
function stackPatchChanges(subject: Subject): readonly Change[] {
  const { stack } = subject;
  if (stack.patch === undefined) return [];
  const changed = { ...subject, stack: { ...stack, patch: undefined } };
  return [{ field: "patch", layer: `stack ${stack.name}`, file: stack.file, value: PATCHED, changed }];
}

const PATCHED = "a function changes the finished manifest";
