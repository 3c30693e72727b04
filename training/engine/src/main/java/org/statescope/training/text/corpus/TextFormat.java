package org.statescope.training.text.corpus;

/// What a file holds, told by the end of its name: whatever is neither of the others is plain text.
enum TextFormat {
  /// UTF-8 text; the file is one document.
  PLAIN,
  /// A JSON object in each line; one field of each is a document.
  JSON_LINES,
  /// One column; each of its values is a document.
  PARQUET;

  /// @param lowerCaseName without the ending of a compression
  static TextFormat of(String lowerCaseName) {
    if (lowerCaseName.endsWith(".jsonl") || lowerCaseName.endsWith(".ndjson")) {
      return JSON_LINES;
    }
    return lowerCaseName.endsWith(".parquet") ? PARQUET : PLAIN;
  }
}
