"""The short names people really use for a supplier are found; its place, its trade and plain words are not."""

import pytest

from training.rules.anonymity import leaks
from training.rules.traces import Known

DONGGUAN = "東莞宏遠鞋業有限公司"
PROVINCE = "廣東省東莞市宏遠鞋業有限公司"
RED_RIVER = "越南紅河紡織有限公司"
OPTICS = "台灣大立光電股份有限公司"
HONG_HA = "Vietnam Hong Ha Garment Co., Ltd."


def told(text, **known):
    return [leak.words for leak in leaks({"cause": text}, Known(**known))]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        # without its place, with a word for a company, with its place, with its trade
        (DONGGUAN, "在宏遠鞋業的夜班", ["宏遠鞋業"]),
        (DONGGUAN, "宏遠公司的主管", ["宏遠"]),
        (DONGGUAN, "东莞宏远的主管", ["东莞宏远"]),
        (DONGGUAN, "宏遠鞋廠與宏远集团", ["宏遠鞋廠", "宏远"]),
        (DONGGUAN, "宏遠廠", ["宏遠"]),
        (DONGGUAN, "宏遠東莞廠", ["宏遠東莞"]),
        (PROVINCE, "宏遠公司", ["宏遠"]),
        (PROVINCE, "廣東宏遠、東莞宏遠", ["廣東宏遠", "東莞宏遠"]),
        ("福建省晉江市陳埭鎮宏遠鞋業有限公司", "宏遠鞋業", ["宏遠鞋業"]),
        ("宏遠鞋業(深圳)有限公司", "深圳宏遠、宏遠鞋業", ["深圳宏遠", "宏遠鞋業"]),
        ("東莞宏遠國際鞋業有限公司", "宏遠國際、宏遠鞋業", ["宏遠國際", "宏遠鞋業"]),
        ("東莞宏遠製衣廠", "宏远制衣", ["宏远制衣"]),
        ("宏遠漆包線有限公司", "宏遠公司", ["宏遠"]),  # a trade nobody listed: its first two
        (RED_RIVER, "紅河紡織、紅河公司", ["紅河紡織", "紅河"]),
        (OPTICS, "大立光電與大立光", ["大立光電", "大立光"]),
        # the place, the trade, a river and plain words by themselves
        (DONGGUAN, "東莞的鞋業，广东省东莞市的一家公司", []),
        (DONGGUAN, "目標宏遠", []),
        (PROVINCE, "在東莞公司，在東莞廠", []),
        (RED_RIVER, "紅河的水，越南的紡織廠", []),
        (OPTICS, "台灣的光電業", []),
        ("東莞市環保科技有限公司", "東莞的環保科技，東莞環保局", []),
        ("東莞精密五金有限公司", "東莞的精密五金", []),
        ("東莞有限公司", "在東莞", []),
        ("東莞有限公司", "東莞公司", ["東莞"]),
        # in scripts with spaces
        (HONG_HA, "at Hong Ha Garment the doors", ["Hong Ha Garment"]),
        (HONG_HA, "at HongHa the doors", ["HongHa"]),
        (HONG_HA, "a garment factory in Vietnam", []),
        ("Hong Ha Viet Nam Garment JSC", "at Hong Ha", ["Hong Ha"]),
        ("Dongguan Delta Footwear Ltd", "at Delta Footwear", ["Delta Footwear"]),
        ("Dongguan Delta Footwear Ltd", "we saw Delta do it", ["Delta"]),
        ("Dongguan Delta Footwear Ltd", "the delta makes footwear near Dongguan", []),
        ("Vietnam Footwear Co., Ltd.", "footwear from Vietnam", []),
        ("Vietnam Footwear Co., Ltd.", "at Vietnam Footwear", ["Vietnam Footwear"]),
        ("Vietnam Footwear Co., Ltd.", "any Vietnam footwear maker", []),
        ("Hai Phong Co., Ltd.", "near Hai Phong", []),
        ("Hai Phong Co., Ltd.", "by Hai Phong Ltd.", ["Hai Phong"]),
        ("Lanternweave (Vietnam) Ltd", "Lanternweave fitted bars", ["Lanternweave"]),
        ("Công ty TNHH Hồng Hà", "at Hong Ha", ["Hong Ha"]),
        ("佛山順德宏遠家具廠", "宏遠家具", ["宏遠家具"]),
        ("3M", "the 3M line", ["3M"]),
    ],
)
def test_a_short_name_is_found_and_a_place_or_a_trade_is_not(name, text, found):
    assert told(text, names=(name,)) == found


def test_a_supplier_s_own_cities_are_places_too():
    known = {
        "names": ("Oakham Fenwell Ltd", "柳岸宏遠鞋業有限公司"),
        "places": ("Oakham City", "柳岸市"),
    }
    assert told("near Oakham, 柳岸的鞋業", **known) == []
    assert told("We saw Fenwell. 宏遠鞋業、柳岸宏遠", **known) == [
        "Fenwell",
        "宏遠鞋業",
        "柳岸宏遠",
    ]


@pytest.mark.parametrize(
    ("site", "text", "found"),
    [
        ("Binh Duong Plant 2", "in Binh Duong Plant", ["Binh Duong Plant"]),
        ("Binh Duong Plant 2", "Plant 2 is in Binh Duong, as a plant", []),
        ("Binh Duong", "in Binh Duong", []),
        ("Dragon Gate Works II", "at Dragon Gate", ["Dragon Gate"]),
        ("Main plant 2", "the main plant", []),
        ("東莞二廠", "東莞廠的夜班", ["東莞廠"]),
        ("東莞二廠", "在東莞", []),
        ("宏遠第一廠", "宏遠廠、宏遠公司", ["宏遠廠", "宏遠"]),
    ],
)
def test_a_site_is_found_without_its_number_and_its_place_is_not(site, text, found):
    assert told(text, sites=(site,)) == found
