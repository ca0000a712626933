import { MAX_WORDS, OPENINGS, PHRASES, type Phrase } from "./rules.ts";

/** A place where the prose breaks a rule. */
export interface Finding {
  /** The line in the checked prose, from 1. */
  readonly line: number;
  readonly message: string;
}

/** Splits prose into sentences. A blank line, a list item and a doc tag also end a sentence. */
export function sentencesOf(text: string): readonly { readonly text: string; readonly line: number }[] {
  const sentences: { text: string; line: number }[] = [];
  let current = "";
  let start = 1;
  const end = (): void => {
    if (current.trim() !== "") sentences.push({ text: current.trim(), line: start });
    current = "";
  };
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line === "" || /^(?:[-*+] |\d+\. |#|@\w+)/.test(line)) end();
    if (line === "") continue;
    const bare = line.replace(/^(?:[-*+] |\d+\. |#+ |@\w+(?: UserError)?)/, "").trim();
    for (const part of bare.split(/(?<=[.!?][)"'`]*)\s+(?=[A-Z`"'(])/)) {
      if (current === "") start = index + 1;
      current += ` ${part}`;
      if (/[.!?][)"'`]*$/.test(part)) end();
    }
  }
  end();
  return sentences;
}

/** Counts the words of a sentence. A code span, a link and a placeholder count as one each. */
export const wordsOf = (sentence: string): number =>
  sentence
    .replace(/`[^`]*`/g, "code")
    .replace(/\$\{[^}]*\}/g, "value")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/https?:\S+/g, "link")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Checks a comment, a message or a paragraph. */
export function checkProse(text: string, { opening = false }: { readonly opening?: boolean } = {}): readonly Finding[] {
  const findings: Finding[] = [];
  const sentences = sentencesOf(text);
  const bare = (sentence: string): string => sentence.replace(/`[^`]*`/g, "`");
  for (const { text: sentence, line } of sentences) {
    const words = wordsOf(sentence);
    if (words > MAX_WORDS) findings.push({ line, message: `${words} words in a sentence, at most ${MAX_WORDS}: ${cut(sentence)}` });
    for (const phrase of PHRASES) report(phrase, bare(sentence), line, findings);
  }
  const [first] = sentences;
  if (opening && first !== undefined) for (const phrase of OPENINGS) report(phrase, first.text, first.line, findings);
  return findings;
}

function report({ pattern, instead }: Phrase, sentence: string, line: number, findings: Finding[]): void {
  const found = pattern.exec(sentence)?.[0];
  if (found !== undefined) findings.push({ line, message: `"${found}": ${instead}` });
}

const cut = (text: string): string => (text.length > 70 ? `${text.slice(0, 67)}...` : text);
