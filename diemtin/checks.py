"""System checks: settings that are unsafe for a real installation, each with its remedy."""

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.core.exceptions import ImproperlyConfigured

TAG = "diemtin"
KEY_HINT = (
    "Đặt biến môi trường SECRET_KEY bằng một chuỗi ngẫu nhiên dài, ví dụ: "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
)


def secret_key() -> str:
    """The secret key, or an empty string where Django would refuse to give one."""
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


@register(TAG)
def check_secret_key(app_configs, **kwargs):
    """A real installation signs its sessions with a key of its own."""
    key = secret_key()
    if settings.DEBUG:
        return []
    if not key:
        return [Error("Chưa có khóa bí mật (SECRET_KEY).", hint=KEY_HINT, id="diemtin.E001")]
    if key == settings.DEVELOPMENT_KEY or len(key) < 40:
        return [
            Error("SECRET_KEY quá ngắn hoặc là khóa dùng khi phát triển.", hint=KEY_HINT, id="diemtin.E002")
        ]
    return []


@register(TAG)
def check_allowed_hosts(app_configs, **kwargs):
    """A real installation says which host names are its own."""
    if settings.DEBUG or (settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS):
        return []
    hint = (
        "Đặt biến môi trường ALLOWED_HOSTS bằng tên miền của trang, ví dụ: ALLOWED_HOSTS=diemtin.example.vn"
    )
    return [
        Error(
            "Chưa khai báo tên miền được phép (ALLOWED_HOSTS), hoặc cho phép mọi tên miền.",
            hint=hint,
            id="diemtin.E003",
        )
    ]


@register(TAG)
def check_shared_cache(app_configs, **kwargs):
    """A cache in one process's memory shows other processes old pages."""
    backend = settings.CACHES["default"]["BACKEND"]
    if settings.DEBUG or not backend.endswith(".LocMemCache"):
        return []
    hint = "Bỏ CACHE_URL (mặc định là tệp dùng chung) hoặc đặt CACHE_URL=redis://127.0.0.1:6379/0"
    return [Error("CACHE_URL đang dùng bộ nhớ riêng của từng tiến trình.", hint=hint, id="diemtin.E004")]


@register(TAG)
def check_several_machines(app_configs, **kwargs):
    """Object storage is for several machines, and these share everything else too."""
    if not settings.STORAGES["default"]["BACKEND"].endswith(".ObjectStorage"):
        return []
    found = []
    if not settings.CACHES["default"]["BACKEND"].endswith(".RedisCache"):
        hint = "Đặt CACHE_URL=redis://máy:6379/0 cho mọi máy, nếu không mỗi máy giữ trang cũ và đếm giới hạn riêng."
        found.append(
            Warning(
                "MEDIA_S3 dùng cho nhiều máy nhưng CACHE_URL chỉ ở một máy.", hint=hint, id="diemtin.W101"
            )
        )
    if settings.BAKED_ROOT:
        hint = "Bỏ BAKED_ROOT, hoặc đặt trên một thư mục mạng mà mọi máy cùng ghi và khóa tệp (flock) được."
        found.append(
            Warning(
                "BAKED_ROOT của nhiều máy phải là một thư mục chung, nếu không trang cũ còn lại ở các máy khác.",
                hint=hint,
                id="diemtin.W102",
            )
        )
    return found
