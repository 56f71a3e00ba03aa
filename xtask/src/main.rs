//! Jobs around the code: `generate`, `tidy`, `campaign`.

fn main() {}
