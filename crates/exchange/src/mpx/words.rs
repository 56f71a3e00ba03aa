//! Which English words do those of a German file stand for?
//!
//! Project wrote MPX in the language of its menus, and does not say which that is. The German words are none of the English
//! ones, so both are read.

/// The German word for each English one, in small letters.
static GERMAN: &[(&str, &str)] = &[
    // What is not there.
    ("nv", "na"),
    ("ja", "yes"),
    ("nein", "no"),
    // Links: of two letters, the first is the end of the task that is waited for. Anfang and Ende are start and finish.
    ("ea", "fs"),
    ("ee", "ff"),
    ("ae", "sf"),
    ("aa", "ss"),
    ("so früh wie möglich", "as soon as possible"),
    ("so spät wie möglich", "as late as possible"),
    ("muss anfangen am", "must start on"),
    ("muß anfangen am", "must start on"),
    ("muss enden am", "must finish on"),
    ("muß enden am", "must finish on"),
    ("anfang nicht früher als", "start no earlier than"),
    ("anfang nicht später als", "start no later than"),
    ("ende nicht früher als", "finish no earlier than"),
    ("ende nicht später als", "finish no later than"),
    ("am niedrigsten", "lowest"),
    ("sehr niedrig", "very low"),
    ("niedriger", "lower"),
    ("niedrig", "low"),
    ("mittel", "medium"),
    ("hoch", "high"),
    ("höher", "higher"),
    ("sehr hoch", "very high"),
    ("am höchsten", "highest"),
    ("nicht abgleichen", "do not level"),
    // Units of time. What runs through nights and weekends is `fortlaufend`.
    ("t", "d"),
    ("tag", "d"),
    ("tage", "d"),
    ("std", "h"),
    ("stunde", "h"),
    ("stunden", "h"),
    ("woche", "w"),
    ("wochen", "w"),
    ("monat", "mon"),
    ("monate", "mon"),
    ("jahr", "y"),
    ("jahre", "y"),
    ("fm", "em"),
    ("fh", "eh"),
    ("fstd", "eh"),
    ("ft", "ed"),
    ("ftag", "ed"),
    ("ftage", "ed"),
    ("fw", "ew"),
    ("fmon", "emon"),
    ("fy", "ey"),
    ("f%", "e%"),
    // Months that begin otherwise than in English.
    ("mär", "mar"),
    ("mrz", "mar"),
    ("mai", "may"),
    ("okt", "oct"),
    ("dez", "dec"),
];

/// A word in small letters, in English where it is a German one that is known.
pub(super) fn english(word: &str) -> String {
    let word = word.trim().to_lowercase();
    let known = GERMAN.iter().find(|(german, _)| *german == word);
    known.map_or(word, |(_, english)| (*english).to_owned())
}

/// Whether a field says that there is nothing to say.
pub(super) fn is_nothing(text: &str) -> bool {
    english(text) == "na"
}
