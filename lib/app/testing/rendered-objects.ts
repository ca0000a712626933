import type { Manifest } from "../../model/manifest.ts";
import type { ServiceManifestKind, ServiceManifests } from "../../model/manifest-kinds.ts";

/** The objects of a service or of a stack, by kind. */
export class RenderedObjects {
  /** All objects, as they stand in the generated files. */
  readonly all: readonly Manifest[];
  readonly #owner: string;

  constructor(owner: string, all: readonly Manifest[]) {
    this.#owner = owner;
    this.all = all;
  }

  /** Lists the objects of a kind. Empty if there are none. */
  list<K extends ServiceManifestKind>(kind: K): readonly ServiceManifests[K][] {
    return this.#typed(kind, undefined);
  }

  /** Returns the object of a kind. @param name needed if there are several. @throws Error that lists the objects, if there is not exactly one */
  get<K extends ServiceManifestKind>(kind: K, name?: string): ServiceManifests[K] {
    const found = this.#typed(kind, name);
    const [first] = found;
    if (first !== undefined && found.length === 1) return first;
    const wanted = name === undefined ? kind : `${kind} ${name}`;
    const names = this.all.map((object) => `${object.kind} ${object.metadata.name}`).join(", ");
    throw new Error(`${this.#owner} has ${found.length === 0 ? "no" : found.length} ${wanted}; it has ${names || "no objects"}`);
  }

  #typed<K extends ServiceManifestKind>(kind: K, name: string | undefined): readonly ServiceManifests[K][] {
    const found = this.all.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));
    // The schemas of Kubernetes have checked the objects.
    return found as unknown as readonly ServiceManifests[K][];
  }
}
