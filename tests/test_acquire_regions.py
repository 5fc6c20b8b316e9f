"""Regions: what is news and what is not, on saved text without markup and on HTML."""

import pytest

from sayso.acquire.cutting import cut
from sayso.acquire.page import take
from sayso.acquire.tables import rows
from sayso.acquire.wordings import names_outlet, plain, wording
from sayso.model.page import NEWS_ROLES


def roles(payload: str) -> dict[str, str]:
    page = take(payload.encode()).page
    return {" ".join(r.slice(page.text).split()): r.role for r in page.regions}


def of(payload: str, *words: str) -> list[str]:
    found = roles(payload)
    return [next(role for line, role in found.items() if line.startswith(word)) for word in words]


P1 = "Peru and Chile signed an agreement on border trade in Lima on Monday after two years of talks."
P2 = "The foreign minister of Peru said that lorries would cross the border without papers from next month."
P3 = "Chile had closed three crossings in the spring, when customs officers found weapons under a load of fruit."
P4 = "Bolivia, which is not a party to the accord, asked both neighbours for talks about its own lorries."


# ------------------------------------------------------------------ wording


def test_every_rule_is_the_first_that_matches_its_example() -> None:
    for row in rows("wordings"):
        rule = wording(plain(row["example"]))
        assert rule is not None and (rule.role, rule.label) == (row["role"], row["label"]), dict(row)


@pytest.mark.parametrize(
    "sentence",
    [
        P1, P2, P3, P4,
        "More than 3,000 people left the town.",
        "Related talks on fishing rights will follow in June, the ministry said.",
        "By late evening the two delegations had agreed on everything but the customs posts.",
        "Share prices in Lima rose after the news.",
        "Subscribers to the accord include Bolivia, the ministry said.",
        "Watch towers along the border will be taken down.",
        "See-saw talks between the two countries ended on Monday.",
        "The photo was taken by a soldier of the border guard, the army said.",
        "He said the comments of the minister were unhelpful.",
        "Read out by a spokesman, the statement blamed smugglers.",
        "Source of the weapons is unknown, said the customs chief.",
    ],
)  # fmt: skip
def test_sentences_of_news_match_no_rule(sentence: str) -> None:
    assert wording(plain(sentence)) is None


def test_markdown_headings() -> None:
    assert of(f"# Accord signed\n\n{P1}\n\n## What is it?\n\n{P2}\n", "# Acc", "## What") == ["title", "heading"]
    assert take(f"# Accord signed\n\n{P1}".encode()).title == "Accord signed"


def test_outlets_by_name() -> None:
    for name in (
        "The Guardian",
        "(Meridian Wire)",
        "AFP",
        "Valley Post",
        "Valley Post (invented)",
        "The Valley Herald",
    ):
        assert names_outlet(name), name
    for name in ("Lima", "He read the Valley Post today", "The accord stands.", "Border guards"):
        assert not names_outlet(name), name


# ------------------------------------------------------------------ saved text pages


def test_a_page_with_everything_around_it() -> None:
    page = f"""VALLEY POST (invented)
the paper for both banks

Home | World | Sport | Log in

Peru and Chile open their border
Will the smugglers stay at home?
By Ana Ruiz, border correspondent
14 February 2022
Share   Tweet   Print

- Lorries cross without papers
- Bolivia asks for talks

{P1}

{P2}

The long road
{P3}

The customs post at Arica, pictured in May

{P4}

(Meridian Wire)

Read next
- Ten dishes of the coast
- Who owns the desert?

Leave a comment
Name (required)
Your email address will not be published.

Copyright 2022 Valley Post. All rights reserved.
"""
    expected = {
        "VALLEY POST": "furniture", "the paper": "furniture", "Home |": "furniture", "Peru and Chile open": "title",
        "Will the": "title", "By Ana": "byline", "14 February": "dateline", "Share": "furniture", "- Lorries": "bullet",
        "Peru and Chile signed": "lede", "The foreign": "body", "The long road": "heading", "Chile had": "body",
        "The customs post": "caption", "Bolivia": "body", "(Meridian": "credit", "Read next": "related_link",
        "- Who owns": "related_link", "Leave a comment": "form", "Name (": "form", "Your email": "form",
        "Copyright": "furniture",
    }  # fmt: skip
    assert dict(zip(expected, of(page, *expected), strict=True)) == expected


def test_a_pasted_extract_is_marked_until_the_pages_own_furniture_begins() -> None:
    page = f"""Why do the neighbours quarrel?

{P1}

{P2}

Border of the two countries

From Wikipedia, the free encyclopedia

The border was drawn in 1929.[1] It has been moved twice since then.[2][3]

Crossings [edit]

See also: List of crossings

There are nine crossings, of which three are open at night.[4]

This entry was posted in Border and tagged trade.

Leave a Reply

Fill in your details below or click an icon to log in:

You are commenting using your Example account. Log Out / Change )
"""
    found = roles(page)
    assert found["Why do the neighbours quarrel?"] == "title"
    quoted = [line for line, role in found.items() if role == "quoted_source"]
    assert len(quoted) == 6 and quoted[0] == "Border of the two countries" and quoted[-1].startswith("There are nine")
    assert [role for line, role in found.items() if line.startswith(("Leave", "Fill", "You are"))] == ["form"] * 3
    assert not any(role in NEWS_ROLES for line, role in found.items() if "crossings" in line)


def test_footnote_marks_below_the_news_tell_an_extract_without_its_heading() -> None:
    marked = "The border was drawn in 1929.[1] It has been moved twice since.[2]"
    found = roles(f"Accord signed\n\n{P1}\n\n{P2}\n\n{marked}\n\nThree posts are open.[3][4]\n")
    assert found[marked] == "quoted_source" and found[P2] == "body"
    own = "\n\n".join(f"{p}[{n}][{n + 1}]" for n, p in enumerate((P1, P2, P3), start=1))
    assert set(roles(f"A paper on the accord\n\n{own}\n").values()) == {"title", "lede", "body"}


def test_an_outlets_name_below_the_text_is_its_credit() -> None:
    page = f"Accord signed\n\n{P1}\n\n{P2}\n\nThe Guardian\n\nRelated posts\n\nLeave a Comment\n"
    assert of(page, "The Guardian", "Related posts", "Leave") == ["credit", "related_link", "form"]
    assert of(f"Accord signed\n\n{P1}\n\nSource: Read Full Article", "Source") == ["credit"]


def test_links_among_the_news_do_not_end_it() -> None:
    above = f"Accord signed\n\n{P1}\n\nRead more: Ten dishes of the coast\n\n{P2}\n\n"
    page = f"{above}Related posts\n- One dish\n\n{P3} {P3}\n\n{P4} {P4}\n"
    assert of(page, "Read more", "The foreign", "- One", "Chile had", "Bolivia") == [
        "related_link", "body", "related_link", "body", "body",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        [f"{P1} {P2} {P3} {P4}"],  # one paragraph longer than any teaser
        [P1[:-1].partition(",")[0] + " in the harbour town of Arica, the ministry said today.", f"{P2} {P3} {P4} {P1}"],
        [
            f"The envoys of the two countries met for the {number} time in that week, in the harbour of Arica."
            for number in ("1st", "2nd", "3rd")
        ],
    ],
)
def test_running_text_ends_a_list_of_headlines_above_it(text: list[str]) -> None:
    """A saved page may open with its site's newest headlines: the article below them is not one of these."""
    links = "Latest headlines\nA bridge in Tacna is closed\nTwelve goats on the town hall roof\n"
    found = roles(f"Home\n{links}Accord signed\n\n" + "\n\n".join(text) + "\n")
    assert all(found[paragraph] in ("lede", "body") for paragraph in text)
    assert found["Twelve goats on the town hall roof"] == "related_link"


def test_teasers_of_a_list_are_links() -> None:
    teasers = "\n".join(
        f"Headline {n}\nThe mayor of Tacna opened the {n}th bridge over the river on Friday." for n in (4, 5, 6)
    )
    found = roles(f"Accord signed\n\n{P1}\n\n{P2}\n\nRelated posts\n{teasers}\n")
    assert [role for line, role in found.items() if "mayor" in line or "Headline" in line] == ["related_link"] * 6


def test_a_page_without_a_title_has_none() -> None:
    assert list(roles(f"{P1}\n\n{P2}\n").values()) == ["lede", "body"]


def test_a_long_or_full_stopped_headline_above_its_date_is_a_title() -> None:
    assert of(f"Peru and Chile have signed an accord.\nPublished: 2022-02-14\n\n{P1}\n", "Peru and Chile have") == [
        "title"
    ]


def test_speech_and_short_sentences_are_text() -> None:
    speech = '"We are glad," he said.\n\n[...]\n\nReporter: Did you agree?\n\nMinister: No, we did not.\n'
    page = f"Accord signed\n\n{P1}\n\n{speech}"
    assert of(page, '"We are', "Reporter", "Minister", "[...]") == ["body", "body", "body", "furniture"]


def test_wrapped_lines_are_one_paragraph_and_lists_are_not() -> None:
    wrapped = (
        "The two countries have signed an agreement on trade across their\n"
        "common border, the foreign ministry of Peru said on Monday, and will\nopen three crossings."
    )
    text = f"Accord signed\n\n{wrapped}\n\nTea\nSugar\nSalt\n"
    assert [b.slice(text) for b in cut(text)] == ["Accord signed", wrapped, "Tea", "Sugar", "Salt"]
    assert len(cut(f"{P1}\n{P2}\n{P3}")) == 3
    assert [b.slice("a\r\nb\r\n\r\nc") for b in cut("a\r\nb\r\n\r\nc")] == ["a", "b", "c"]


# ------------------------------------------------------------------ HTML

HTML = f"""<!DOCTYPE html><html><head><title>Peru and Chile open their border - Valley Post</title></head><body>
<nav><a href=/>Home</a> <a href=/w>World</a></nav>
<div class="cookie-notice">
<p>We keep small files on your machine so that we know you again when you come back.</p></div>
<article><p class="kicker">World</p><h1>Peru and Chile open their border</h1>
<h2 class="standfirst">Lorries cross without papers from June</h2>
<p class="byline">Ana Ruiz</p><p class="date">14 February 2022</p>
<p>{P1}</p>
<figure><img><figcaption>The customs post at Arica in the morning</figcaption></figure><p>{P2}</p>
<h3>The long road</h3><ul><li>Nine crossings in all</li><li>Three open at night</li></ul>
<blockquote class="pullquote">Lorries will cross without papers</blockquote><p>{P3}</p><p>{P4}</p>
<p>Read more: <a href=x>Ten dishes</a></p></article>
<aside class="related"><h3>More from World</h3>
<ul><li><a href=1>Ten dishes of the coast</a></li></ul></aside>
<section id="comments">
<p>This accord will not last a year, my friends, and everyone who reads this page knows it well.</p></section>
<form><label>Your name</label><button>Send</button></form>
<footer><p>Valley Post is printed in Tacna and Arica by its own press.</p></footer>
</body></html>"""


def test_an_html_page_with_everything_around_it() -> None:
    expected = {
        "Home": "furniture", "We keep": "furniture", "World": "furniture", "Peru and Chile open": "title",
        "Lorries cross": "lede", "Ana Ruiz": "byline", "14 February": "dateline", "Peru and Chile signed": "lede",
        "The customs post": "caption", "The foreign": "body", "The long road": "heading", "Nine": "bullet",
        "Three": "bullet", "Lorries will": "pull_quote", "Chile had": "body", "Bolivia": "body",
        "Read more": "related_link", "More from": "related_link", "Ten dishes": "related_link",
        "This accord": "furniture", "Your name": "form", "Send": "form", "Valley Post": "furniture",
    }  # fmt: skip
    assert dict(zip(expected, of(HTML, *expected), strict=True)) == expected


def test_blocks_carry_the_extractors_voice() -> None:
    page = take(HTML.encode()).page
    voices = {b.slice(page.text): b.voice for b in page.blocks}
    assert voices[P1] is True and voices[P4] is True and voices["Home World"] is False
    assert all(b.voice is None for b in take(f"Accord\n\n{P1}".encode()).page.blocks)


def test_a_wrapper_that_holds_the_whole_page_tells_nothing() -> None:
    body = "".join(f"<p>{p}</p>" for p in (P1, P2, P3, P4))
    assert of(f"<html><body><form id=aspnet><div>{body}</div></form></body></html>", "Peru", "Bolivia") == [
        "lede",
        "body",
    ]


def test_an_extract_pasted_into_html_is_marked() -> None:
    extract = (
        "<h3>Border of the two countries</h3><p>From Wikipedia, the free encyclopedia</p>"
        "<p>The border was drawn in 1929.[1] It has been moved twice since then, and each time a commission of both "
        "countries walked it from the sea to the mountains.[2]</p><h4>Crossings [edit]</h4>"
        "<p>There are nine crossings, of which three are open at night.[3]</p>"
    )
    body = "".join(f"<p>{p}</p>" for p in (P1, P2, P3, P4))
    page = f"<html><body><h1>Accord signed</h1><div class=entry>{body}{extract}</div></body></html>"
    assert of(page, "Border", "From", "The border", "Crossings", "There are") == ["quoted_source"] * 5
    assert of(page, "Peru", "Bolivia") == ["lede", "body"]


def test_markup_hints_are_a_table_with_examples() -> None:
    for row in rows("markup"):
        assert row["hint"] and row["example"].startswith("<") and (row["tags"] or row["names"])
