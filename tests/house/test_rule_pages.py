"""docs/rules/ is what tools/generate_docs.py makes of rules/."""

from __future__ import annotations

from pathlib import Path

from tools import generate_docs


def test_pages_are_up_to_date() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in generate_docs.FOLDER.glob("*.md")}
    wanted = generate_docs.pages()
    assert sorted(there) == sorted(wanted), "make generate writes them"
    assert [name for name, content in wanted.items() if there[name] != content] == [], "run make generate"


def test_the_page_of_profiles_is_up_to_date() -> None:
    assert generate_docs.PROFILES.read_text(encoding="utf-8") == generate_docs.profiles_page(), "run make generate"


def test_every_rule_has_a_family_that_the_list_shows() -> None:
    listed = generate_docs.pages()["README.md"]
    assert all(f"({name})" in listed for name in generate_docs.pages() if name != "README.md")


def test_pages_without_a_rule_are_removed(tmp_path: Path) -> None:
    (tmp_path / "DS000-gone.md").write_text("# DS000 gone\n")
    generate_docs.write(tmp_path)
    assert not (tmp_path / "DS000-gone.md").exists()
    assert (tmp_path / "README.md").read_text().startswith("# Rules")
