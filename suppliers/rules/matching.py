"""Is one company name another spelling of one we know? One score from 0 to 1, and its parts.

    score = 0.60 · name + 0.15 · country + 0.25 · address        (at least 0, three decimals)

name     1 for equal `name_key`s; else 1 − 4 · (1 − s), at least 0, where s is two parts the likeness of
         the distinctive words and one part that of all words, each sorted (rapidfuzz `ratio`, which is
         1 − insertions and deletions ÷ both lengths): one letter in twenty costs a fifth. Where the
         distinctive words differ at all it is at most 0.85; where there are none ("Electronics Co.,
         Ltd.") at most 0.6, equal or not.
country  1 the same, 0.5 one of them unknown, −1 different.
address  the likeness of the most alike address of the supplier's sites from 0.8 on, if they share a house
         number or have none; else 0.5: another address is no evidence, a supplier has several.

Names with different numbers, single letters or Roman numerals are never compared: "plant 2" is not
"plant 1", "building A" is not "building B".

So equal names of which nothing else is known have exactly 0.8; with different countries 0.575, a
question; a name one letter apart is a question too (0.785 at most) unless an address agrees. Weights and both thresholds are our
own defaults; what they give for real lists is told by `make try-real`. From `SAME_FROM` on and alone, the
row is taken for that supplier; from `ASK_FROM` on a person is asked; below, it is a new supplier. Among
several from `SAME_FROM` on, one that bears exactly this name goes before those that come near.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from rapidfuzz import fuzz, process

SAME_FROM, ASK_FROM = 0.8, 0.5
NAME, COUNTRY, ADDRESS = 0.60, 0.15, 0.25
GENERIC_MOST = 0.6  # of the name part, where no word is distinctive
DIFFERENT_MOST = 0.85  # of the name part, where the distinctive words differ
ADDRESS_FROM = 0.8
WORTH_SCORING = 75  # likeness of the distinctive words, 0–100: below, no score can reach ASK_FROM
CROWDED = 100  # a block of more names says nothing any more

_GENERIC = {
    "and", "the", "of", "for", "electronic", "electronics", "electric", "electrical", "technology",
    "technologies", "tech", "technical", "industrial", "industries", "industry", "international",
    "global", "group", "holding", "holdings", "manufacturing", "manufacture", "manufacturer",
    "manufacturers", "mfg", "trading", "trade", "enterprise", "enterprises", "product", "products",
    "production", "factory", "plant", "garment", "garments", "textile", "textiles", "apparel",
    "precision", "material", "materials", "components", "component", "systems", "system", "solutions",
    "services", "service", "import", "export", "development", "engineering", "plastic",
    "plastics", "metal", "hardware", "packaging", "printing", "optical", "semiconductor",
    "semiconductors", "corp", "branch", "unit", "building", "no",
}  # fmt: skip
_GENERIC_CJK = (
    "科技", "电子", "实业", "集团", "精密", "国际", "工业", "技术", "制造", "材料", "企业", "光电", "股份",
    "有限", "公司", "责任", "工厂", "服装", "制衣", "纺织", "五金", "塑胶", "贸易",
)  # fmt: skip
_PAIRS = """
電电 業业 實实 團团 際际 國国 術术 廠厂 東东 華华 聯联 資资 訊讯 鴻鸿 寶宝 達达 機机 車车 興兴 龍龙 鋼钢 鐵铁 豐丰 廣广 億亿 萬万 賽赛 銘铭 錦锦 齊齐
環环 銀银 責责 貿贸 織织 務务 發发 動动 協协 辦办 區区 紙纸 韓韩 漢汉 衛卫 優优 眾众 偉伟 榮荣 慶庆 應应 開开 關关 長长 門门 陳陈 張张 劉刘 楊杨 黃黄
吳吴 趙赵 許许 鄧邓 馮冯 羅罗 謝谢 韋韦 葉叶 蘇苏 魯鲁 閩闽 贛赣 濱滨 遼辽 寧宁 灣湾 島岛 嶺岭 陽阳 陰阴 濟济 來来 義义 樂乐 與与 專专 麗丽 爾尔 創创
則则 剛刚 劑剂 勞劳 勢势 單单 賣卖 壓压 歷历 縣县 臺台 號号 啟启 響响 園园 圍围 圖图 聖圣 場场 塊块 堅坚 壩坝 聲声 處处 備备 復复 頭头 獎奖 學学 對对
導导 將将 塵尘 層层 屬属 歲岁 師师 帶带 彈弹 歸归 錄录 態态 總总 恆恒 戰战 報报 擇择 據据 擺摆 數数 無无 時时 顯显 曉晓 權权 條条 傑杰 極极 構构 標标
樹树 樣样 橋桥 檢检 樓楼 歡欢 氣气 潔洁 塗涂 潤润 淵渊 滿满 濾滤 燈灯 煉炼 點点 熱热 愛爱 獨独 瑪玛 畫画 暢畅 療疗 鹽盐 監监 盤盘 礦矿 碼码 確确 禮礼
種种 積积 稱称 穩稳 窯窑 競竞 筆笔 簡简 類类 糧粮 緊紧 纖纤 約约 級级 紀纪 純纯 綱纲 納纳 線线 組组 細细 終终 經经 結结 給给 絡络 統统 繼继 績绩 綠绿
維维 綜综 纜缆 網网 鋁铝 鋰锂 銅铜 鏡镜 鍵键 鑄铸 鍍镀 鎂镁 鋅锌 鈦钛 飛飞 馬马 驅驱 騰腾 麥麦 齒齿 儀仪 傳传 僑侨 兩两 凱凯 勝胜 匯汇 參参 員员 喬乔
壽寿 奧奥 孫孙 岡冈 幣币 庫库 廈厦 彙汇 後后 從从 懷怀 擴扩 晉晋 書书 會会 棟栋 楓枫 歐欧 溫温 漁渔 澤泽 燒烧 營营 爐炉 牽牵 現现 產产 異异 眞真 碩硕
祿禄 穀谷 範范 築筑 紅红 紡纺 紹绍 綸纶 緯纬 縫缝 聰聪 膠胶 藝艺 藍蓝 藥药 蘭兰 視视 覺觉 設设 詠咏 誠诚 調调 諾诺 變变 貝贝 財财 貨货 貴贵 費费 賀贺
賓宾 質质 賴赖 軒轩 軟软 較较 載载 輝辉 輪轮 輸输 農农 運运 過过 遠远 適适 選选 鄉乡 鄭郑 醫医 釀酿 針针 鈺钰 鉅巨 銷销 鋒锋 錫锡 鎮镇 閃闪 閣阁 雙双
雲云 靈灵 靜静 頂顶 順顺 預预 領领 頻频 顏颜 額额 風风 飾饰 館馆 駿骏 鳳凤 鵬鹏
"""  # traditional, simplified: the characters company names are made of
_SIMPLER = str.maketrans(dict(_PAIRS.split()))
_FULLER = str.maketrans({simple: traditional for traditional, simple in _PAIRS.split()})
_MARK = re.compile(r"\d+|\b[a-z]\b|\b(?:ii|iii|iv|vi|vii|viii|ix)\b")
_CJK = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared: all words and the distinctive ones (sorted), and its numbers and letters."""

    key: str
    words: str
    distinctive: str
    marks: tuple


@lru_cache(maxsize=4096)
def form(key):
    """The comparable form of a `name_key`; traditional characters as simplified ones."""
    text = key.translate(_SIMPLER)
    words = sorted(text.split())
    distinctive = [
        word for word in words if word not in _GENERIC and word.removesuffix("s") not in _GENERIC
    ]
    if _CJK.search(text):
        distinctive = [short for word in distinctive if (short := _without_generic(word))]
    return Form(key, " ".join(words), " ".join(distinctive), tuple(sorted(_MARK.findall(text))))


def simpler(text):
    """Traditional characters as simplified ones, those that company names are made of; as long as before."""
    return text.translate(_SIMPLER)


def fuller(text):
    """Simplified characters as traditional ones; as long as before. Where two share one, one of them."""
    return text.translate(_FULLER)


def _without_generic(word):
    for generic in _GENERIC_CJK:
        word = word.replace(generic, "")
    return word


# --- the score --------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Score:
    """How likely two names are one supplier, and why. `same_name`: their keys are equal."""

    total: float
    name: float
    country: float
    address: float
    same_name: bool

    def plain(self):
        """For JSON: the parts as people see them."""
        return {
            "score": self.total,
            "name": self.name,
            "country": self.country,
            "address": self.address,
            "same_name": self.same_name,
        }


def score(key, country, addresses, other_key, other_country, other_addresses):
    """The `Score` of a name in a file and a supplier's name; countries as codes or None."""
    name = name_part(form(key), form(other_key))
    where = country_part(country, other_country)
    address = address_part(addresses, other_addresses)
    total = NAME * name + COUNTRY * where + ADDRESS * address
    return Score(
        max(0.0, round(total, 3)), round(name, 3), where, round(address, 3), key == other_key
    )


def name_part(one, other):
    """0–1; 0 where numbers or letters differ."""
    if one.marks != other.marks:
        return 0.0
    most = 1.0 if one.distinctive and other.distinctive else GENERIC_MOST
    if one.words == other.words:
        return most
    if one.distinctive != other.distinctive:
        most = min(most, DIFFERENT_MOST)
    distinctive = fuzz.ratio(one.distinctive, other.distinctive)
    alike = (2 * distinctive + fuzz.ratio(one.words, other.words)) / 300
    return min(most, max(0.0, 1 - 4 * (1 - alike)))


def country_part(one, other):
    """1 the same, 0.5 unknown, −1 different."""
    if not one or not other:
        return 0.5
    return 1.0 if one == other else -1.0


def address_part(ones, others):
    """0.5 where nothing is known or nothing comes near; else 0.8–1, the likeness of the nearest pair."""
    best = 0.5
    for one in map(address_key, ones):
        for other in map(address_key, others):
            if one and other and _share_number(one, other):
                alike = fuzz.token_sort_ratio(one, other) / 100
                best = max(best, alike) if alike >= ADDRESS_FROM else best
    return best


def address_key(text):
    """An address without case and punctuation."""
    return " ".join(_WORD.findall(text.casefold()))


def _share_number(one, other):
    mine, theirs = set(re.findall(r"\d+", one)), set(re.findall(r"\d+", other))
    return bool(mine & theirs) or not (mine or theirs)


def verdict(scored):
    """("same", its owner), ("ask", [owners]) or ("new", None) from [(owner, Score)], one per owner."""
    near = sorted(
        (pair for pair in scored if pair[1].total >= ASK_FROM), key=lambda pair: -pair[1].total
    )
    sure = [pair for pair in near if pair[1].total >= SAME_FROM]
    named = [pair for pair in sure if pair[1].same_name]
    if len(named or sure) == 1:
        return "same", (named or sure)[0][0]
    return ("ask", [owner for owner, _score in near]) if near else ("new", None)


# --- who is worth scoring ---------------------------------------------------------------------
def blocks(name):
    """The blocks a `Form` stands in, as numbers: names that may be alike share at least one.

    A block is a distinctive word, a word with the beginning of another, or how the name begins or ends;
    always with the name's numbers.
    """
    words = (name.distinctive or name.words).split()
    squashed = "".join(words)
    length = 3 if _CJK.search(squashed) else 6
    found = {f"^{squashed[:length]}", f"{squashed[-length:]}$"}
    found.update(words)
    for place, one in enumerate(words[:5]):
        for other in words[place + 1 : 6]:
            found.add(f"{one} {other[:3]}")
            found.add(f"{one[:3]} {other}")
    marks = "/".join(name.marks)
    return {crc32(f"{marks}|{each}".encode()) for each in found}


def worth_scoring(name, others):
    """The places of `others` (texts of distinctive words) that come near enough to be scored."""
    if not others:
        return []
    scores = process.cdist(
        [name.distinctive], others, scorer=fuzz.ratio, score_cutoff=WORTH_SCORING, dtype="uint8"
    )
    return [int(place) for place in scores[0].nonzero()[0]]
