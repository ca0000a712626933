import { normalizeQuantity } from "../../../model/quantity.ts";
import { isRecord } from "../../../base/values.ts";

/** A field that the provider returned with another value. */
export interface Difference {
  /** `spec.template.spec.containers.0.resources.limits.cpu` */
  readonly path: string;
  /** `vanished`: the provider's types do not have the field. `changed`: it has another normal form. `added`: it was not sent. */
  readonly kind: "vanished" | "changed" | "added";
  readonly sent: unknown;
  readonly received: unknown;
}

/** Lists every field that differs. If a whole branch is missing, lists its root. */
export function compareObjects(sent: unknown, received: unknown, path = ""): readonly Difference[] {
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  if (Array.isArray(sent) && Array.isArray(received)) {
    return Array.from({ length: Math.max(sent.length, received.length) }).flatMap((_, index) =>
      compareObjects(sent[index], received[index], at(String(index))),
    );
  }
  if (isRecord(sent) && isRecord(received)) {
    return [...new Set([...Object.keys(sent), ...Object.keys(received)])]
      .sort()
      .flatMap((key) => compareObjects(sent[key], received[key], at(key)));
  }
  if (sent === received) return [];
  const kind = received === undefined ? "vanished" : sent === undefined ? "added" : "changed";
  return [{ path, kind, sent, received }];
}

/**
 * Lists the fields that a component's object has lost. Three differences are allowed, because charts need them.
 * An empty field may vanish, a quantity may get its normal form, and the provider may add a field.
 */
export const findLosses = (sent: unknown, received: unknown): readonly Difference[] =>
  compareObjects(sent, received).filter(
    (each) => each.kind !== "added" && !(each.kind === "vanished" ? isEmpty(each.sent) : isSameQuantity(each.sent, each.received)),
  );

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) ? Object.values(value).every(isEmpty) : value === null || value === "" || value === 0 || value === false;
}

function isSameQuantity(sent: unknown, received: unknown): boolean {
  const normal = normalizeQuantity(String(sent));
  return normal !== undefined && normal === normalizeQuantity(String(received));
}

/** Describes a difference, and what to write instead. */
export function describeDifference({ kind, sent, received }: Difference): string {
  switch (kind) {
    case "vanished":
      return `the Kubernetes provider drops ${JSON.stringify(sent)}: it does not know the field, or this is the default; remove it`;
    case "changed":
      return `the Kubernetes provider changes ${JSON.stringify(sent)} to ${JSON.stringify(received)}; write that value`;
    case "added":
      return `the Kubernetes provider adds ${JSON.stringify(received)}; write it yourself`;
  }
}
