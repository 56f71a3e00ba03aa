//! Which letters beyond ASCII do languages have, and which page does Windows write them in?

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
};

/// A language, or several that share most of their letters.
pub(super) struct Language {
    pub(super) encoding: &'static Encoding,
    script: Script,
    /// Its letters beyond ASCII in lower case, the frequent ones before the bar.
    letters: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Letters among those of ASCII.
    Latin,
    /// Letters of their own.
    Own,
    /// Letters of their own, with marks that stand only behind consonants, and no spaces between words.
    Thai,
}

const fn latin(encoding: &'static Encoding, letters: &'static str) -> Language {
    Language {
        encoding,
        script: Script::Latin,
        letters,
    }
}

const fn own(encoding: &'static Encoding, letters: &'static str) -> Language {
    Language {
        encoding,
        script: Script::Own,
        letters,
    }
}

/// The languages, those of the most usual page first.
pub(super) static LANGUAGES: &[Language] = &[
    latin(WINDOWS_1252, "äöüß|"),
    latin(WINDOWS_1252, "éèàêç|âîôûùëïœæüÿ"),
    latin(WINDOWS_1252, "óíáñéú|üºª"),
    latin(WINDOWS_1252, "ãçáéíóêõ|âôàúü"),
    latin(WINDOWS_1252, "àèéìòù|"),
    latin(WINDOWS_1252, "åäöøæ|éü"),
    latin(WINDOWS_1252, "ëéïöü|èêáóí"),
    latin(WINDOWS_1250, "łąęóżśćńź|"),
    latin(WINDOWS_1250, "íáéěšřčžýů|úťďňóľĺŕôä"),
    latin(WINDOWS_1250, "áéőöüóűíú|"),
    latin(WINDOWS_1250, "čšžćđ|"),
    latin(WINDOWS_1250, "ăîşţâ|"),
    own(
        WINDOWS_1251,
        "оеаинтсрвлкмдпу|яыьгзбчйхжшюцщэфъёіїєґўњљјћђџ",
    ),
    own(WINDOWS_1253, "αοιετσνηυρπκμλς|ωγδχθφβξζψάέήίόύώϊϋΐΰ"),
    latin(WINDOWS_1254, "ışğüçö|âîûi̇"),
    own(WINDOWS_1255, "יוהלראתמשבנ|םדקעכחטפןסגזצךףץ"),
    own(WINDOWS_1256, "اليمنرتوبدعسةفكه|قحجشصطخزضذئثءأإآؤىغظپچژگں"),
    latin(WINDOWS_1257, "ųėšįžūąčę|"),
    latin(WINDOWS_1257, "āīēšūņļžģčķ|ō"),
    latin(WINDOWS_1257, "äõüöšž|"),
    Language {
        encoding: WINDOWS_874,
        script: Script::Thai,
        letters: "",
    },
];

/// The currencies of the countries whose machines use a page.
pub(super) static CURRENCIES: &[(&Encoding, &[&str])] = &[
    (
        WINDOWS_1250,
        &[
            "PLN", "CZK", "HUF", "RON", "HRK", "BAM", "ALL", "SKK", "SIT",
        ],
    ),
    (
        WINDOWS_1251,
        &[
            "RUB", "RUR", "UAH", "BYN", "BYR", "BGN", "KZT", "RSD", "MKD", "KGS", "TJS", "UZS",
            "MNT",
        ],
    ),
    (WINDOWS_1253, &["GRD"]),
    (WINDOWS_1254, &["TRY", "TRL", "AZN"]),
    (WINDOWS_1255, &["ILS"]),
    (
        WINDOWS_1256,
        &[
            "EGP", "SAR", "AED", "KWD", "QAR", "BHD", "OMR", "IQD", "JOD", "LYD", "DZD", "MAD",
            "TND", "SDG", "SYP", "LBP", "YER", "IRR", "PKR", "AFN",
        ],
    ),
    (WINDOWS_1257, &["LTL", "LVL", "EEK"]),
    (WINDOWS_874, &["THB"]),
    (SHIFT_JIS, &["JPY"]),
    (GBK, &["CNY"]),
    (EUC_KR, &["KRW"]),
    (BIG5, &["TWD", "HKD", "MOP"]),
];

/// Letters with which no word begins.
const NEVER_FIRST: &str = "ъыьЪЫЬς";

/// Letters with which words only end.
const ONLY_LAST: &str = "ךםןףץς";

impl Language {
    /// How much sense a word makes: about one for each letter beyond ASCII that fits, and below nought for what does not.
    pub(super) fn score(&self, word: &[u8]) -> f64 {
        let (text, _) = self.encoding.decode_without_bom_handling(word);
        let letters: Vec<char> = text.chars().collect();
        if self.script == Script::Thai {
            return thai(&letters);
        }
        let high = letters.iter().filter(|c| !c.is_ascii()).count();
        let mut score = 0.0;
        for (at, c) in letters.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| letters[at]);
            if !c.is_ascii() {
                score += self.letter(*c, letters.len());
                // Letters of two scripts in one word.
                let beside = [before, letters.get(at + 1).copied()];
                let mixed = beside.iter().flatten().any(char::is_ascii_alphabetic);
                if self.script == Script::Own && mixed && c.is_alphabetic() {
                    score -= 2.0;
                }
                if before.is_none() && letters.len() > 1 && NEVER_FIRST.contains(*c) {
                    score -= 3.0;
                }
                if ONLY_LAST.contains(*c) {
                    score += if at + 1 == letters.len() { 0.5 } else { -3.0 };
                }
            }
            // A capital within a word.
            if before.is_some_and(char::is_lowercase) && c.is_uppercase() {
                score -= 1.5;
            }
        }
        // Latin words are not made of accents alone.
        if self.script == Script::Latin && letters.len() >= 3 && high * 3 > letters.len() * 2 {
            score -= 1.5 * high as f64;
        }
        score
    }

    fn letter(&self, c: char, length: usize) -> f64 {
        if is_punctuation(c) {
            return 0.0;
        }
        if c.is_control() || c == '\u{FFFD}' {
            return -3.0;
        }
        if !c.is_alphabetic() {
            // A symbol by itself may well be one.
            return if length == 1 { 0.0 } else { -2.0 };
        }
        let (frequent, rare) = self.letters.split_once('|').unwrap_or((self.letters, ""));
        let lower = c.to_lowercase();
        if lower.clone().all(|c| frequent.contains(c)) {
            1.0
        } else if lower.clone().all(|c| rare.contains(c)) {
            0.5
        } else {
            -1.5
        }
    }
}

/// What stands between letters in any language.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '‘' | '’'
            | '“'
            | '”'
            | '„'
            | '‚'
            | '«'
            | '»'
            | '–'
            | '—'
            | '…'
            | '\u{A0}'
            | '\u{AD}'
            | '•'
            | '·'
            | '°'
            | '²'
            | '³'
            | '№'
            | '®'
            | '™'
            | '©'
            | '،'
            | '؛'
            | '؟'
            | '\u{200E}'
            | '\u{200F}'
    )
}

/// What a Thai letter is worth: less than others, since every other byte of a page of East Asia looks like one.
const MARK: f64 = 0.7;

/// Thai marks stand behind consonants, vowels that are written first before them.
fn thai(letters: &[char]) -> f64 {
    let mut score = 0.0;
    for (at, c) in letters.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let next = letters.get(at + 1);
        score += match c {
            'ก'..='ฮ' => MARK,
            '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' => {
                let stands = before
                    .is_some_and(|c| matches!(c, 'ก'..='ฮ' | '\u{0E31}' | '\u{0E34}'..='\u{0E39}'));
                if stands { MARK } else { -3.0 }
            }
            'เ'..='ไ' if next.is_some_and(|c| matches!(c, 'ก'..='ฮ')) => MARK,
            'ะ' | 'า' | 'ำ'
                if before.is_some_and(|c| matches!(c, 'ก'..='ฮ' | '\u{0E47}'..='\u{0E4E}')) =>
            {
                1.0
            }
            'ฯ' | '฿' | 'ๆ' | '๐'..='๙' => 0.5,
            c if is_punctuation(*c) => 0.0,
            c if c.is_control() || *c == '\u{FFFD}' => -3.0,
            _ => -1.5,
        };
        if before.is_some_and(|c| c.is_ascii_alphabetic()) {
            score -= MARK;
        }
    }
    score
}
