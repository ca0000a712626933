import { pathToFileURL } from "node:url";
import { isFrame } from "../programs/render/thrown.ts";
import { plainText } from "./failure.ts";
import type { Diagnostic } from "./protocol.ts";

/** Directories that mean nothing to a reader, and are left out of paths. */
export interface Directories {
  /** The stack's own one, which goes with its process. */
  readonly workDir: string;
  /** The project's; its files are named from there. @default none */
  readonly root?: string | undefined;
}

/** What is said only because something else has ended the run. */
const CONSEQUENCE = /resource monitor shut down|the client connection is closing|^One or more errors occurred/;

/** Everything that the engine said, each thing once, in the words of whoever can mend it. */
export function tidyDiagnostics(diagnostics: readonly Diagnostic[], directories: Directories): readonly Diagnostic[] {
  const told = diagnostics.map((each) => ({ ...each, message: diagnosticText(each.message, directories) }));
  const once = told.filter(
    ({ message }, at) =>
      !told.some((other, index) => (other.message === message && index < at) || other.message.startsWith(`${message} (`)),
  );
  const causes = once.filter(({ message }) => !CONSEQUENCE.test(message));
  return causes.some(({ severity }) => severity === "error") ? causes : once;
}

function diagnosticText(message: string, directories: Directories): string {
  const [, provider] = /Default provider for '([^']*)' disabled\b/.exec(message) ?? [];
  if (provider === "kubernetes") return "was not given the provider; its component passes { provider } as the last argument";
  if (provider !== undefined) return `is not a Kubernetes resource but one of "${provider}", which a component cannot have`;
  const [, address] = /"?(https?:[^\s"]+)"?: proxyconnect tcp: dial tcp 127\.0\.0\.1:9/.exec(message) ?? [];
  if (address !== undefined) return `asks the network for ${address}, and a render asks none; bring it into the project`;
  // Who watches a component's resources says why in an error of its own, which the engine wraps.
  return oneLine(message.replace(/^Unhandled exception: (?:Error: )?/, "").replace(/^.*\btransform failed: Error: /s, ""), directories);
}

/** A message in one line, with the one place in the project where it comes from. */
export const oneLine = (message: string, { workDir, root }: Directories): string => plainText(withoutFrames(message, root), workDir);

/** A message with, of its stack of calls, the one place in the project. */
function withoutFrames(message: string, root: string | undefined): string {
  const lines = message.split("\n");
  const place = lines.filter((line) => isFrame(line)).flatMap((line) => placeIn(line, root) ?? [])[0];
  const rest = lines.filter((line) => !isFrame(line)).join("\n");
  return place === undefined ? rest : `${rest.trimEnd()} (${place})`;
}

/** `    at own (file:///shop/components/odd.ts:5:9)` -> `components/odd.ts:5:9` */
function placeIn(frame: string, root: string | undefined): string | undefined {
  if (root === undefined || frame.includes("/node_modules/")) return undefined;
  // A module is named by its URL, in which a space is another character.
  for (const base of [`${pathToFileURL(root).href}/`, `${root}/`]) {
    const at = frame.indexOf(base);
    if (at !== -1) return frame.slice(at + base.length).replace(/\)$/, "");
  }
  return undefined;
}
