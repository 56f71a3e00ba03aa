//! The pages of East Asia, which have two bytes for most characters.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS};

/// These pages.
pub(super) static ENCODINGS: [&Encoding; 4] = [SHIFT_JIS, GBK, EUC_KR, BIG5];

/// Characters that are frequent in the names of work, as simplified and traditional Chinese and Japanese have them.
const SIMPLIFIED: &str = "的工程设计施安装和调试验收报告提交基础备材料采购项目完成管理开始结束土建电气结构系统水平地下混凝土钢筋模板进场审批图纸竣移交检测第一二三四五六七八九十层楼区段墙柱梁面防门窗道路桥管线机房主要准定总体方案合同招标文件";
const TRADITIONAL: &str = "的工程設計施安裝和與調試驗收報告提交基礎備材料採購項目完成管理開始結束土建電氣結構系統水平地下混凝土鋼筋模板進場審批圖紙竣移交檢測第一二三四五六七八九十層樓區段牆柱樑面防門窗道路橋管線機房主要準定總體方案合同招標文件測";
const JAPANESE: &str = "の工事設計施基礎打設電気設備据付試験完成管理開始終了土建構造系統水平地下鋼筋型枠搬入検査第一二三四五六七八九十階区壁柱梁面防水扉窓道路橋配機械室準備全体計画契約書類確認承認";
const KOREAN: &str = "이다는을의에가기공사설치계초전비및시험콘크리트타완료착수준검토승인제출도면구조건축토목배관지하층철근거푸집자재발주입고관리보고서";

/// How much sense cells make in a page: about one for each byte beyond ASCII; `None` where they are not written in it.
pub(super) fn score(cells: &[&[u8]], encoding: &'static Encoding) -> Option<f64> {
    let (mut score, mut broken, mut characters) = (0.0, 0_usize, 0_usize);
    for cell in cells {
        let (text, _) = encoding.decode_without_bom_handling(cell);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            characters += 1;
            broken += usize::from(c == '\u{FFFD}');
            // Two bytes.
            score += 2.0 * character(c, encoding);
        }
    }
    // A few bytes may be broken; a text in another page breaks everywhere.
    (broken * 50 <= characters).then_some(score)
}

fn character(c: char, encoding: &'static Encoding) -> f64 {
    let frequent = match encoding {
        _ if encoding == GBK => SIMPLIFIED,
        _ if encoding == BIG5 => TRADITIONAL,
        _ if encoding == SHIFT_JIS => JAPANESE,
        _ => KOREAN,
    };
    let is_kana = matches!(c, '\u{3040}'..='\u{30FF}');
    let is_hangul = matches!(c, '\u{AC00}'..='\u{D7A3}');
    let is_ideograph = matches!(c, '\u{4E00}'..='\u{9FFF}');
    let is_korean = encoding == EUC_KR;
    match c {
        '\u{FFFD}' => -3.0,
        c if frequent.contains(c) => 1.0,
        // Full-width forms and the punctuation of these languages.
        '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' => 0.3,
        // Half-width kana are one byte, and any byte may look like one.
        '\u{FF61}'..='\u{FF9F}' => -1.0,
        _ if is_kana && encoding == SHIFT_JIS => 1.0,
        _ if is_hangul && is_korean => 0.6,
        _ if is_ideograph && is_korean => -0.7,
        _ if is_ideograph && is_common(c, encoding) => 0.3,
        _ => -0.7,
    }
}

/// Whether an ideograph is of the first level of its standard, which has those in daily use.
fn is_common(c: char, encoding: &'static Encoding) -> bool {
    let mut text = [0; 4];
    let (bytes, _, _) = encoding.encode(c.encode_utf8(&mut text));
    let (lead, trail) = match &*bytes {
        [lead, trail] => (*lead, *trail),
        _ => return false,
    };
    if encoding == GBK {
        (0xB0..=0xD7).contains(&lead) && trail >= 0xA1
    } else if encoding == BIG5 {
        (0xA4..=0xC6).contains(&lead)
    } else {
        (0x88..=0x98).contains(&lead)
    }
}
