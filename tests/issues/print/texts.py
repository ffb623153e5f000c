"""Invented sentences in any number: the same ones for the same seed, of lengths as news has them."""

import random
from dataclasses import dataclass

OPENERS = (
    "Sau hai mùa mưa thử nghiệm",
    "Từ đầu tháng này",
    "Trong đợt khảo sát vừa kết thúc",
    "Ngay tuần đầu vận hành",
    "Theo kế hoạch đến hết quý",
    "Giữa lúc triều cường lên cao",
    "Nhờ nguồn điện tại chỗ",
    "Trước mùa đánh bắt mới",
    "Ở vòng kiểm tra cuối",
    "Khi số liệu còn thưa",
    "Qua bốn lần chỉnh sửa thiết kế",
    "Dưới sự giám sát của các trường nghề",
)
ACTORS = (
    "nhóm kỹ sư trẻ của xưởng đóng tàu",
    "phòng thí nghiệm vật liệu của trường kỹ thuật",
    "tổ vận hành trạm bơm ven đê",
    "hợp tác xã nuôi hàu ngoài bãi triều",
    "ban quản lý cảng nước sâu",
    "trung tâm dữ liệu của thành phố",
    "các thầy giáo dạy nghề hàn",
    "đội khảo sát đáy luồng",
    "viện nghiên cứu giống lúa chịu mặn",
    "bệnh viện đa khoa tuyến huyện",
    "một doanh nghiệp làm cảm biến",
    "câu lạc bộ chế tạo của học sinh",
    "trạm khí tượng ngoài đảo",
    "xưởng gốm bên bờ sông",
    "nhóm nghiên cứu trí tuệ nhân tạo",
    "đơn vị vận hành lưới điện",
    "chi cục bảo vệ rừng ngập mặn",
    "những người thợ sửa đồng hồ đo nước",
)
ACTIONS = (
    "đưa vào sử dụng hệ thống phao đo chạy bằng điện mặt trời",
    "hoàn thành bản đồ số về độ sâu của luồng lạch",
    "thử thành công loại pin làm từ vỏ trấu",
    "lắp thêm một trăm hai mươi điểm đo chất lượng không khí",
    "công bố bộ dữ liệu mở về dòng chảy và độ mặn",
    "chuyển giao quy trình sấy cá ở nhiệt độ thấp",
    "dạy máy nhận ra vết nứt trên thân cầu qua ảnh chụp",
    "rút ngắn thời gian kiểm định giống xuống còn chín ngày",
    "dùng thiết bị bay kiểm tra các cột đèn biển",
    "nối mạng toàn bộ đồng hồ nước của khu dân cư",
    "in ba chiều khuôn đúc cho chân vịt cỡ nhỏ",
    "ghép dữ liệu vệ tinh với sổ tay của ngư dân",
    "mở lớp buổi tối về an toàn dữ liệu cho tiểu thương",
    "thay dầu đốt lò bằng khí sinh ra từ phụ phẩm",
    "giảm một nửa lượng nước dùng trong khâu rửa sợi",
    "ươm được bốn vạn cây bần để chắn sóng",
    "đo độ rung của đường ray bằng cáp quang có sẵn",
    "đưa phần mềm hẹn khám lên điện thoại đời cũ",
)
PURPOSES = (
    "để cảnh báo sớm cho hai bên bờ",
    "nhằm giữ nghề cho lớp thợ kế tiếp",
    "mà không phải mua thêm máy chủ",
    "với chi phí bằng một phần ba cách làm cũ",
    "và sẽ công khai toàn bộ thiết kế",
    "trong khi vẫn giữ nguyên lịch tàu chạy",
    "để người dân tự kiểm tra được trên điện thoại",
    "nhờ linh kiện trong nước chiếm bảy phần mười",
    "và đang chờ hội đồng chuyên môn thẩm định",
    "trước khi nhân rộng ra các xã ven biển",
    "sau khi so sánh với ba phương án khác",
    "theo đúng tiêu chuẩn quốc gia hiện hành",
)
VOICES = (
    "Người phụ trách cho biết {}, {}.",
    "Báo cáo ghi rõ {}, {}.",
    "Khó nhất, theo những người trực tiếp làm, là lúc {}; {}.",
    "Cũng trong tuần, {}, {}.",
    "Hai điểm được hỏi nhiều nhất là {} và {}.",
    "Đến nay {}, còn phần việc sau cùng thì {}.",
    "Không chỉ vậy, {}, {}.",
)
FACTS = (
    "máy đo chạy liền bốn mươi ngày không phải thay pin",
    "sai số nằm dưới hai phần trăm",
    "mỗi ca trực chỉ còn cần một người",
    "số liệu được gửi về mười phút một lần",
    "lượng bùn nạo vét giảm gần một phần tư",
    "có tám trường học đăng ký dùng thử",
    "tiền điện hằng tháng giảm rõ rệt",
    "bản thiết kế đã qua ba lần phản biện",
    "người lớn tuổi cũng dùng được sau một buổi hướng dẫn",
    "các hộ nuôi trồng nhận tin nhắn trước khi nước đổi màu",
    "dữ liệu cũ từ năm 1998 đã được số hóa",
    "kinh phí do quỹ phát triển của địa phương cấp",
    "mẫu nước lấy ở 36 vị trí cho kết quả khớp nhau",
    "đội thợ tự viết tài liệu bảo dưỡng bằng tiếng Việt",
    "vật liệu chịu được muối biển và nắng gắt",
    "việc bàn giao xong trước mùa bão",
)
OUTLETS = ("Báo Sóng Biển", "Tạp chí Bến Cảng", "Báo Đất Bãi", "Đài Cửa Sông", "Bản tin Nghề Mới", "")
CAPTIONS = (
    "Kỹ sư kiểm tra phao đo trước giờ thả xuống luồng.",
    "Bãi triều nhìn từ thiết bị bay lúc nước rút, các hàng cọc nuôi hàu chạy song song với bờ.",
    "Một góc xưởng.",
    "Học sinh thử mạch điều khiển trong buổi học tối.",
    "",
)
CREDITS = ("Minh An", "Ảnh: Ban quản lý cảng", "Thu Giang", "")


@dataclass(frozen=True)
class Writer:
    """One that writes sentences, the same for the same seed."""

    dice: random.Random

    def sentence(self) -> str:
        """One sentence of 15 to 40 words."""
        if self.dice.random() < 0.5:
            parts = (self.dice.choice(part) for part in (OPENERS, ACTORS, ACTIONS, PURPOSES))
            return "{}, {} {} {}.".format(*parts)
        return self.dice.choice(VOICES).format(*self.dice.sample(FACTS, 2))

    def paragraph(self, words: int) -> str:
        """Sentences until there are about so many words."""
        said = self.sentence()
        while len(said.split()) < words - 10:
            said += " " + self.sentence()
        return said

    def body(self, paragraphs: int, words: int) -> str:
        """The markup of so many paragraphs with so many words in all; no two are of the same length."""
        shares = [self.dice.uniform(0.6, 1.4) for _ in range(paragraphs)]
        return "".join(f"<p>{self.paragraph(round(words * s / sum(shares)))}</p>" for s in shares)

    def headline(self) -> str:
        """A headline of 50 to 170 letters."""
        said = f"{self.dice.choice(ACTORS)} {self.dice.choice(ACTIONS)}"
        if self.dice.random() < 0.3:
            said = f"{said} {self.dice.choice(PURPOSES)}"
        return said[0].upper() + said[1:]


def writer(seed: int) -> Writer:
    """The writer of a seed."""
    return Writer(random.Random(seed))
