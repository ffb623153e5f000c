"""What pages say to machines: JSON-LD in schema.org's words, OpenGraph, citation_*, links to feeds and other forms."""

import html
import json
import re
from datetime import date, datetime

import pytest
import schema_org
from schema_org import registry

from issues import structured
from issues.addresses import article_path
from tests.issues.machines.archives import SITE, filled, queries_of
from tests.issues.releases import edition, edition_article, published, text

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
ARTICLE = "/so/2026/9/901-tram-quan-trac-901/"


def data_of(client, path: str) -> list[dict]:
    """The nodes of a page's JSON-LD."""
    (block,) = BLOCK.findall(text(client.get(path)))
    document = json.loads(block)
    assert document.keys() == {"@context", "@graph"} and document["@context"] == "https://schema.org"
    return document["@graph"]


def node(nodes: list[dict], kind: str) -> dict:
    """The only node of a type."""
    (found,) = [each for each in nodes if each["@type"] == kind]
    return found


def meta(page: str) -> dict[str, str]:
    """The page's meta elements by name or property; the last where one occurs more than once."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(content) for name, content in found}


def as_types(value, by_id: dict):
    """JSON-LD as schema.org's own types, which refuse unknown properties and values outside a property's range."""
    if isinstance(value, list):
        return [as_types(each, by_id) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"@id"}:
        target = by_id[value["@id"]]
        return as_types({"@type": target["@type"], "name": target["name"]}, by_id)
    kind = registry.get_model(value["@type"])
    # Google's form of the input, older than the vocabulary's: it names the parameter of the template.
    skipped = ("@type", "@id", "query-input")
    said = {name: as_types(each, by_id) for name, each in value.items() if name not in skipped}
    return kind(**{name: moment(each) if name.startswith("date") else each for name, each in said.items()})


def moment(value: str) -> date | datetime:
    """A date, or a moment with its offset: JSON has them as text. Raises ValueError for anything else."""
    return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)


class TestVocabulary:
    @pytest.mark.parametrize(
        "path", ["/", "/so/2026/9/", "/so/2026/5/", ARTICLE, "/so/2026/9/902-tram-quan-trac-902/"]
    )
    def test_every_node_is_of_schema_org_and_every_reference_leads_to_one(self, client, archive, path):
        nodes = data_of(client, path)
        by_id = {each["@id"]: each for each in nodes if "@id" in each}
        assert len(by_id) == sum("@id" in each for each in nodes)
        for each in nodes:
            assert as_types(each, by_id)
        for address in re.findall(r'"(?:url|item|contentUrl|@id)": ?"([^"]+)"', json.dumps(nodes)):
            assert address.startswith(("http://", "https://"))

    def test_the_types_do_refuse(self):
        for wrong in (
            {"headlin": "Sai"},
            {"wordCount": "nhiều"},
            {"isPartOf": schema_org.QuantitativeValue(value=1)},
        ):
            with pytest.raises(ValueError):
                schema_org.NewsArticle(**wrong)


class TestWhatPagesSay:
    def test_an_article_in_its_issue_within_the_periodical(self, client, archive):
        nodes = data_of(client, ARTICLE)
        article, issue, periodical = (
            node(nodes, kind) for kind in ("NewsArticle", "PublicationIssue", "Periodical")
        )
        assert article["isPartOf"]["@id"] == issue["@id"] and issue["isPartOf"]["@id"] == periodical["@id"]
        assert article["headline"] == archive.newest.articles[0].headline and issue["issueNumber"] == "9"
        assert article["articleSection"] == "Tin trong nước" and article["pageStart"] == 4
        assert article["mainEntityOfPage"] == f"{SITE}{ARTICLE}" and len(article["image"]) == 2
        assert article["isBasedOn"] == {
            "@type": "NewsArticle",
            "url": "https://songbien.example/tin/901",
            "publisher": {"@type": "Organization", "name": "Báo Sóng Biển"},
            "datePublished": "2026-03-02",
        }
        assert article["correction"] == [
            {
                "@type": "CorrectionComment",
                "text": "Tên trạm đúng là Nam Triệu.",
                "datePublished": "2026-03-09",
            }
        ]
        assert node(nodes, "Organization")["name"] == "Trung tâm Thông tin"

    def test_what_an_article_lacks_is_not_said(self, client, archive):
        article = node(data_of(client, "/so/2026/9/902-tram-quan-trac-902/"), "NewsArticle")
        assert not {"isBasedOn", "image", "pageStart", "correction"} & article.keys()

    def test_the_way_to_the_page(self, client, archive):
        way = node(data_of(client, ARTICLE), "BreadcrumbList")["itemListElement"]
        assert [step["position"] for step in way] == [1, 2, 3]
        assert way[1]["name"] == "Số 9/2026" and way[1]["item"]["@id"] == f"{SITE}/so/2026/9/"
        assert "item" not in way[-1]

    def test_home_can_be_searched(self, client, archive):
        action = node(data_of(client, "/"), "WebSite")["potentialAction"]
        assert action["target"]["urlTemplate"] == f"{SITE}/tim-kiem/?q={{search_term_string}}"
        assert node(data_of(client, "/"), "PublicationIssue")["correction"][0]["text"] == "Bìa ghi nhầm ngày."

    def test_a_double_issue(self, client, archive):
        assert node(data_of(client, "/so/2026/5/"), "PublicationIssue")["issueNumber"] == "5–6"

    def test_nothing_can_end_the_block(self, client):
        evil = "</script><script>alert(1)</script><!-- \u2028 & ]]>"
        made = edition(articles=[edition_article(1, headline=evil, source=evil)], theme=evil)
        published(made)
        for path in ("/", "/so/2026/9/", article_path(made, made.articles[0])):
            (block,) = BLOCK.findall(text(client.get(path)))
            assert not set("<>&\u2028\u2029") & set(block)
            assert evil in json.dumps(json.loads(block), ensure_ascii=False)

    def test_pages_without_an_issue_have_no_data_and_an_empty_archive_neither(self, client, newsroom):
        for path in ("/", "/luu-tru/", "/gioi-thieu/"):
            assert not BLOCK.findall(text(client.get(path)))


class TestMeta:
    def test_an_article_can_be_cited(self, client, archive):
        said = meta(text(client.get(ARTICLE)))
        assert said["citation_title"] == archive.newest.articles[0].headline
        assert said["citation_journal_title"] == "Điểm tin Khoa học Công nghệ"
        assert said["citation_issue"] == "9" and said["citation_volume"] == "2026"
        assert said["citation_firstpage"] == "4" and said["citation_language"] == "vi"
        assert re.fullmatch(r"\d{4}/\d\d/\d\d", said["citation_publication_date"])
        assert said["citation_pdf_url"] == f"{SITE}/so/2026/9/diem-tin.pdf"
        without = meta(text(client.get("/so/2026/9/902-tram-quan-trac-902/")))
        assert "citation_firstpage" not in without

    def test_cards(self, client, archive):
        for path, card in (
            ("/", "/so/2026/9/the.jpg"),
            ("/so/2026/5/", "/so/2026/5/the.jpg"),
            (ARTICLE, f"{ARTICLE}the.jpg"),
        ):
            said = meta(text(client.get(path)))
            assert said["og:image"] == f"{SITE}{card}" and said["twitter:card"] == "summary_large_image"
            assert said["og:image:width"] == "1200" and said["og:image:alt"]
            assert client.get(card).status_code == 200

    def test_other_forms_of_a_page_are_found(self, client, archive):
        forms = {"/": 7, "/so/2026/9/": 7, ARTICLE: 4, "/luu-tru/": 3, "/gioi-thieu/": 3, "/api/": 3}
        for path, count in forms.items():
            links = re.findall(
                r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', text(client.get(path))
            )
            assert len(links) == count
            for kind, address in links:
                if "epub" not in kind:
                    answer = client.get(address)
                    assert answer.status_code == 200 and answer["Content-Type"].startswith(kind)

    def test_addresses_come_from_the_setting_and_not_from_who_asks(self, client, archive):
        for path in (
            "/",
            ARTICLE,
            "/luu-tru/",
            "/tin.atom",
            "/sitemap.xml",
            "/api/v1/issues/",
            "/podcast.xml",
        ):
            assert "localhost" not in text(client.get(path, headers={"host": "localhost"}))

    def test_queries_are_those_of_the_page(self, client):
        filled()
        assert [queries_of(client, path) for path in ("/", "/so/2026/9/", ARTICLE)] == [2, 2, 2]


def test_values_that_say_nothing_are_left_out_and_zero_is_not():
    assert structured.said({"a": None, "b": "", "c": [], "d": 0, "e": False}) == {"d": 0, "e": False}
