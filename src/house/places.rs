//! The places of conferences in the languages of documents.

use crate::model::Language;

/// English name, then French, Spanish, Russian, Chinese, Arabic.
#[rustfmt::skip]
const CITIES: &[[&str; 6]] = &[
    ["Antalya", "Antalya", "Antalya", "Анталия", "安塔利亚", "أنطاليا"],
    ["Atlantic City", "Atlantic City", "Atlantic City", "Атлантик-Сити", "大西洋城", "أتلانتيك سيتي"],
    ["Baku", "Bakou", "Bakú", "Баку", "巴库", "باكو"],
    ["Bucharest", "Bucarest", "Bucarest", "Бухарест", "布加勒斯特", "بوخارست"],
    ["Buenos Aires", "Buenos Aires", "Buenos Aires", "Буэнос-Айрес", "布宜诺斯艾利斯", "بوينس آيرس"],
    ["Busan", "Busan", "Busán", "Пусан", "釜山", "بوسان"],
    ["Doha", "Doha", "Doha", "Доха", "多哈", "الدوحة"],
    ["Dubai", "Dubaï", "Dubái", "Дубай", "迪拜", "دبي"],
    ["Florianópolis", "Florianópolis", "Florianópolis", "Флорианополис", "弗洛里亚诺波利斯", "فلوريانوبوليس"],
    ["Geneva", "Genève", "Ginebra", "Женева", "日内瓦", "جنيف"],
    ["Guadalajara", "Guadalajara", "Guadalajara", "Гвадалахара", "瓜达拉哈拉", "غوادالاخارا"],
    ["Hammamet", "Hammamet", "Hammamet", "Хаммамет", "哈马马特", "الحمامات"],
    ["Helsinki", "Helsinki", "Helsinki", "Хельсинки", "赫尔辛基", "هلسنكي"],
    ["Hyderabad", "Hyderabad", "Hyderabad", "Хайдарабад", "海得拉巴", "حيدر آباد"],
    ["Istanbul", "Istanbul", "Estambul", "Стамбул", "伊斯坦布尔", "إسطنبول"],
    ["Johannesburg", "Johannesburg", "Johannesburgo", "Йоханнесбург", "约翰内斯堡", "جوهانسبرغ"],
    ["Kigali", "Kigali", "Kigali", "Кигали", "基加利", "كيغالي"],
    ["Kyoto", "Kyoto", "Kyoto", "Киото", "京都", "كيوتو"],
    ["Lisbon", "Lisbonne", "Lisboa", "Лиссабон", "里斯本", "لشبونة"],
    ["Madrid", "Madrid", "Madrid", "Мадрид", "马德里", "مدريد"],
    ["Malaga-Torremolinos", "Malaga-Torremolinos", "Málaga-Torremolinos", "Малага-Торремолинос", "马拉加-托雷莫利诺斯", "مالقة-طورمولينوس"],
    ["Mar del Plata", "Mar del Plata", "Mar del Plata", "Мар-дель-Плата", "马德普拉塔", "مار دل بلاتا"],
    ["Marrakesh", "Marrakech", "Marrakech", "Марракеш", "马拉喀什", "مراكش"],
    ["Melbourne", "Melbourne", "Melbourne", "Мельбурн", "墨尔本", "ملبورن"],
    ["Minneapolis", "Minneapolis", "Minneápolis", "Миннеаполис", "明尼阿波利斯", "مينيابوليس"],
    ["Montreal", "Montréal", "Montreal", "Монреаль", "蒙特利尔", "مونتريال"],
    ["Montreux", "Montreux", "Montreux", "Монтрё", "蒙特勒", "مونترو"],
    ["Nairobi", "Nairobi", "Nairobi", "Найроби", "内罗毕", "نيروبي"],
    ["New Delhi", "New Delhi", "Nueva Delhi", "Нью-Дели", "新德里", "نيودلهي"],
    ["Nice", "Nice", "Niza", "Ницца", "尼斯", "نيس"],
    ["Shanghai", "Shanghai", "Shanghái", "Шанхай", "上海", "شنغهاي"],
    ["Sharm el-Sheikh", "Charm el-Cheikh", "Sharm el-Sheikh", "Шарм-эль-Шейх", "沙姆沙伊赫", "شرم الشيخ"],
    ["Tunis", "Tunis", "Túnez", "Тунис", "突尼斯", "تونس"],
    ["Valletta", "La Valette", "La Valletta", "Валлетта", "瓦莱塔", "فاليتا"],
];

/// A city's name in a language; the English one where the table has no other.
pub(super) fn city(english: &'static str, language: Language) -> &'static str {
    let index = Language::ALL
        .iter()
        .position(|&known| known == language)
        .unwrap_or_default();
    CITIES
        .iter()
        .find(|names| names[0] == english)
        .map_or(english, |names| names[index])
}
