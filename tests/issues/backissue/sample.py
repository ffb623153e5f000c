"""A small back issue in our own words, as its text comes out of a PDF."""

TEXT = """
ĐIỂM TIN KHOA HỌC CÔNG NGHỆ

SỐ 12/2026: Tuần từ 20/03-26/03/2026

MỤC LỤC

I. TỔNG KẾT XU HƯỚNG
Tổng kết xu hướng tuần (20/03 – 26/03)\t02

II. TIN TRONG NƯỚC
Trạm khí tượng mới trên đảo Hòn Dấu (20/03)\t03
Gạo lúa nổi trở lại Đồng Tháp (21/03)\t04

III. TÂM ĐIỂM
Cầu cảng biết tự đo sức khỏe (22/03)\t05

IV. TIN HẢI PHÒNG
Thư viện lưu động ghé chợ Lũng (22/03)\t06

TỔNG KẾT XU HƯỚNG KHOA HỌC, CÔNG NGHỆ (TUẦN TỪ 20/3/2026 – 26/3/2026)

Tuần này các trạm đo nhỏ lên tiếng ở nhiều nơi, từ hải đảo đến cánh đồng.

Cảm biến rẻ đi, người dùng nhiều lên và câu hỏi cũng khó hơn trước.

TIN TRONG NƯỚC

20/03: TRẠM KHÍ TƯỢNG MỚI TRÊN ĐẢO HÒN DẤU

[Chi tiết: Sóng Biển online](#) ▶

Trạm khí tượng mới trên đảo Hòn Dấu đã truyền số liệu gió về đất liền từ sáng thứ Sáu.

Thiết bị chạy bằng pin mặt trời và do ba kỹ sư trẻ lắp trong hai ngày.

21/03: GẠO LÚA NỔI TRỞ LẠI ĐỒNG THÁP

[Chi tiết: Tạp chí Hạt Giống](#)

Giống lúa nổi được gieo lại trên sáu mươi héc-ta ở Đồng Tháp sau nhiều năm vắng bóng.

TÂM ĐIỂM

22/03: CẦU CẢNG BIẾT TỰ ĐO SỨC KHỎE

[Chi tiết: Báo Sóng Biển](#)

Một cầu cảng ở cửa sông Cấm gắn bốn mươi đầu đo để tự báo khi kết cấu mệt mỏi.

TIN HẢI PHÒNG

22/03: THƯ VIỆN LƯU ĐỘNG GHÉ CHỢ LŨNG

[Chi tiết: Tạp chí hạt giống](#)

Xe thư viện lưu động dừng ở chợ Lũng mỗi chiều Chủ nhật để trẻ em mượn sách khoa học.
"""
