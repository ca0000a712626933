/** The most words that one sentence may have. Source: the house style. */
export const MAX_WORDS = 20;

/** A phrase that the house style replaces, and what to write instead. */
export interface Phrase {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Openings that no doc comment and no comment may have. */
export const OPENINGS: readonly Phrase[] = [
  { pattern: /^What\b/, instead: 'name the thing, or start with a verb: "Lists ..."' },
  { pattern: /^Whether\b/, instead: '"True if ..."' },
  { pattern: /^(?:Whoever|Who|Whose)\b/, instead: "name the actor" },
  { pattern: /^(?:One|Those|That) (?:that|which|who|of)\b/, instead: "name the thing" },
  { pattern: /^Where\b/, instead: '"If ...", or name the place' },
  { pattern: /^How\b/, instead: 'name the thing: "The number of ..."' },
  { pattern: /^The same\b/, instead: "say what it does" },
  { pattern: /^(?:Nobody|Somebody|Someone)\b/, instead: "name the actor" },
];

/** Phrases that must be read twice, and the field's words for them. */
export const PHRASES: readonly Phrase[] = [
  { pattern: /\bwhoever\b/i, instead: "name the actor" },
  { pattern: /\bwhatever\b/i, instead: "name the cases" },
  { pattern: /\bwhomever\b/i, instead: "name the actor" },
  { pattern: /\bstands? twice\b/i, instead: "is listed twice" },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: "fix" },
  { pattern: /\bin vain\b/i, instead: "without success" },
  { pattern: /\bis no (?:[a-z]+ )?(?:without|other)\b/i, instead: "say what holds" },
  { pattern: /\b(?:is|are) none of\b/i, instead: "say what holds" },
  { pattern: /\bas good as\b/i, instead: "equals" },
  { pattern: /\bthe like\b/i, instead: "name them" },
  { pattern: /\bnobody (?:else )?(?:knows|reads|waits|listens|asked|gives)\b/i, instead: "name the actor" },
  { pattern: /\bfor want of\b/i, instead: "because there is no" },
  { pattern: /\b(?:a|the) right is missing\b|\bmissing right\b|\brights \(/i, instead: "permission" },
  { pattern: /\ba text\b/i, instead: "a string" },
  { pattern: /\bbelow the least\b|\babove the most\b|\bat the (?:least|most)\b/i, instead: "minimum, maximum" },
  { pattern: /\btells? (?:of|that|whether)\b/i, instead: "says, shows, reports" },
  { pattern: /\bof its own\b/i, instead: "own, separate" },
  { pattern: /\bcomes? along\b/i, instead: "is passed on, is copied" },
  { pattern: /\bto be had\b|\bcan be had\b/i, instead: "available" },
  { pattern: /\bsave for\b/i, instead: "except" },
  { pattern: /\bwhere (?:there|it|that|nothing|no|none|somebody|someone|they|one|such)\b/i, instead: "if" },
];
