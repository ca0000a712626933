import type { Component, ComponentContext } from "../../model/component.ts";
import type { Manifest } from "../../model/manifest.ts";

/** An object for the engine; its name is unique in the stack, and messages show it. */
export interface NamedObject {
  /** Where it will be in the tree: `staging/services/cartservice/deployment-cartservice.yaml`. */
  readonly name: string;
  readonly manifest: Manifest;
}

/** The components of a stack, which are functions in a project's files: the stack's process loads them itself. */
export interface ComponentsJob {
  readonly names: readonly string[];
  /** The project's directory, and the stack's file below it. */
  readonly root: string;
  readonly file: string;
  /** The module that knows how to load them: its `loadComponents` is a `ComponentLoader`. */
  readonly loader: string;
}

/** Loads a stack's components, and what they get to know. */
export type ComponentLoader = (job: ComponentsJob) => Promise<{
  readonly components: ReadonlyMap<string, Component>;
  readonly context: Omit<ComponentContext, "provider">;
}>;

/** What a stack's process is asked to do. Objects go by a file: there may be thousands. */
export interface RenderJob {
  /** A JSON file of `NamedObject[]`. */
  readonly objects: string;
  /** An empty directory for what is rendered. */
  readonly out: string;
  /** The process's own directory, which goes with it. */
  readonly workDir: string;
  readonly components: ComponentsJob | undefined;
}

/** Where a stack's process puts what it renders, below `out`. */
export const OBJECTS = "objects";
export const COMPONENTS = "components";

/** Where it writes what the components registered: a JSON file of `Asked`, there where it ran any. */
export const ASKED = "asked.json";

/** From the parent to a stack's process. */
export type ToStack = { readonly type: "render"; readonly job: RenderJob } | { readonly type: "cancel" };

/** Something that the engine said, with the object that it is about. */
export interface Diagnostic {
  readonly severity: "warning" | "error";
  /** The object's name; undefined for the stack as a whole. */
  readonly object: string | undefined;
  readonly message: string;
}

/** From a stack's process to the parent. */
export type FromStack =
  | { readonly type: "progress"; readonly rendered: number }
  | { readonly type: "done"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly type: "failed"; readonly message: string; readonly diagnostics: readonly Diagnostic[] };
