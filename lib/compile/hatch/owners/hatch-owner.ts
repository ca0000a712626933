/** The part of a stack that writes an object of a hatch. */
export type HatchOwner =
  | { readonly kind: "service"; readonly name: string }
  | { readonly kind: "component"; readonly name: string }
  /** The patch of a stack. It changes what belongs to all services. */
  | { readonly kind: "platform" };

/** Returns the first service that a thing belongs to, unless the owner may use the thing, too. */
export function otherOwner(owner: HatchOwner, services: readonly string[] | undefined): string | undefined {
  const [first] = services ?? [];
  if (first === undefined || owner.kind === "platform") return undefined;
  return owner.kind === "service" && services?.includes(owner.name) === true ? undefined : first;
}
