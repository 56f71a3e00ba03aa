//! The JSON shapes that longpole answers with.
