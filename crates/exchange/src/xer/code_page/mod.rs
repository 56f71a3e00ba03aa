//! In which code page is a text written that does not say?
//!
//! P6 writes the code page of the machine it runs on. Each page that Windows uses for a script is tried on the words that have
//! letters beyond ASCII: what the letters would be, whether a language of that page has them, whether they make words (no
//! capitals within, no symbols between letters), and whether the currencies that P6 lists have their own signs. The page
//! under which the words make most sense is the guess; how far the next one is behind says how sure it is.

mod languages;
mod many_bytes;

use encoding_rs::Encoding;

use self::languages::{CURRENCIES, LANGUAGES, Language};

/// A code page that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Guess {
    pub(super) encoding: &'static Encoding,
    pub(super) sureness: Sureness,
    /// How many letters beyond ASCII it was judged by.
    pub(super) letters: usize,
}

/// How sure a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// Another page is about as likely, or there is hardly anything to judge by.
    Weak,
    /// The next best page makes less sense.
    Likely,
    /// No other page makes sense.
    Sure,
}

/// At most so many words are looked at.
const MOST_WORDS: usize = 20_000;

/// Finds out the page of a text that is no UTF-8.
pub(super) fn guess(bytes: &[u8]) -> Guess {
    let sample = Sample::of(bytes);
    let scores = sample.ranked();
    let (best, encoding) = scores[0];
    let text = sample.text(encoding);
    // A page under which the text is the same is no other answer.
    let next = scores
        .iter()
        .find(|(_, other)| sample.text(other) != text)
        .map_or(f64::NEG_INFINITY, |(score, _)| *score);
    let letters = sample.letters;
    let each = |share: f64| share * letters.max(1) as f64;
    let ahead = best - next;
    let sureness = if best > each(0.4) && ahead > each(0.4) && letters >= 8 {
        Sureness::Sure
    } else if best > 0.0 && ahead > each(0.15) && letters >= 3 {
        Sureness::Likely
    } else {
        Sureness::Weak
    };
    Guess {
        encoding,
        sureness,
        letters,
    }
}

/// The pages in which new text can be written, the most usual first.
pub(super) fn pages() -> impl Iterator<Item = &'static Encoding> {
    let single = LANGUAGES.iter().map(|language| language.encoding);
    single.chain(many_bytes::ENCODINGS)
}

/// Keeps the better score of an encoding.
fn put(scores: &mut Vec<(f64, &'static Encoding)>, score: f64, encoding: &'static Encoding) {
    match scores.iter_mut().find(|(_, known)| *known == encoding) {
        Some((known, _)) => *known = known.max(score),
        None => scores.push((score, encoding)),
    }
}

/// The parts of a text that tell.
struct Sample<'b> {
    /// Words that have bytes beyond ASCII.
    words: Vec<&'b [u8]>,
    /// Cells that have.
    lines: Vec<&'b [u8]>,
    letters: usize,
    /// The signs of currencies that are known by their codes.
    signs: Vec<(&'b [u8], char)>,
    /// The currency of the file.
    currency: Option<&'b [u8]>,
}

/// The signs that P6 lists for currencies, whose codes vary.
const SIGNS: &[(&[u8], char)] = &[(b"EUR", '€'), (b"GBP", '£'), (b"U.K.", '£'), (b"JPY", '¥')];

impl<'b> Sample<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        let mut sample = Self {
            words: Vec::new(),
            lines: Vec::new(),
            letters: 0,
            signs: Vec::new(),
            currency: None,
        };
        for line in bytes.split(|byte| *byte == b'\n') {
            if line.starts_with(b"ERMHDR\t") {
                let currency = line.rsplit(|byte| *byte == b'\t').next();
                sample.currency = currency.map(<[u8]>::trim_ascii);
            }
            if line.is_ascii() || sample.words.len() >= MOST_WORDS {
                continue;
            }
            let cells: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
            if sample.is_currency(&cells) {
                continue;
            }
            for cell in cells.into_iter().filter(|cell| !cell.is_ascii()) {
                sample.lines.push(cell);
                let words = cell.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
                sample.words.extend(words.filter(|word| !word.is_ascii()));
            }
        }
        let high = |word: &&[u8]| word.iter().filter(|byte| !byte.is_ascii()).count();
        sample.letters = sample.words.iter().map(high).sum();
        sample
    }

    /// Whether a row is one of a currency with a sign of its own, which says nothing of letters.
    fn is_currency(&mut self, cells: &[&'b [u8]]) -> bool {
        let sign = |code: &[u8]| SIGNS.iter().find(|(known, _)| code.starts_with(known));
        let Some((_, sign)) = cells.iter().find_map(|cell| sign(cell)) else {
            return false;
        };
        let mut short = cells
            .iter()
            .filter(|cell| cell.len() == 1 && !cell.is_ascii());
        let Some(cell) = short.next() else {
            return false;
        };
        self.signs.push((*cell, *sign));
        true
    }

    /// What currencies say for a page.
    fn hints(&self, encoding: &'static Encoding) -> f64 {
        let signs = self.signs.iter().filter(|(cell, sign)| {
            let (text, _) = encoding.decode_without_bom_handling(cell);
            text.chars().eq([*sign])
        });
        let own = CURRENCIES.iter().any(|(of, codes)| {
            *of == encoding
                && codes
                    .iter()
                    .any(|code| self.currency == Some(code.as_bytes()))
        });
        signs.count() as f64 + if own { 2.0 } else { 0.0 }
    }

    /// All pages, those under which the words make most sense first.
    fn ranked(&self) -> Vec<(f64, &'static Encoding)> {
        let mut scores: Vec<(f64, &'static Encoding)> = Vec::new();
        for language in LANGUAGES {
            let score = self.score(language) + self.hints(language.encoding);
            put(&mut scores, score, language.encoding);
        }
        for encoding in many_bytes::ENCODINGS {
            if let Some(score) = many_bytes::score(&self.lines, encoding) {
                put(&mut scores, score + self.hints(encoding), encoding);
            }
        }
        // Stable: of pages that make as much sense, the one that is listed first.
        scores.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        scores
    }

    fn text(&self, encoding: &'static Encoding) -> Vec<String> {
        let lines = self.lines.iter().take(1000);
        let text = lines.map(|line| encoding.decode_without_bom_handling(line).0.into_owned());
        text.collect()
    }

    /// How much sense the words make in a language.
    fn score(&self, language: &Language) -> f64 {
        let words = self.words.iter();
        words.map(|word| language.score(word)).sum()
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        BIG5, EUC_KR, GBK, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
        WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
    };
    use proptest::prelude::*;

    use super::*;

    /// Names of activities as planners write them, a language a line.
    const TEXTS: &[(&Encoding, &str)] = &[
        (
            WINDOWS_1252,
            "Bürogebäude Süd\tFundamente gießen\tAußenwände prüfen",
        ),
        (
            WINDOWS_1252,
            "Études de faisabilité\tDémolition du bâtiment\tContrôle à réception",
        ),
        (
            WINDOWS_1252,
            "Diseño de cimentación\tInstalación eléctrica\tRevisión de mañana",
        ),
        (
            WINDOWS_1252,
            "Fundação e estrutura\tInstalações elétricas\tRevisão não prevista",
        ),
        (WINDOWS_1252, "Jordarbejde på øst\tMålinger før støbning"),
        (
            WINDOWS_1250,
            "Projekt wykonawczy części łączącej\tRoboty żelbetowe\tUkończenie ścian",
        ),
        (
            WINDOWS_1250,
            "Základové konstrukce\tPříprava staveniště\tDokončení střechy, předání",
        ),
        (
            WINDOWS_1250,
            "Épület előkészítése\tGépészeti szerelés\tFűtés, hűtés és bővítés",
        ),
        (
            WINDOWS_1251,
            "Задача 1\tМонтаж оборудования\tПроектирование фундамента",
        ),
        (
            WINDOWS_1253,
            "Μελέτη κτιρίου\tΕγκατάσταση εξοπλισμού\tΈλεγχος ποιότητας",
        ),
        (
            WINDOWS_1254,
            "Çelik yapı işleri\tİnşaat ruhsatı alınması\tBağlantı ve döşeme yapımı",
        ),
        (
            WINDOWS_1255,
            "תכנון המבנה\tעבודות חשמל ותאורה\tבדיקה סופית של המערכת",
        ),
        (
            WINDOWS_1256,
            "أعمال الخرسانة المسلحة\tتركيب المعدات الكهربائية\tمتر مكعب",
        ),
        (
            WINDOWS_1257,
            "Pamatų įrengimas\tSienų mūrijimas ir šiltinimas\tĮrangos pirkimas",
        ),
        (
            WINDOWS_1257,
            "Pārbūves projekta izstrāde\tKonstrukciju montāža, būvdarbi",
        ),
        (
            WINDOWS_874,
            "งานออกแบบโครงสร้าง\tติดตั้งระบบไฟฟ้า\tตรวจรับงานก่อสร้าง",
        ),
        (
            SHIFT_JIS,
            "基礎工事の設計\tコンクリート打設\t電気設備の据付と試験",
        ),
        (GBK, "基础工程施工\t设备安装和调试\t竣工验收报告的提交"),
        (
            EUC_KR,
            "기초 공사 설계\t전기 설비 설치\t콘크리트 타설 및 시험",
        ),
        (BIG5, "基礎工程施工\t設備安裝與測試\t竣工驗收報告的提交"),
    ];

    fn file(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        let text =
            format!("ERMHDR\t20.12\tUSD\r\n%T\tTASK\r\n%F\ttask_name\r\n%R\t{text}\r\n%E\r\n");
        let (bytes, _, unmappable) = encoding.encode(&text);
        assert!(!unmappable, "{} has all of {text}", encoding.name());
        bytes.into_owned()
    }

    #[test]
    fn a_few_names_of_activities_tell_the_page() {
        let mut wrong = Vec::new();
        for (encoding, text) in TEXTS {
            let bytes = file(encoding, text);
            let guess = guess(&bytes);
            let same = encoding.decode_without_bom_handling(&bytes).0
                == guess.encoding.decode_without_bom_handling(&bytes).0;
            if !same || guess.sureness == Sureness::Weak {
                let ranked = Sample::of(&bytes).ranked();
                let ranked = ranked.iter().take(3);
                let ranked: Vec<_> = ranked.map(|(score, page)| (score, page.name())).collect();
                let (name, sureness) = (encoding.name(), guess.sureness);
                wrong.push(format!("{text} ({name}): {sureness:?} {ranked:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_single_letter_is_judged_by_currencies_or_not_at_all() {
        let guess_of = |text: &[u8]| {
            let guess = guess(text);
            (guess.encoding.name(), guess.sureness)
        };
        assert_eq!(guess_of(b"\xDC"), ("windows-1252", Sureness::Weak));
        let euro = b"%R\t17\t\x88\tEURO\tEUR\r\n%R\t\xCF\xCB\xC0\xCD\r\n";
        assert_eq!(guess_of(euro).0, "windows-1251");
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_are_some_page_is_found(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            guess(&bytes);
        }
    }
}
