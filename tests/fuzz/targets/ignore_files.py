"""Files and patterns that leave files out: .gitignore in any folder, and the configuration's patterns."""

from __future__ import annotations

from random import Random

from tests.fuzz import texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.scalars import odd_text

MANIFEST = b"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c, image: i}]}\n"
FILES = (
    "a.yaml",
    "b/a.yaml",
    "b/c/d.yml",
    "[a].yaml",
    "!a.yaml",
    "#a.yaml",
    "a b.yaml",
    "\u00e9.yaml",
    "vendor/x/y.yaml",
)
PIECES = (
    "*", "**", "***", "?", "[", "]", "[a-z]", "[z-a]", "[!a]", "[^a]", "[]]", "[!]", "[[:alpha:]]", "[[:nope:]]",
    "[a", "[a-", "[\\]]", "\\", "\\\\", "\\ ", "\\#", "\\!", "/", "//", "**/", "/**", "/**/", "!", "!!", "#", " ", "\t",
    "a", "a.yaml", "b", "c", "vendor", ".", "..", "./", "../", "{a,b}", "(", ")", "+", "|", "^", "$", "\u00e9",
)  # fmt: skip
ODD_BYTES = (b"\xff", b"\x00", b"\xc3", b"\r", b"\r\n", b"\xef\xbb\xbf", b"\x85", b"\x0c", b"")


def pattern(random: Random) -> str:
    if happens(random, 0.1):
        return odd_text(random)
    piece = "".join(random.choice(PIECES) for _ in range(random.randint(1, 6)))
    return piece * 30 if happens(random, 0.03) else piece


def ignore_file(random: Random) -> bytes:
    lines = [pattern(random).encode("utf-8", "surrogatepass") for _ in range(random.randint(0, 6))]
    return b"\n".join(line + (random.choice(ODD_BYTES) if happens(random, 0.1) else b"") for line in lines)


def case(random: Random) -> Case:
    files = dict.fromkeys(random.sample(FILES, 5), MANIFEST)
    for folder in random.sample(("", "b/", "b/c/", "vendor/"), random.randint(0, 3)):
        files[f"{folder}.gitignore"] = ignore_file(random)
    if happens(random, 0.7):
        value = {
            "exclude": [pattern(random) for _ in range(random.randint(1, 3))],
            "staticPodFolders": [pattern(random)],
            "ignores": [{"rules": ["DS5"], "paths": [pattern(random)], "reason": "x"}],
        }
        some = {name: value[name] for name in random.sample(sorted(value), random.randint(1, 3))}
        files[".dslint.yaml"] = texts.encoded(random, texts.text_of(random, some))
    path = random.choice((".", ".", "b", "./b/..", "a.yaml", "b/a.yaml", "*.yaml"))
    options = ("--no-respect-gitignore",) if happens(random, 0.1) else ()
    return Case(("lint", path, "--no-cache", "--allow-empty", *options), files)
