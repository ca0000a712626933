import type { InitAnswers } from "./answers.ts";
import { configTemplate } from "./templates/config.ts";
import { gitattributesTemplate, gitignoreTemplate } from "./templates/git-files.ts";
import { completePackageJson, packageJsonTemplate } from "./templates/package-json.ts";
import { readmeTemplate } from "./templates/readme.ts";
import { tsconfigTemplate } from "./templates/tsconfig.ts";
import { workflowTemplate } from "./templates/workflow.ts";

/** A file of a new repository. */
interface InitFile {
  readonly create: (answers: InitAnswers) => string;
  /** Returns an existing file with what it lacks. @default existing files stay as they are */
  readonly complete?: (text: string, answers: InitAnswers) => string;
}

/** The files of a new repository beside its specs: path -> content. */
export const INIT_FILES: Readonly<Record<string, InitFile>> = {
  "package.json": { create: packageJsonTemplate, complete: completePackageJson },
  "tsconfig.json": { create: tsconfigTemplate },
  ".gitattributes": { create: gitattributesTemplate },
  ".gitignore": { create: gitignoreTemplate },
  ".github/workflows/fairlead.yml": { create: workflowTemplate },
  "README.md": { create: readmeTemplate },
  "fairlead.config.ts": { create: configTemplate },
};
