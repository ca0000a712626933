import ts from "typescript";
import { checkProse, type Finding } from "./sentences.ts";

/** Checks the comments of a TypeScript or JavaScript file. @param strings true to check string literals as well */
export function checkSource(name: string, text: string, { strings }: { readonly strings: boolean }): readonly Finding[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const findings: Finding[] = [];
  const seen = new Set<number>();
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  const add = (position: number, prose: string, options: { readonly opening: boolean }): void => {
    for (const finding of checkProse(prose, options)) findings.push({ ...finding, line: lineAt(position) + finding.line });
  };
  const comments = (position: number): void => {
    let block: { readonly start: number; text: string; lastLine: number } | undefined;
    const flush = (): void => {
      if (block !== undefined) add(block.start, block.text, { opening: true });
      block = undefined;
    };
    for (const range of ts.getLeadingCommentRanges(text, position) ?? []) {
      if (seen.has(range.pos)) continue;
      seen.add(range.pos);
      const raw = text.slice(range.pos, range.end);
      if (/^\/\/\s*(?:oxlint|eslint|prettier|@ts)|^\/\*\s*(?:oxlint|eslint)/.test(raw)) continue;
      if (range.kind === ts.SyntaxKind.MultiLineCommentTrivia) {
        flush();
        add(range.pos, plain(raw), { opening: true });
      } else if (block !== undefined && lineAt(range.pos) === block.lastLine + 1) {
        block.text += `\n${raw.slice(2)}`;
        block.lastLine += 1;
      } else {
        flush();
        block = { start: range.pos, text: raw.slice(2), lastLine: lineAt(range.pos) };
      }
    }
    flush();
  };
  const visit = (node: ts.Node): void => {
    comments(node.pos);
    checkFunctionDoc(node, text, (position, message) => findings.push({ line: lineAt(position) + 1, message }));
    if (strings) {
      if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) message(node, node.text);
      else if (ts.isTemplateExpression(node)) {
        const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => `value${literal.text}`)];
        message(node, parts.join(""));
      }
    }
    ts.forEachChild(node, visit);
  };
  const message = (node: ts.Node, prose: string): void => {
    const sentences = prose.replace(/\n {2,}.*/g, "").replace(/\n(?=\S)/g, "\n\n");
    if (sentences.trim().split(/\s+/).length >= 4) add(node.getStart(source), sentences, { opening: false });
  };
  visit(source);
  comments(source.endOfFileToken.pos);
  return findings.sort((a, b) => a.line - b.line);
}

/** Removes the comment signs. */
const plain = (raw: string): string =>
  raw
    .replace(/^\/\*+|\*\/$/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join("\n")
    .replace(/\s(@(?:param|returns|throws|default)\b)/g, "\n$1");

/** Reports a function's doc comment that does not start with a third-person verb. The comment of a `Component` describes a part of a stack. */
function checkFunctionDoc(node: ts.Node, text: string, report: (position: number, message: string) => void): void {
  const isArrow =
    ts.isVariableStatement(node) &&
    node.declarationList.declarations.some(
      ({ initializer, type }) => initializer !== undefined && ts.isArrowFunction(initializer) && type?.getText() !== "Component",
    );
  if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node) && !isArrow) return;
  const range = ts.getLeadingCommentRanges(text, node.pos)?.at(-1);
  if (range === undefined || !text.startsWith("/**", range.pos)) return;
  const doc = plain(text.slice(range.pos, range.end)).trim();
  if (/^(?:True if|[A-Z][a-z]+s\b|@)/.test(doc) && !/^(?:This|Its|Always|Others|Services|Stacks)\b/.test(doc)) return;
  report(range.pos, `the doc comment of a function starts with a verb such as "Returns" or "True if": ${doc.slice(0, 50)}`);
}
