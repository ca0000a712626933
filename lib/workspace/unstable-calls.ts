import { join } from "node:path";
import { readIfExists } from "../system/if-exists.ts";

/** Functions of Helm's templates that give another value with each render. */
const TEMPLATE =
  /(?<![\w.$"])(?:now|ago|rand(?:AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|uuidv4|gen(?:PrivateKey|CA(?:WithKey)?|SelfSignedCert(?:WithKey)?|SignedCert(?:WithKey)?)|htpasswd|bcrypt|encryptAES|shuffle|getHostByName)(?![\w-])/;

/** Functions of JavaScript that give another value with each render, or on each machine. */
const MODULE =
  /\b(?:Date\.now|new Date\(\)|Math\.random|randomUUID|randomBytes|randomInt|getRandomValues|performance\.now|hrtime|hostname|tmpdir|process\.(?:pid|uptime|memoryUsage))(?!\w)/;

/** A call in a file of the project that may give another value with each render. */
export interface UnstableCall {
  readonly file: string;
  readonly line: number;
  /** `randAlphaNum` */
  readonly call: string;
  /** The file's text. */
  readonly text: string;
}

/** Finds calls whose results may differ with each render. @param files paths relative to the project's root */
export const findUnstableCalls = (root: string, files: readonly string[]): readonly UnstableCall[] =>
  files.flatMap((file): readonly UnstableCall[] => {
    const inTemplate = /^charts\/.*\/templates\//.test(file);
    if (!inTemplate && !/\.[cm]?[jt]s$/.test(file)) return [];
    const text = readIfExists(join(root, file)) ?? "";
    return text.split("\n").flatMap((line, index) => {
      const [call] = (inTemplate ? actionsOf(line).join(" ") : line).match(inTemplate ? TEMPLATE : MODULE) ?? [];
      return call === undefined ? [] : [{ file, line: index + 1, call, text }];
    });
  });

/** Returns the parts of a line that Helm executes. A part that goes over several lines is the whole line. */
function actionsOf(line: string): readonly string[] {
  const actions = line.match(/\{\{.*?\}\}/g) ?? [];
  return actions.length === 0 ? [line] : actions;
}
