import { describe, expect, test } from "vitest";
import { checkMarkdown } from "./markdown.ts";
import { sentencesOf, wordsOf } from "./sentences.ts";
import { checkSource } from "./source.ts";

const LONG = `${Array.from({ length: 21 }, () => "word").join(" ")}.`;
const TOO_LONG = /^21 words in a sentence, at most 20: /;

describe("sentences", () => {
  test.each<readonly [prose: string, sentences: readonly string[]]>([
    ["One. Two! Three?", ["One.", "Two!", "Three?"]],
    ["One goes\nover two lines.", ["One goes over two lines."]],
    ["- one\n- two", ["one", "two"]],
    ["# Title\n\nText.", ["Title", "Text."]],
    ["One.\n@param name the name", ["One.", "name the name"]],
    ["Node 24.1 is one.", ["Node 24.1 is one."]],
  ])("%j", (prose, sentences) => {
    expect(sentencesOf(prose).map(({ text }) => text)).toEqual(sentences);
  });

  test.each([
    ["three short words", 3],
    ["`a span of code` is one", 3],
    ["[a link](https://example.com/a b) counts its text", 5],
    ["https://example.com/a is one", 3],
    ["a - b", 2],
  ])("%j has %i words", (sentence, words) => {
    expect(wordsOf(sentence)).toBe(words);
  });
});

describe("source", () => {
  test.each<readonly [title: string, source: string, findings: readonly (readonly [line: number, message: RegExp])[]]>([
    ["a good comment", "/** Runs a program. */\nfunction run() {}", []],
    ["True if", "/** True if it runs. */\nconst runs = () => true;", []],
    ["a function without a verb", "/** The program. */\nfunction run() {}", [[1, /^the doc comment of a function starts with a verb/]]],
    ["an opening", "/** What it is. */\ninterface A {}", [[1, /^"What": /]]],
    ["a phrase", "const a = 1;\n// Done by whoever comes.\nconst b = 2;", [[2, /^"whoever": name the actor$/]]],
    ["a long sentence", `\n\n// ${LONG}\nconst a = 1;`, [[3, TOO_LONG]]],
    ["a comment over two lines", `// ${LONG.replace(" ", "\n// ")}\nconst a = 1;`, [[1, TOO_LONG]]],
    ["a directive", "// oxlint-disable-next-line whoever\nconst a = 1;", []],
    ["a component", "/** The dashboards. */\nconst dashboards: Component = () => {};", []],
    ["a message with preformatted lines", `const a = "EXAMPLES\\n  ${LONG}";`, []],
    ["a message", `const a = "${LONG}";`, [[1, TOO_LONG]]],
    ["a template", "const a = `to be had by ${1} and ${2}`;", [[1, /^"to be had": available$/]]],
    ["a short string", 'const a = "whoever";', []],
  ])("%s", (_title, source, findings) => {
    expect(checkSource("a.ts", source, { strings: true })).toEqual(
      findings.map(([line, message]) => ({ line, message: expect.stringMatching(message) })),
    );
  });

  test("strings are not checked in tests", () => {
    expect(checkSource("a.ts", `const a = "${LONG}";`, { strings: false })).toEqual([]);
  });
});

describe("Markdown", () => {
  test.each<readonly [title: string, text: string, lines: readonly number[]]>([
    ["a paragraph", `# Title\n\n${LONG}\n`, [3]],
    ["two items", `- ${LONG}\n- ${LONG}\n`, [1, 2]],
    ["cells", `| a | b |\n| --- | --- |\n| ${LONG} | ${LONG} |\n`, [3, 3]],
    ["a code block", `\`\`\`\n${LONG}\n\`\`\`\n`, []],
    ["a marker", `<!-- ${LONG} -->\n`, []],
  ])("%s", (_title, text, lines) => {
    expect(checkMarkdown(text)).toEqual(lines.map((line) => ({ line, message: expect.stringMatching(TOO_LONG) })));
  });
});
