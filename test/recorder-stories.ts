const BUILD = [
  "--image",
  "eu.gcr.io/shop/cart",
  "--tag",
  "v7",
  "--digest",
  `sha256:${"7".repeat(64)}`,
  "--commit",
  "5b3a712",
  "--run",
  "7",
];
const OLDER_BUILD = [
  "--image",
  "eu.gcr.io/shop/cart",
  "--tag",
  "v6",
  "--digest",
  `sha256:${"6".repeat(64)}`,
  "--commit",
  "5b3a711",
  "--run",
  "6",
];
const without = (flag: string): readonly string[] => BUILD.toSpliced(BUILD.indexOf(flag), 2);
const instead = (flag: string, value: string): readonly string[] => [...without(flag), flag, value];

/** Stories of commands, each in an empty datastore. */
export const STORIES: readonly (readonly [title: string, statuses: readonly number[], commands: readonly (readonly string[])[]])[] = [
  [
    "a build, shown in each format",
    [0, 0, 0, 0],
    [
      ["record", "cart", ...BUILD],
      ["show", "cart"],
      ["show", "cart", "7", "--json"],
      ["show", "cart", "v7", "--format", "markdown"],
    ],
  ],
  [
    "the same build twice",
    [0, 0],
    [
      ["record", "cart", ...BUILD],
      ["record", "cart", ...BUILD, "--json"],
    ],
  ],
  [
    "a late older build",
    [0, 0, 0],
    [
      ["record", "cart", ...BUILD],
      ["record", "cart", ...OLDER_BUILD],
      ["show", "cart", "main"],
    ],
  ],
  [
    "another tag for the same build",
    [0, 3],
    [
      ["record", "cart", ...BUILD],
      ["record", "cart", ...instead("--tag", "v8")],
    ],
  ],
  [
    "one image for two services",
    [0, 0],
    [
      ["record", "cart", "--service", "cleanup", ...BUILD],
      ["show", "cleanup"],
    ],
  ],
  [
    "an upstream image",
    [0, 0],
    [
      ["record", "redis", "--upstream", ...without("--commit")],
      ["show", "redis"],
    ],
  ],
  ["a run without a number", [2], [["record", "cart", ...instead("--run", "20240115.10")]]],
  ["several mistakes", [2], [["record", "Cart", ...instead("--tag", "v 1"), "--channel", "a/b"]]],
  [
    "missing flags",
    [2, 2],
    [
      ["record", "cart"],
      ["record", "cart", "--json"],
    ],
  ],
  ["an unknown flag", [2], [["record", "cart", ...BUILD, "--bogus"]]],
  [
    "an unknown release",
    [0, 3, 3],
    [
      ["record", "cart", ...BUILD],
      ["show", "cart", "v9"],
      ["show", "kart"],
    ],
  ],
  [
    "help",
    [0, 0],
    [
      ["record", "--help"],
      ["show", "--help"],
    ],
  ],
];
