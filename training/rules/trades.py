"""Words for what a firm makes and for its size, as they follow its brand: by themselves they name nobody."""

import re

from .folding import folded_key
from .naming import is_ordinary

_LATIN = """
accessories agro alloy aluminium aluminum apparels appliance appliances auto automation automotive bag bags
battery batteries bio biotech cable cables casting castings ceramic ceramics circuit circuits clothing
communication communications computer computers connector connectors copper corporate crafts dairy die
digital display dyeing fabric fabrics farm fashion fiber fibre fishery footwear forging furniture glass
glove gloves handbag handbags hardware home household instrument instruments investment iron jewelry joint
stock knit knitting knitwear lamp leather lighting logistics luggage medicine mold molding mould moulding
network networks optics optoelectronics paint papers pharma pharmaceutical plating polymer pottery precise
processing rubber seafood sewing shipping shoe shoes software spinning sport sporting sports sportswear
stationery stone sugar toy toys tyre tire union vehicle wear weaving wire wires wood wooden wool yarn
national southern northern eastern western central south north east west new great first grand super
city province district county town zone park cong ty tnhh mtv cp
"""
_APART = """
鞋业 制鞋 製鞋 皮革 皮具 皮业 箱包 手袋 针织 织造 染整 印染 纺纱 紡紗 化纤 化纖 纤维 成衣 服饰 时装 時裝 製衣 家具 家居 傢俱 木业 纸业 纸品 造纸 印刷 包装
包裝 彩印 塑料 塑业 橡胶 模具 机械 机电 电机 电器 电线 电缆 电路 线路 线路板 电路板 半导体 半導體 光学 光學 照明 玻璃 陶瓷 化工 化学 化學 涂料 金属 金屬
钢铁 铝业 铜业 铸造 鑄造 电镀 食品 饮料 飲料 玩具 运动 运动用品 用品 制品 製品 礼品 医疗 器材 器械 设备 仪器 能源 新能源 电池 汽车 汽配 零件 零组件 零部件
配件 物流 运输 环保 建材 水泥 通讯 通訊 通信 信息 资讯 软件 軟件 软体 軟體 网络 网路 電腦 电脑 生物 药业 制药 製藥 农业 控股 开发 发展 發展 投资
工程 服务 服務 事业 产业 商贸 进出口 進出口 连接器 連接器 自动化 智能 數位 数码 製造 股份公司 工厂 一厂 二厂 三厂 厂
科技 电子 实业 集团 精密 国际 工业 技术 制造 材料 企业 光电 股份 有限 公司 责任 责任有限 服装 制衣 纺织 五金 塑胶 贸易 新材料 精密工业 电业 机工
"""
#: Chinese words that look like a brand before a trade and are none.
_ORDINARY_APART = """
安全 环保 節能 节能 绿色 綠色 精密 健康 清洁 消防 职业 職業 工业 现代 国际 中央 生产 高新 綜合 综合 先进 先進 优质 创新 員工 劳动 管理 培训 永续 永續
"""
_TRADES = frozenset(_LATIN.split())
_TRADES_APART = sorted({folded_key(one) for one in _APART.split()}, key=len, reverse=True)
_PLAIN_APART = frozenset(map(folded_key, _ORDINARY_APART.split()))
_MARK = re.compile(r"\d+\w?|\w|ii|iii|iv|vi|vii|viii|ix|no|number")


def is_plain(word):
    """Whether a word of a `name_key` tells no firm from another: a trade, a direction, a number, a letter."""
    return bool(_MARK.fullmatch(word)) or word in _TRADES or is_ordinary(word)


def is_mark(word):
    """Whether it only counts: a number, a letter, a Roman numeral."""
    return bool(_MARK.fullmatch(word))


def is_plain_apart(brand):
    """Whether a Chinese word before a trade is an ordinary one."""
    return brand in _PLAIN_APART


def brand_of(rest):
    """(brand, [trades]) of a folded Chinese name without its places: "宏远", ["鞋业", "国际"] of 宏远国际鞋业."""
    trades = []
    while trade := next((one for one in _TRADES_APART if rest.endswith(one)), ""):
        trades.append(trade)
        rest = rest.removesuffix(trade)
    while trade := next((one for one in _TRADES_APART if rest.startswith(one)), ""):
        rest = rest.removeprefix(trade)
    return rest, trades


def spellings(trade):
    """A trade as others write it: 製 and 制, 體 and 体; of 鞋业 the 鞋厂 too."""
    found = {trade.replace(one, other) for one, other in ("製制", "制製", "體体", "体體")} | {trade}
    if len(trade) == 2 and trade[1] == "业":
        found.add(trade[0] + "厂")
    return sorted(found)
