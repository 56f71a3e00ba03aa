//! In which code page is an MPX file written, and which records does it have?

use encoding_rs::{MACINTOSH, UTF_8, WINDOWS_1252};

/// A record: its number and its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) number: u16,
    pub(super) fields: Vec<String>,
    /// The line on which it begins, from 1.
    pub(super) line: u32,
    /// Whether its last field begins with a quote that nobody closed.
    pub(super) is_cut: bool,
}

/// The upper half of code page 850 (DOS, Western Europe).
static PAGE_850: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}\
";

/// The upper half of code page 437 (DOS, United States).
static PAGE_437: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
    áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}\
";

/// The text of a file, by the code page that its first line names: ANSI, MAC, 850 or 437. `None` when its first line is
/// not that of an MPX file.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, char)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let delimiter = char::from(*bytes.strip_prefix(b"MPX")?.first()?);
    if delimiter.is_alphanumeric() || !delimiter.is_ascii() {
        return None;
    }
    let first = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    let page = String::from_utf8_lossy(first)
        .rsplit(delimiter)
        .next()?
        .trim()
        .to_ascii_uppercase();
    let text = match page.as_str() {
        "MAC" => MACINTOSH.decode(bytes).0.into_owned(),
        "850" => by_table(bytes, PAGE_850),
        "437" => by_table(bytes, PAGE_437),
        // Some writers put UTF-8 where they say ANSI; what is valid UTF-8 hardly ever is anything else.
        _ => match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => text.into_owned(),
            None => WINDOWS_1252.decode(bytes).0.into_owned(),
        },
    };
    Some((text, delimiter))
}

fn by_table(bytes: &[u8], upper: &str) -> String {
    let upper: Vec<char> = upper.chars().collect();
    let of = |byte: &u8| match byte {
        0..=127 => char::from(*byte),
        _ => upper
            .get(usize::from(*byte) - 128)
            .copied()
            .unwrap_or('\u{FFFD}'),
    };
    bytes.iter().map(of).collect()
}

/// The records of a text. Fields stand between delimiters, those with a delimiter in them between quotes, in which a quote is
/// doubled. What does not begin with a number is passed over.
pub(super) fn records(text: &str, delimiter: char) -> Vec<Record> {
    let mut records = Vec::new();
    let mut fields: Vec<String> = Vec::new();
    let mut field = String::new();
    let (mut quoted, mut line, mut began) = (false, 1_u32, 1_u32);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            c if c == delimiter && !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' => {
                line += 1;
                fields.push(std::mem::take(&mut field));
                // A quote that nobody closed ends with its line: a record is never longer than that.
                let is_cut = std::mem::take(&mut quoted);
                records.extend(record(std::mem::take(&mut fields), began, is_cut));
                began = line;
            }
            // A line break within a note.
            '\u{7F}' => field.push('\n'),
            c => field.push(c),
        }
    }
    fields.push(field);
    records.extend(record(fields, began, quoted));
    records
}

fn record(mut fields: Vec<String>, line: u32, is_cut: bool) -> Option<Record> {
    let number = fields.first()?.trim().parse().ok()?;
    fields.remove(0);
    Some(Record {
        number,
        fields,
        line,
        is_cut,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_between_delimiters_and_quotes() {
        let found = records(
            "MPX;x\r\n70;\"a;\"\"b\"\"\";;c\r\n71;one\u{7F}two\nrubbish\n",
            ';',
        );
        let said: Vec<String> = found
            .iter()
            .map(|record| format!("{}@{} {:?}", record.number, record.line, record.fields))
            .collect();
        assert_eq!(
            said,
            [r#"70@2 ["a;\"b\"", "", "c"]"#, r#"71@3 ["one\ntwo"]"#]
        );
    }

    #[test]
    fn the_first_line_names_delimiter_and_code_page() {
        let text = |bytes: &[u8]| {
            decode(bytes).map(|(text, delimiter)| {
                (
                    text.lines().last().unwrap_or_default().to_owned(),
                    delimiter,
                )
            })
        };
        assert_eq!(text(b"MPX,P,4.0,ANSI\n\xfc"), Some(("ü".to_owned(), ',')));
        assert_eq!(text(b"MPX;P;4.0;850\n\x81"), Some(("ü".to_owned(), ';')));
        assert_eq!(
            text(b"MPX\tP\t4.0\t437\n\x81\xe1"),
            Some(("üß".to_owned(), '\t'))
        );
        assert_eq!(text(b"MPX,P,4.0,MAC\n\x9f"), Some(("ü".to_owned(), ',')));
        assert_eq!(
            text("MPX,P,4.0,ANSI\nü".as_bytes()),
            Some(("ü".to_owned(), ','))
        );
        assert_eq!(text(b"MPXP"), None);
        assert_eq!(text(b"ERMHDR"), None);
    }
}
