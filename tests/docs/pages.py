# SPDX-License-Identifier: GPL-2.0-or-later
"""The project's pages in Markdown: their code, headings and links."""

import os
import re
import subprocess

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.path.abspath(os.environ.get("XMPP_SMS_BUILD", os.path.join(ROOT, "build", "check")))
# A fence, the comment before it if there is one, its language and its text.
BLOCK = re.compile(r"(?:^<!-- ([^>]*?) -->\n+)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)")


def all_pages():
    """Each page in Markdown that belongs to the project, relative to its root."""
    skipped = {"build", ".git", "node_modules", "fixtures"}
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in skipped)
        found += [os.path.relpath(os.path.join(folder, name), ROOT)
                  for name in sorted(files) if name.endswith(".md")]
    return found


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def blocks(path):
    """(comment before it or "", language, text) of each fenced block of a page, in order."""
    return [(comment.strip(), language, text) for comment, language, text in BLOCK.findall(read(path))]


def conversations(path):
    """(prompt, command, lines it prints) of each command of a page's blocks of console, in order."""
    found = []
    for _, language, text in blocks(path):
        if language != "console":
            continue
        for line in text.splitlines():
            if line[:2] in ("$ ", "# "):
                found.append((line[0], line[2:], []))
            else:
                found[-1][2].append(line)
    return found


def prose(path):
    """A page without its code."""
    text = re.sub(r"^```.*?^```$", "", read(path), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return re.sub(r"`[^`\n]*`", "``", text)


def anchors(path):
    """What a link into the page may name after its #, as GitHub makes it of headings."""
    text = re.sub(r"^```.*?^```$", "", read(path), flags=re.MULTILINE | re.DOTALL)
    found = []
    for heading in re.findall(r"^#+ +(.*?) *$", text, re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        count = sum(1 for other in found if re.fullmatch(re.escape(anchor) + r"(-\d+)?", other))
        found.append(anchor if count == 0 else f"{anchor}-{count}")
    return set(found)


def links(page):
    """What a page's links and pictures lead to, but for other sites."""
    return [target for target in LINK.findall(prose(page)) if not re.match(r"[a-z][a-z+.-]*:", target)]


def broken_links(folder):
    """Each "page: link" of the pages below an installed folder that leads nowhere there, and how many lead
    somewhere."""
    broken, right = [], 0
    for where, _, files in os.walk(folder):
        for page in (os.path.join(where, name) for name in sorted(files) if name.endswith(".md")):
            for target in links(page):
                path, _, anchor = target.partition("#")
                whole = os.path.normpath(os.path.join(where, path)) if path else page
                if os.path.exists(whole) and (not anchor or anchor in anchors(whole)):
                    right += 1
                else:
                    broken.append(f"{os.path.relpath(page, folder)}: {target}")
    return broken, right


def tracked_files():
    """What belongs to the project, or None where that is not known (a tarball)."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "--cached", "--others",
                             "--exclude-standard"], capture_output=True, text=True, check=False)
    return set(listed.stdout.splitlines()) if listed.returncode == 0 else None
