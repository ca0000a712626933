import type { Component, ComponentContext } from "../../../model/component.ts";
import type { Manifest } from "../../../model/manifest.ts";

/** An object that the engine renders. Its name is unique in the stack, and messages show it. */
export interface NamedObject {
  /** Path in the generated tree: `staging/services/cartservice/deployment-cartservice.yaml`. */
  readonly name: string;
  readonly manifest: Manifest;
}

/** Components of a stack. They are functions in the repository's files, so the program's process loads them. */
export interface ComponentsInput {
  readonly names: readonly string[];
  /** The repository's directory. */
  readonly root: string;
  /** The stack's file, relative to `root`. */
  readonly file: string;
  /** The Kubernetes that charts see: `v1.34.0`. */
  readonly kubernetesVersion: string;
  /** URL of the module that loads them; its `loadComponents` is a `ComponentLoader`. */
  readonly loader: string;
}

/** Input of a render: the objects and components of one stack. */
export interface RenderInput {
  readonly stack: string;
  readonly objects: readonly NamedObject[];
  readonly components?: ComponentsInput | undefined;
  /** True if the stack was rendered before, and this render must give the same. Its clock is another one. @default false */
  readonly isSecond?: boolean;
}

/** Components, and the context that they are called with. */
export interface LoadedComponents {
  readonly components: ReadonlyMap<string, Component>;
  readonly context: Omit<ComponentContext, "provider">;
}

/** Loads the components of a stack. */
export type ComponentLoader = (input: ComponentsInput) => Promise<LoadedComponents>;
