"""A page into lines."""

from streams.domain.split.lines import MOST_LINES, lines_of

SENTENCES = [
    "The ferry across the bay ran again on Tuesday after a week of repairs, its operator said.",
    "About two hundred people were on board the first crossing, many on their way to work.",
    "The captain said that it had been a long week for the crew and for the people of the island.",
    "Repairs to the second ship will begin next month and are to last until the end of the year.",
]


def texts(page: str) -> list[str]:
    return [line.text for line in lines_of(page).lines]


def test_every_kind_of_line_break_ends_a_line() -> None:
    assert texts("a\nb\r\nc\rd\u2028e\x85f") == ["a", "b", "c", "d", "e", "f"]


def test_blank_lines_above_are_counted() -> None:
    assert [line.gap for line in lines_of("a\n\n\nb\r\n\r\nc\n \u200b\nd").lines] == [0, 2, 1, 1]


def test_invisible_characters_are_no_text() -> None:
    assert texts("\u200b a\u00a0 b\u00ad \n\ufeff\n") == ["a b"]


def test_lines_broken_by_width_are_put_together() -> None:
    text = " ".join(SENTENCES * 2)
    broken, line = [], ""
    for word in text.split():
        if len(line) + len(word) > 60:
            broken.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    page = "\n".join([*broken, line, "", *broken, line])

    assert texts(page) == [text, text]


def test_a_page_in_capitals_broken_by_width_is_put_together() -> None:
    words = " ".join(SENTENCES * 3).upper().replace(".", "").split()
    rows = [" ".join(words[i : i + 9]) for i in range(0, len(words), 9)]

    assert len(texts("\n".join(rows))) < len(rows)


def test_a_page_joined_into_one_line_is_parted_at_sentences() -> None:
    page = " ".join(SENTENCES * 6)

    found = lines_of(page).lines

    assert [line.text for line in found] == SENTENCES * 6
    assert [line.cut for line in found] == [False] + [True] * 23
    assert all(page[line.start : line.end] == line.text for line in found)


def test_a_joined_page_is_parted_at_links_bullets_and_datelines_too() -> None:
    page = " ".join(SENTENCES * 5) + " Ferry runs https://post.example/a1 - One thing PARIS (AFP) - The minister spoke."

    assert texts(page)[-4:] == [
        "Ferry runs",
        "https://post.example/a1",
        "- One thing",
        "PARIS (AFP) - The minister spoke.",
    ]


def test_of_too_many_lines_only_the_longest_are_looked_at() -> None:
    page = "a\n" * (MOST_LINES + 5) + "\n".join(SENTENCES) + "\nb" * 10

    found = lines_of(page)

    assert [line.text for line in found.lines] == SENTENCES
    assert [page[start:end].count("a") for start, end in found.skipped] == [MOST_LINES + 5, 0]
