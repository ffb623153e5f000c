"""An invented issue and the ways in which issues are printed, to make texts for the parser from."""

from dataclasses import dataclass

SECTIONS = {
    "trends": ("I", "TỔNG KẾT XU HƯỚNG"),
    "domestic": ("II", "TIN TRONG NƯỚC"),
    "focus": ("III", "TÂM ĐIỂM"),
    "haiphong": ("IV", "TIN HẢI PHÒNG"),
}


@dataclass(frozen=True)
class Item:
    """One article as it ought to be read; `day` is (day, month) or None, `short` its title on the contents page."""

    section: str
    day: tuple[int, int] | None
    headline: str
    source: str | None
    paragraphs: tuple[str, ...]
    short: str
    page: int = 0


ITEMS = (
    Item(
        "domestic",
        (16, 1),
        "KHO LẠNH CHẠY ĐIỆN MẶT TRỜI GIÚP NÔNG DÂN MIỀN TRUNG GIỮ TRÁI CÂY TƯƠI LÂU HƠN",
        "Báo Đồng Xanh",
        (
            "Một nhóm kỹ sư trẻ vừa bàn giao kho lạnh chạy điện mặt trời cho ba hợp tác xã miền Trung, giúp nông dân giữ "
            "trái cây tươi thêm mười hai ngày sau khi hái.",
            "Bên cạnh đó, thiết bị báo nhiệt độ về điện thoại của người trông kho, nhờ vậy mỗi chuyến hàng đều có nhật ký "
            "lạnh đầy đủ khi tới chợ đầu mối.",
        ),
        "Kho lạnh điện mặt trời cho nông dân miền Trung",
        3,
    ),
    Item(
        "domestic",
        (17, 1),
        "SINH VIÊN CHẾ TẠO CÁNH TAY ROBOT GẤP QUẦN ÁO CHO XƯỞNG MAY",
        "Tạp chí Cơ khí trẻ",
        (
            "Bốn sinh viên năm cuối đã chế tạo cánh tay robot biết gấp quần áo, thử ở một xưởng may với hai trăm chiếc áo "
            "mỗi giờ mà không làm nhàu vải.",
            "Nhóm dùng máy ảnh giá rẻ để dò mép vải rồi chọn một trong sáu cách gấp đã học từ thợ lành nghề.",
        ),
        "Cánh tay robot gấp quần áo của sinh viên",
        4,
    ),
    Item(
        "domestic",
        (18, 1),
        "BẢN ĐỒ GIÓ CHI TIẾT ĐẦU TIÊN CHO VÙNG NÚI PHÍA BẮC",
        "Đài Sơn Cước",
        (
            "Trạm quan trắc trên mười bảy đỉnh núi phía Bắc vừa cho ra bản đồ gió chi tiết đầu tiên, mỗi ô chỉ rộng nửa "
            "cây số.",
            "Các huyện có thể tải bản đồ miễn phí để chọn chỗ dựng tuabin nhỏ cho trường học và trạm y tế.",
        ),
        "Bản đồ gió vùng núi phía Bắc",
        5,
    ),
    Item(
        "domestic",
        (20, 1),
        "MEN VI SINH TỪ VỎ DỨA THAY HÓA CHẤT TRONG AO NUÔI TÔM",
        "Báo Thủy sản mới",
        (
            "Từ vỏ dứa bỏ đi, một viện nghiên cứu đã làm ra men vi sinh thay hóa chất xử lý đáy ao nuôi tôm, giá chỉ bằng "
            "một phần ba hàng nhập.",
            "Sau hai vụ thử, tỷ lệ tôm sống tăng từ bảy mươi lên tám mươi tư phần trăm ở các ao dùng loại men này.",
        ),
        "Men vi sinh vỏ dứa cho ao tôm",
        6,
    ),
    Item(
        "focus",
        None,
        "HẢI PHÒNG THẮP SÁNG CẢNG ĐÊM BẰNG HỆ THỐNG ĐÈN TỰ ĐIỀU CHỈNH THEO TÀU",
        "Báo Sóng Biển",
        (
            "Đêm đầu tiên của hệ thống đèn tự điều chỉnh, cảng sáng lên từng đoạn theo bước tàu vào cầu, rồi dịu xuống khi "
            "cẩu ngừng làm việc.",
            "Người trực điều độ nói mắt họ đỡ mỏi hơn hẳn, còn hóa đơn điện tháng đầu giảm ba mươi phần trăm.",
            "Từ nay đến hè, công nghệ này sẽ được lắp ở bốn bến còn lại của thành phố Hải Phòng.",
        ),
        "Thắp sáng cảng đêm bằng đèn tự điều chỉnh",
        8,
    ),
    Item(
        "haiphong",
        (16, 1),
        "THỦY NGUYÊN ĐƯA LỚP HỌC THIÊN VĂN VỀ TRƯỜNG LÀNG",
        "Báo Sóng Biển",
        (
            "Ba tối mỗi tuần, sân trường ở Thủy Nguyên thành lớp học thiên văn với kính tự lắp từ ống nhựa và thấu kính "
            "cũ, do thầy giáo làng đứng lớp.",
            "Học trò đã chụp được vành của sao Thổ và gửi ảnh dự một cuộc thi của thành phố Hải Phòng.",
        ),
        "Lớp học thiên văn ở Thủy Nguyên",
        10,
    ),
    Item(
        "haiphong",
        (17, 1),
        "PHƯỜNG LÊ CHÂN THỬ HỘP THƯ GÓP Ý BIẾT TỰ PHÂN LOẠI",
        "Đài Cửa Cấm",
        (
            "Hộp thư góp ý của phường Lê Chân nay tự phân loại thư của dân thành sáu nhóm việc và chuyển thẳng tới người "
            "phụ trách trong buổi sáng.",
            "Theo đó, hai phần ba số thư được trả lời ngay trong ngày, phần còn lại có hẹn rõ ràng.",
        ),
        "Hộp thư góp ý tự phân loại ở Lê Chân",
        11,
    ),
    Item(
        "haiphong",
        (19, 1),
        "NHÀ VƯỜN AN LÃO TRỒNG DƯA TRONG NHÀ MÀNG CÓ CẢM BIẾN ĐỘ ẨM",
        "Báo Đồng Xanh",
        (
            "Hai chục nhà vườn ở An Lão vừa thu vụ dưa đầu trồng trong nhà màng có cảm biến độ ẩm, tưới đúng lúc cây cần "
            "nên đỡ nửa lượng nước.",
            "Hợp tác xã cho biết giá bán tại vườn cao hơn vụ trước và khách đặt mua hết từ khi dưa chưa chín.",
        ),
        "Dưa nhà màng có cảm biến ở An Lão",
        12,
    ),
    Item(
        "haiphong",
        (21, 1),
        "THƯ VIỆN HẢI PHÒNG SỐ HÓA BỘ ẢNH PHỐ CŨ",
        "Tạp chí Ký ức số",
        (
            "Thư viện thành phố Hải Phòng đã số hóa xong chín nghìn tấm ảnh phố cũ, tấm sớm nhất chụp từ hơn một trăm năm "
            "trước bên bờ sông Tam Bạc.",
            "Bạn đọc có thể ghi tên những góc phố mà mình nhận ra, mỗi lời ghi đều được thủ thư kiểm lại.",
        ),
        "Số hóa bộ ảnh phố cũ",
        13,
    ),
)

TRENDS = (
    "Trong tuần, nhiều sáng kiến nhỏ đi thẳng từ phòng thí nghiệm ra ruộng vườn, bến cảng và lớp học, cho thấy "
    "công nghệ đang đổi chỗ đứng: không còn là chuyện của riêng các thành phố lớn và những tập đoàn nhiều vốn.",
    "Tựu trung, điều các địa phương cần nhất lúc này là người biết sửa, biết vận hành và chịu khó ghi chép số liệu.",
)


def day(item: Item, form: str = "{:02d}/{:02d}") -> str:
    """The item's day as printed, or nothing."""
    return form.format(*item.day) if item.day else ""


def cover(number: str = "SỐ 03/2026: Tuần từ 16/01 – 22/01/2026") -> list[str]:
    """The cover's lines."""
    return [
        "ĐIỂM TIN KHOA HỌC CÔNG NGHỆ",
        "",
        number,
        "",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "TRUNG TÂM CÔNG NGHỆ THÔNG TIN VÀ TRUYỀN THÔNG",
        "HẢI PHÒNG",
        "",
    ]


def contents(row, items: tuple[Item, ...] = ITEMS, head="{roman}. {name}", trends: str = "") -> list[str]:
    """A contents page: `row(item)` prints one entry (a string or a list of lines), `head` a section's name."""
    lines = ["MỤC LỤC", ""]
    for section, (roman, name) in SECTIONS.items():
        first = next((item.page for item in items if item.section == section), 2)
        lines += [*head.format(roman=roman, name=name, page=f"{first:02d}").split("\n"), ""]
        if section == "trends" and trends:
            lines += [trends, ""]
        for item in items:
            if item.section == section:
                printed = row(item)
                lines += [printed] if isinstance(printed, str) else printed
        lines.append("")
    return lines


def trends(mark: str = "") -> list[str]:
    """The summary with its title."""
    title = f"{mark}TỔNG KẾT XU HƯỚNG KHOA HỌC, CÔNG NGHỆ VÀ CHUYỂN ĐỔI SỐ (TUẦN TỪ 16/01 – 22/01/2026)"
    return [title, "", TRENDS[0], "", f"{mark}1. ĐIỂM CHUNG CỦA CẢ NƯỚC", "", TRENDS[1], "", ""]


def article(
    item: Item, prefix: str = "{day}: ", mark: str = "", source: str = "[Chi tiết: {}](#)"
) -> list[str]:
    """One article in the plainest form: headline, source, paragraphs, each set off by a blank line."""
    start = prefix.format(day=day(item)) if item.day else ""
    lines = ["", f"{mark}{start}{item.headline}", ""]
    if item.source and source:
        lines += [*source.format(item.source).split("\n"), ""]
    for paragraph in item.paragraphs:
        lines += [paragraph, ""]
    return lines


def issue(*parts: list[str]) -> str:
    """The parts as one text."""
    return "\n".join(line for part in parts for line in part) + "\n"


def plain_issue(items: tuple[Item, ...] = ITEMS, body: list[str] | None = None) -> str:
    """A whole issue in a plain form; `body` replaces the articles as printed."""
    printed = body if body is not None else [line for item in items for line in article(item)]
    rows = contents(
        lambda item: (
            f"{item.short} ({day(item)})\t{item.page:02d}" if item.day else f"{item.short}\t{item.page:02d}"
        ),
        items,
    )
    return issue(cover(), rows, trends(), printed)
