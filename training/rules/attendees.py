"""Who somebody on a list may be: what stands in a display name, and what a mail address tells."""

import re
import unicodedata

#: Anybody may have an address there: such a domain says nothing about a supplier.
FREE_MAIL = {
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com",
    "yahoo.com", "yahoo.com.tw", "yahoo.com.cn", "ymail.com", "icloud.com", "me.com", "mac.com",
    "aol.com", "gmx.com", "gmx.de", "web.de", "proton.me", "protonmail.com", "mail.com", "qq.com",
    "vip.qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "139.com", "189.cn", "sina.com",
    "sina.cn", "sohu.com", "aliyun.com", "tom.com", "21cn.com", "wo.cn", "hinet.net",
    "pchome.com.tw", "seed.net.tw", "naver.com", "daum.net", "yandex.ru", "mail.ru",
    "rediffmail.com",
}  # fmt: skip
_MAIL = re.compile(r"^[^@\s]+@([^@\s]+\.[^@\s.]+)$")
_DOUBLED = re.compile(r"^(.*?)\s*[(]\s*(.*?)\s*[)]$")
_APART = re.compile(r"\s+-\s+|[-_|/@·•–—,，、:()\[\]【】「」]+")
_GUEST = re.compile(
    r"\s*[(](?:guest|external|unverified|來賓|来宾|外部|未驗證|未验证)[)]\s*$", re.I
)


def mail_of(text):
    """The address in small letters, or "" where the text is none."""
    text = unicodedata.normalize("NFKC", text or "").strip().casefold()
    return text if _MAIL.match(text) else ""


def domain_of(mail):
    """The domain of an address that may tell whose it is; "" for none and for free mail."""
    found = _MAIL.match(mail or "")
    domain = found[1].casefold() if found else ""
    return "" if domain in FREE_MAIL else domain


def plain_name(text):
    """A display name without what the tool adds: "Mei (Guest)", "Mei(Mei)", "(Mei)" are Mei."""
    text = " ".join(unicodedata.normalize("NFKC", text or "").split())
    text = _GUEST.sub("", text) or text
    found = _DOUBLED.match(text)
    if found and (not found[1] or found[1].casefold() == found[2].casefold()):
        return found[2] or text
    return text


def parts_of(name):
    """The parts of a display name such as 红河纺织-林梅, for one of them may be the organisation; [] for a
    name without parts."""
    parts = [part.strip() for part in _APART.split(name) if part.strip()]
    return parts if len(parts) > 1 else []


def without(name, part):
    """A display name without the part that was the organisation."""
    rest = [one for one in parts_of(name) if one != part]
    return " ".join(rest) or name
