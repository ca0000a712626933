import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { HOSTILE_WORDS, jobCommands, RAW_CONTROLS } from "../../../test/hostile-words.ts";
import { sampleEvents } from "../../../test/sample-events.ts";
import { openDemo } from "./demo.ts";
import { openProgress } from "./progress.ts";

/** Returns everything that the sample events write to standard error. */
function progressText(word: string, liveLines: number): string {
  const written: string[] = [];
  const onEvent = openProgress({ write: (text) => void written.push(text), liveLines });
  for (const event of Object.values(sampleEvents(word))) onEvent(event);
  return written.join("");
}

/** Returns everything that the sample events write to standard output. */
function demoText(word: string): string {
  const written: string[] = [];
  const onEvent = openDemo({ write: (text) => void written.push(text), colors: pc.createColors(false) });
  for (const event of Object.values(sampleEvents(word))) onEvent(event);
  return written.join("");
}

/** Removes the sequences that redraw the board. */
// eslint-disable-next-line no-control-regex -- a sequence starts with the control character ESC
const withoutRedraws = (text: string): string => text.replace(/\u001b\[(?:2K|\d+A)/g, "");

const lineCount = (text: string): number => text.split("\n").length;

describe.each(Object.entries(HOSTILE_WORDS))("%s", (_title, word) => {
  it.each([
    ["a terminal", 10],
    ["a log", 0],
  ])("does not reach %s raw, and adds no line to it", (_place, liveLines) => {
    const text = withoutRedraws(progressText(word, liveLines));
    const found = [text.match(RAW_CONTROLS) ?? [], jobCommands(text), lineCount(text)];
    expect(found).toEqual([[], [], lineCount(progressText("x", liveLines))]);
  });

  it("does not reach the story of the demo raw, except a colour in Fairlead's own output", () => {
    const colours = word === "\u001B[31m" ? ["\u001B"] : [];
    expect(demoText(word).match(RAW_CONTROLS) ?? []).toEqual(colours);
  });
});
