import { normalizeQuantity } from "../../../model/quantity.ts";
import { isRecord } from "../../../base/values.ts";

/** A field that came back from the provider as something else than it went in. */
export interface FieldLoss {
  /** `spec.template.spec.containers.0.resources.limits.cpu` */
  readonly path: string;
  /** `vanished`: the provider's own types do not have it; `changed`: it has another normal form; `added`: it was not there. */
  readonly what: "vanished" | "changed" | "added";
  readonly sent: unknown;
  readonly received: unknown;
}

/** Every field in which what came back differs from what was sent; where a whole branch is gone, its root. */
export function compareObjects(sent: unknown, received: unknown, path = ""): readonly FieldLoss[] {
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
  const what = received === undefined ? "vanished" : sent === undefined ? "added" : "changed";
  return [{ path, what, sent, received }];
}

/**
 * What an object of a component has lost. A chart is not ours to write: what is empty may go, because that is how Kubernetes' types write
 * it, a quantity may get its normal form, and the provider may add what it needs.
 */
export const componentLosses = (sent: unknown, received: unknown): readonly FieldLoss[] =>
  compareObjects(sent, received).filter(
    (loss) => loss.what !== "added" && !(loss.what === "vanished" ? isEmpty(loss.sent) : isSameQuantity(loss.sent, loss.received)),
  );

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) ? Object.values(value).every(isEmpty) : value === null || value === "" || value === 0 || value === false;
}

function isSameQuantity(sent: unknown, received: unknown): boolean {
  const normal = normalizeQuantity(String(sent));
  return normal !== undefined && normal === normalizeQuantity(String(received));
}

/** What to do about it, as a message about the field. */
export function lossText({ what, sent, received }: FieldLoss): string {
  switch (what) {
    case "vanished":
      return `${JSON.stringify(sent)} vanishes on the way through the Kubernetes provider: it knows no such field, or that is its default`;
    case "changed":
      return `${JSON.stringify(sent)} becomes ${JSON.stringify(received)} on the way through the Kubernetes provider; write it like that`;
    case "added":
      return `${JSON.stringify(received)} is added by the Kubernetes provider; write it yourself`;
  }
}
