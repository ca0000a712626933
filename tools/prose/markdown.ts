import { checkProse, type Finding } from "./sentences.ts";

/** Checks the paragraphs and table cells of a Markdown file. It skips code blocks. */
export function checkMarkdown(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  let fenced = false;
  let paragraph: { readonly line: number; text: string } | undefined;
  const flush = (): void => {
    if (paragraph !== undefined) {
      const { line } = paragraph;
      for (const finding of checkProse(paragraph.text)) findings.push({ ...finding, line: line + finding.line - 1 });
    }
    paragraph = undefined;
  };
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*(?:```|~~~)/.test(line)) {
      flush();
      fenced = !fenced;
    } else if (fenced || /^<[!/\w]/.test(line)) flush();
    else if (line.trimStart().startsWith("|")) {
      flush();
      for (const cell of line.split(/(?<!\\)\|/)) {
        for (const finding of checkProse(cell)) findings.push({ ...finding, line: index + 1 });
      }
    } else if (paragraph === undefined) paragraph = { line: index + 1, text: line };
    else paragraph.text += `\n${line}`;
  }
  flush();
  return findings;
}
