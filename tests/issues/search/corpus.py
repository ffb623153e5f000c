"""A small archive to search in. Every article, name and number in it is invented for these tests."""

from datetime import date

from issues.models import PublicArticle
from tests.issues.releases import edition, edition_article, published
from tests.make import make_source

SEA, RIVER, HILL = "Báo Sóng Biển", "Báo Dòng Sông", "Tạp chí Đồi Chè"

# number: (headline, body, source); what is asked for stands where the table of queries says.
DOMESTIC_2024 = {
    101: ("Chuyển đổi số ở hợp tác xã rau Đông Sơn", "Sổ tay giấy nhường chỗ cho điện thoại.", SEA),
    102: ("Bà con xã Lũng Cò học dùng sổ điện tử", "Chương trình chuyển đổi số về tới bản xa nhất.", RIVER),
    103: ("Chuyện đời sợi tơ sen", "Người thợ già kể chuyện đời của sợi tơ.", HILL),
    104: ("Đường sắt thử tà vẹt làm từ nhựa cũ", "Mười thanh tà vẹt chịu được đoàn tàu hàng.", SEA),
    105: ("Kỹ sư Dương chế máy bóc lạc", "Anh Dương làm máy từ phụ tùng xe đạp.", RIVER),
    106: ("Nhà máy giảm lượng đường trong nước giải khát", "Công thức mới bớt một phần ba lượng đường.", SEA),
    107: ("Dưỡng sinh cho người cao tuổi qua màn hình", "Bài tập dưỡng sinh phát vào sáng sớm.", HILL),
    108: ("Tòa soạn dựng kho ảnh số", "Hai mươi nghìn tấm phim của toà soạn cũ được quét.", SEA),
    109: ("Hoà nhạc bằng đàn đá dựng lại từ bản vẽ", "Buổi hoà nhạc kín chỗ ngồi.", RIVER),
    110: ("Hoa phượng nở sớm vì đêm ấm", "Cánh hoa rụng đỏ lối đi.", SEA),
    111: ("Hóa chất tẩy gỉ từ vỏ dứa", "Nhóm sinh viên hóa học thử trên vỏ tàu.", HILL),
    112: ("Trí tuệ nhân tạo đọc phim phổi ở trạm xá đảo", "Bác sĩ vẫn là người ký kết quả.", SEA),
    113: ("Nuôi trí nhớ cho người già", "Tuệ Tâm, nhân viên trạm, tạo trò chơi xếp chữ.", RIVER),
}
FOCUS_2025 = {201: ("Một năm nhìn lại công nghệ vũ trụ", "Vệ tinh nhỏ chụp rừng ngập mặn mỗi tuần.", SEA)}
DOMESTIC_2025 = {
    202: ("Cảng Lạch Sâu thử cần cẩu điều khiển từ xa", "Người lái cẩu ngồi trong phòng mát.", SEA),
    203: ("Hàng không bàn cách dùng nhiên liệu tái chế", "Sân bay có thêm bồn chứa.", RIVER),
    204: ("Máy bay không người lái rải lúa ở Vĩnh Tường", "Mỗi ngày rải bốn mươi héc-ta.", HILL),
    205: ("Robot dọn bể cá ở thủy cung", "Rô-bốt nhỏ bò trên kính.", SEA),
    206: ("Lớp học sửa xe điện của thầy Bảy", "Pin cũ được đo lại từng viên.", RIVER),
    207: ("Nước mắm truyền thống có cảm biến đo độ mặn", "Cảm biến thả trong thùng gỗ.", SEA),
    208: (
        "Cảm nhận của khách về bến tàu mới",
        "Phiếu hỏi phát tại quầy; biến số khó đo nhất là giờ chờ.",
        SEA,
    ),
    209: ("An toàn thông tin cho trường học", "Bài giảng có trò chơi đoán mật khẩu.", HILL),
    210: ("Ban nhạc công nhân biểu diễn ở khu nhà máy", "Do anh em tự tập sau ca.", RIVER),
    211: ("Bản đồ ngập của phường ven sông", "Người dân góp bốn trăm tấm ảnh.", RIVER),
    212: ("Đô thị nén và cây xanh", "Mỗi khối nhà có một vườn trên mái.", SEA),
    213: ("Đồ thị giá điện theo giờ", "Học sinh vẽ đồ thị bằng tay.", HILL),
    214: ("Thúy Kiều lên sân khấu thực tế ảo", "Khán giả đeo kính xem lầu Ngưng Bích.", SEA),
}
DOMESTIC_2026 = {
    301: (
        "Trạm quan trắc gió ngoài khơi gửi bản tin đầu tiên",
        "Sóng và gió được đo mười phút một lần.",
        SEA,
    ),
    302: ("Điện gió cần trạm biến áp nổi", "Trạm đặt trên phao.", RIVER),
    303: ("Làng nghề Kênh Giang quét dấu chân trâu đất", "Máy quét ba chiều dựng lại khuôn.", HILL),
    304: ("Quý Tỵ và những chiếc đồng hồ cát", "Ông Quý sửa đồng hồ.", RIVER),
    305: ("Quỹ học bổng cho nữ sinh kỹ thuật", "Quỹ trao mười lăm suất.", SEA),
    306: ("VinaBuoy ra mắt phao đo triều", "Phao của VinaBuoy truyền tin qua vệ tinh.", SEA),
    307: ("Nhà khoa học trẻ kể chuyện rong nho", "Rong nho nuôi trong bể kính, bán qua mạng.", RIVER),
    308: ("98,97% dữ liệu về đúng giờ", "Máy chủ mới chạy êm.", SEA),
    309: ("Thư viện mở cửa ban đêm", "Đèn đọc sách tắt sau nửa đêm.", HILL),
    310: ("Khoẻ hơn nhờ cầu thang bộ", "Tòa nhà sơn màu lên bậc thang để người ta khỏe chân.", SEA),
    311: ("Pin mặt trời trên mái chợ Cột Đèn", "Tiểu thương chia nhau tiền điện.", RIVER),
    312: ("Mặt trời nhân tạo chạy thêm chín giây", "Lò phản ứng giữ được dòng plasma.", HILL),
    313: ("Giống lúa chịu mặn ST-Biển", "Ruộng lúa ven biển đỡ mất mùa.", RIVER),
    314: ("Thủ hội quán mời khách xem gốm", "Gốm cổ vớt từ đáy sông.", HILL),
    315: ("Thu hồi bộ sạc không dây bị nóng", "Hãng thu hồi hai nghìn bộ sạc.", SEA),
    316: ("Công ty may Sao Khuê dùng kho số", "Kiện hàng nào cũng có mã.", SEA),
    317: ("Thành công của nhóm thợ nghệ Mỹ Đông", "Tinh bột nghệ vào quầy thuốc.", HILL),
    318: ("Khoa học mở ở trường làng", "Công nghệ in 3D làm mô hình núi lửa.", RIVER),
}


def articles(written: dict) -> list:
    """The articles as an edition holds them."""
    return [
        edition_article(
            key, headline=headline, toc_title=headline, body=f"<p>{body}</p>", source=source, key_figures=()
        )
        for key, (headline, body, source) in written.items()
    ]


def put_out() -> None:
    """Three issues of three years on the public shelf, and the outlets that they name."""
    for name in (SEA, RIVER, HILL):
        make_source(name)
    days = {"first_day": date(2024, 3, 1), "last_day": date(2024, 3, 7)}
    published(edition(number=10, year=2024, articles=articles(DOMESTIC_2024), **days))
    sections_2025 = articles(FOCUS_2025)
    published(edition(number=11, year=2025, articles=articles(DOMESTIC_2025), focus=sections_2025))
    published(edition(number=12, year=2026, articles=articles(DOMESTIC_2026)))


def headlines(keys) -> list[str]:
    """The headlines of some articles, in the order asked for."""
    found = PublicArticle.objects.in_bulk(list(keys))
    return [found[key].headline for key in keys]
