import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMPONENTS, OBJECTS, REGISTRATIONS } from "./output-files.ts";
import type { StackModel } from "../../../model/model.ts";
import { readComponents, type RenderedComponent } from "./read-components.ts";
import { readObjects } from "./read-objects.ts";
import type { Registrations } from "./record-registrations.ts";
import type { NamedObject } from "./render-input.ts";
import type { RenderedFiles } from "./rendered-files.ts";

/** Everything that the engine rendered for a stack. */
export interface RenderedStack {
  readonly objects: RenderedFiles;
  readonly components: RenderedFiles;
}

/** A stack that the engine was asked to render. */
export interface ExpectedStack {
  readonly stack: StackModel;
  readonly objects: readonly NamedObject[];
  readonly components: readonly Pick<RenderedComponent, "name" | "inputs">[];
}

/** Reads a render program's output directory, and compares it with what the stack should have. */
export function readRenderedStack(out: string, { stack, objects, components }: ExpectedStack): RenderedStack {
  const rendered = readObjects(join(out, OBJECTS), objects);
  if (components.length === 0) return { objects: rendered, components: { files: new Map(), problems: [] } };
  const registrations: Registrations = JSON.parse(readFileSync(join(out, REGISTRATIONS), "utf8"));
  const expected = components.map((each) => ({ ...each, registrations: registrations[each.name] ?? [] }));
  return { objects: rendered, components: readComponents(join(out, COMPONENTS), stack, expected) };
}
