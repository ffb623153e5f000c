"""What the codes of findings and the fields that they stand in are called on the pages of the newsroom."""

CODES = {
    "abbreviation-inconsistent": "Một từ viết nhiều cách",
    "body-length": "Độ dài của tin",
    "chatbot-residue": "Chữ thừa của máy tóm tắt",
    "chronology": "Thứ tự ngày",
    "date-outside-week": "Ngày ngoài tuần của số",
    "dead-link": "Liên kết hỏng",
    "duplicate-article": "Tin trùng",
    "duplicate-body": "Nội dung trùng",
    "encoding": "Ký tự lạ",
    "format-inconsistent": "Dấu và cách viết không thống nhất",
    "headline-body-mismatch": "Tiêu đề không khớp nội dung",
    "masthead-incomplete": "Măng sét còn thiếu",
    "missing-alt": "Ảnh thiếu mô tả",
    "missing-body": "Thiếu nội dung",
    "missing-credit": "Ảnh thiếu tác giả",
    "missing-date": "Thiếu ngày",
    "missing-final-period": "Thiếu dấu chấm cuối đoạn",
    "missing-link": "Thiếu liên kết",
    "missing-source": "Thiếu nguồn",
    "redirected-link": "Liên kết đã chuyển",
    "repeated-text": "Câu lặp lại",
    "section-quota": "Số tin trong mục",
    "sentence-start": "Đầu câu viết thường",
    "source-alias": "Cách viết khác của nguồn",
    "source-typo": "Tên nguồn viết nhầm",
    "source-variant": "Một nguồn viết nhiều cách",
    "spelling-body": "Chính tả trong nội dung",
    "spelling-contents": "Chính tả ở mục lục",
    "spelling-headline": "Chính tả ở tiêu đề",
    "stray-punctuation": "Dấu câu thừa",
    "truncated-body": "Nội dung bị cắt",
    "unbalanced-quotes": "Ngoặc không khép",
    "unreachable-link": "Liên kết chưa kiểm tra được",
    "used-before": "Đã dùng ở số trước",
}
FIELDS = {
    "headline": "tiêu đề",
    "toc_title": "tiêu đề ở mục lục",
    "body": "nội dung",
    "news_date": "ngày",
    "source": "nguồn",
    "link": "liên kết",
    "pictures": "ảnh",
    "cover": "ảnh bìa",
    "masthead": "măng sét",
    "trends_title": "tiêu đề bài tổng kết",
    "trends_body": "bài tổng kết",
    "podcast_url": "podcast",
}


def name_of(code: str) -> str:
    """The kind of a finding in words; the code itself where it has none yet."""
    return CODES.get(code, code)
