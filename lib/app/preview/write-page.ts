import { dirname, resolve } from "node:path";
import { utf8Bytes } from "../../base/text.ts";
import { makeDirectories } from "../../system/make-directories.ts";
import { replaceFile } from "../../system/replace-file.ts";
import type { AppContext } from "../context.ts";
import type { PreviewResult } from "./preview-result.ts";

/** Writes the page of a preview. @param file from the working directory. @throws UserError WRITE */
export function writePage({ cwd }: AppContext, result: PreviewResult, file: string, page: string): PreviewResult {
  const path = resolve(cwd, file);
  makeDirectories(dirname(path));
  replaceFile(path, page);
  return { ...result, page: { file: path, bytes: utf8Bytes(page) } };
}
