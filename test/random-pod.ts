import * as fc from "fast-check";
import { claim, configDir, emptyDir, exec, newClaim, unset } from "../lib/index.ts";
import type { Fields } from "./fleets.ts";
import { text } from "./random-texts.ts";

const some = <T>(fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record<T, never>(fields, { requiredKeys: [] });
const bytes = (min: number, max: number) => fc.integer({ min, max }).map((each) => `${each}`);
const quantity = bytes(4096, 9999);
const amode = fc.constantFrom("ReadWriteMany" as const, "ReadOnlyMany" as const);

/** Generates volumes that any number of pods may mount, each at a path that only it has. */
const volumes = some<Fields>({
  old: amode.map((accessMode) => claim("shared.claim", { path: "/mnt/old", accessMode })),
  new: bytes(1_048_576, 9_999_999).map((size) => newClaim({ path: "/mnt/new", size, accessMode: "ReadWriteMany" })),
  shm: quantity.map((size) => emptyDir({ path: "/dev/shm", size, medium: "memory" })),
  work: quantity.map((size) => emptyDir({ path: "/mnt/work", size })),
  live: fc
    .dictionary(
      fc.stringMatching(/^[a-z.-]{0,4}[a-z]$/).filter((name) => !name.startsWith("..")),
      text,
      {
        minKeys: 1,
        maxKeys: 2,
        noNullPrototype: true,
      },
    )
    .map((files) => configDir({ path: "/mnt/live", files })),
});

const label = fc.stringMatching(/^[a-zA-Z][a-z0-9._-]{0,8}[0-9]$/);
const toleration = fc.oneof(
  fc.record(
    { key: label, value: fc.oneof(label, fc.constant("")), effect: fc.constantFrom("NoSchedule", "NoExecute") },
    { requiredKeys: ["key"] },
  ),
  fc.constant({ operator: "Exists" }),
  fc.record({ key: label, operator: fc.constant("Exists"), effect: fc.constant("NoExecute"), tolerationSeconds: fc.nat(600) }),
);

/** Generates the fields that shape pods. They are valid for any service. */
export const podFields: fc.Arbitrary<Fields> = some<Fields>({
  user: fc.integer({ min: 1, max: 2_147_483_647 }),
  group: fc.integer({ min: 1, max: 2_147_483_647 }),
  writable: fc.oneof(
    fc.constant(["/data", "/data/a.B", "/var/run"]),
    fc.constant({ "/tmp": unset }),
    quantity.map((size) => ({ "/data": size, "/tmp": size })),
  ),
  volumes,
  podLabels: fc.dictionary(label, fc.oneof(label, fc.constant("")), { maxKeys: 2, noNullPrototype: true }),
  podAnnotations: fc.dictionary(label, text, { maxKeys: 2, noNullPrototype: true }),
  nodes: some<Fields>({
    selector: fc.dictionary(label, fc.oneof(label, fc.constant("")), { maxKeys: 2, noNullPrototype: true }),
    tolerations: fc.array(toleration, { maxLength: 2 }),
    arch: fc.constantFrom("amd64", "arm64"),
  }),
  runtimeClass: fc.constantFrom("gvisor", "kata.qemu"),
  hostAliases: fc.constantFrom({}, { "192.168.2.3": ["a", "b.c"], "fd00::1": ["1"] }),
  lifecycle: fc.constantFrom({}, { postStart: exec(["warm"]) }, { preStop: exec(["drain", "no"]) }),
  termination: some<Fields>({ messagePolicy: fc.constantFrom("File", "FallbackToLogsOnError"), messagePath: fc.constant("/dev/last") }),
  shareProcessNamespace: fc.boolean(),
});
