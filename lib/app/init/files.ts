import type { InitAnswers } from "./answers.ts";
import { configTemplate } from "./templates/config.ts";
import { gitattributesTemplate, gitignoreTemplate } from "./templates/git-files.ts";
import { completePackageJson, packageJsonTemplate } from "./templates/package-json.ts";
import { readmeTemplate } from "./templates/readme.ts";
import { tsconfigTemplate } from "./templates/tsconfig.ts";
import { deployWorkflow } from "./templates/workflows/deploy.ts";
import { driftWorkflow } from "./templates/workflows/drift.ts";
import { genWorkflow } from "./templates/workflows/gen.ts";
import { previewWorkflow } from "./templates/workflows/preview.ts";
import { reportWorkflow } from "./templates/workflows/report.ts";
import { rollbackWorkflow } from "./templates/workflows/rollback.ts";

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
  ".github/workflows/deploy.yml": { create: deployWorkflow },
  ".github/workflows/drift.yml": { create: driftWorkflow },
  ".github/workflows/gen.yml": { create: genWorkflow },
  ".github/workflows/preview.yml": { create: previewWorkflow },
  ".github/workflows/report.yml": { create: reportWorkflow },
  ".github/workflows/rollback.yml": { create: rollbackWorkflow },
  "README.md": { create: readmeTemplate },
  "fairlead.config.ts": { create: configTemplate },
};
