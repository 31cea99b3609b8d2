"""Names of countries, provinces and cities that firms put before or behind their own: a place names nobody.

A plain list of where things are made; a supplier's own cities and country come to it.
"""

import re

from .folding import folded_key

_LATIN = """
vietnam, viet nam, china, p r china, prc, taiwan, hong kong, hongkong, macau, thailand, malaysia, indonesia,
philippines, cambodia, laos, myanmar, burma, bangladesh, india, pakistan, sri lanka, nepal, japan, korea,
south korea, singapore, mexico, brazil, turkey, turkiye, egypt, morocco, tunisia, jordan, ethiopia, kenya,
germany, france, italy, spain, portugal, poland, czech, hungary, romania, bulgaria, usa, asia, asean, america,
europe, hanoi, ha noi, hai phong, haiphong, da nang, danang, ho chi minh, ho chi minh city, hcmc, saigon,
sai gon, binh duong, dong nai, long an, tay ninh, binh phuoc, ba ria, vung tau, bac ninh, bac giang,
hai duong, hung yen, vinh phuc, thai nguyen, nam dinh, ha nam, thai binh, ninh binh, quang ninh, thanh hoa,
nghe an, can tho, tien giang, bien hoa, hue, guangdong, guangxi, fujian, zhejiang, jiangsu, shandong, hebei,
henan, hubei, hunan, anhui, jiangxi, sichuan, liaoning, shanghai, beijing, tianjin, chongqing, shenzhen,
guangzhou, dongguan, foshan, zhongshan, huizhou, zhuhai, jiangmen, shantou, xiamen, fuzhou, quanzhou,
jinjiang, putian, hangzhou, ningbo, wenzhou, jiaxing, shaoxing, yiwu, nanjing, suzhou, wuxi, changzhou,
kunshan, nantong, wuhan, changsha, chengdu, zhengzhou, qingdao, yantai, jinan, dalian, shenyang, xian, hefei,
taipei, new taipei, taoyuan, hsinchu, taichung, changhua, tainan, kaohsiung, kowloon, bangkok, chonburi,
rayong, ayutthaya, samut prakan, penang, johor, selangor, kuala lumpur, melaka, malacca, jakarta, bekasi,
tangerang, karawang, bandung, semarang, surabaya, batam, manila, cavite, laguna, cebu, phnom penh, kandal,
yangon, dhaka, gazipur, chittagong, chattogram, narayanganj, mumbai, delhi, new delhi, chennai, bangalore,
bengaluru, tirupur, pune, gujarat, karachi, lahore, sialkot, faisalabad, colombo, tokyo, osaka, seoul, busan,
tijuana, monterrey, guadalajara, istanbul
"""
_APART = """
越南 中国 中國 台湾 臺灣 香港 澳门 泰国 泰國 马来西亚 馬來西亞 印尼 印度尼西亚 印度尼西亞 菲律宾 菲律賓 柬埔寨 老挝 寮國 缅甸 緬甸 孟加拉
孟加拉国 孟加拉國 印度 巴基斯坦 斯里兰卡 斯里蘭卡 日本 韩国 韓國 新加坡 墨西哥 巴西 土耳其 埃及 美国 美國 德国 德國
广东 廣東 广西 福建 浙江 江苏 江蘇 山东 山東 河北 河南 湖北 湖南 安徽 江西 四川 辽宁 遼寧 陕西 山西 云南 贵州 吉林 黑龙江 海南 上海 北京
天津 重庆 重慶 深圳 广州 廣州 东莞 東莞 佛山 中山 惠州 珠海 江门 江門 汕头 汕頭 肇庆 清远 厦门 廈門 福州 泉州 晋江 莆田 漳州 杭州
宁波 寧波 温州 溫州 嘉兴 嘉興 绍兴 紹興 义乌 義烏 金华 台州 湖州 南京 苏州 蘇州 无锡 無錫 常州 常熟 昆山 崑山 南通 扬州 揚州 盐城 吴江
顺德 番禺 宝安 龙岗 虎门 厚街 增城
花都 太仓 张家港 武汉 長沙 长沙 成都 郑州 鄭州 青岛 青島 烟台 煙台 济南 大连 大連 沈阳 瀋陽 西安 合肥 南昌
台北 新北 桃园 桃園 新竹 苗栗 台中 彰化 南投 云林 雲林 嘉义 嘉義 台南 高雄 屏东 屏東 宜兰 宜蘭 花莲 花蓮 台东 台東 基隆
河内 河內 海防 岘港 峴港 胡志明 西贡 西貢 平阳 平陽 同奈 北宁 北寧 北江 海阳 海陽 隆安 永福 金边 金邊 曼谷 槟城 檳城 雅加达 雅加達
"""
PLACES = frozenset(map(folded_key, _LATIN.split(","))) | frozenset(map(folded_key, _APART.split()))
_LONGEST = 4  # words of a place
_KIND_LATIN = {"city", "province", "district", "county", "town"}
_KIND = re.compile(r"(?:自治区|特别行政区|[省市县区镇])")
_KIND_END = re.compile(_KIND.pattern + "$")
_UNKNOWN = re.compile(r"^([^省市县区镇]{2,3}省)?([^省市县区镇]{2,3}[市县])")
_WITHIN = re.compile(r"^[^省市县区镇]{2,3}[区镇]")


def own_places(own):
    """A supplier's cities and countries as they are compared, with and without "city", 市."""
    found = set()
    for place in own:
        for part in [place, *re.split(r"[,;/()，、；（）]", place)]:
            words = re.findall(r"\w+", part)
            while len(words) > 1 and words[-1].casefold() in _KIND_LATIN:
                words.pop()
            key = folded_key(part)
            found |= {key, folded_key("".join(words)), _KIND_END.sub("", key)}
    return found - {""}


def leading(words, places):
    """How many words at the beginning are one place; 0 if none."""
    return next((n for n in range(_LONGEST, 0, -1) if _is_place(words[:n], n, places)), 0)


def trailing(words, places):
    """How many words at the end are one place; 0 if none."""
    return next((n for n in range(_LONGEST, 0, -1) if _is_place(words[-n:], n, places)), 0)


def _is_place(words, count, places):
    return len(words) == count and folded_key("".join(words)) in places


def only_places(words, places):
    """Whether the words are places and nothing else."""
    while words and (count := leading(words, places)):
        words = words[count:]
    return not words


def without_places(key, places):
    """(rest, [places]) of a folded Chinese name: the places before and behind it without 省, 市, 县."""
    near = sorted((one for one in places if one in key), key=len, reverse=True)
    found = []
    while rest := _behind_place(key, near, found):
        key = rest
    for place in near:
        if key.endswith(place) and key != place:
            key = key.removesuffix(place)
            found.append(place)
    return key, found


def _behind_place(key, near, found):
    """What follows the place at the beginning, which goes to `found`; "" where there is none."""
    place = next((one for one in near if key.startswith(one)), "")
    if place:
        kind = _KIND.match(key, len(place))
        end = kind.end() if kind else len(place)
    else:
        unknown = _UNKNOWN.match(key) or (found and _WITHIN.match(key))
        if not unknown:
            return ""
        end = unknown.end()
        place = unknown[0][:-1]
    if end < len(key):
        found.append(place)
    return key[end:]
