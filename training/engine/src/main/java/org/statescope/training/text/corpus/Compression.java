package org.statescope.training.text.corpus;

/// How a file is packed, told by the end of its name.
enum Compression {
  NONE(""),
  GZIP(".gz"),
  ZSTANDARD(".zst");

  private final String ending;

  Compression(String ending) {
    this.ending = ending;
  }

  String ending() {
    return ending;
  }

  static Compression of(String lowerCaseName) {
    for (Compression compression : values()) {
      if (compression != NONE && lowerCaseName.endsWith(compression.ending)) {
        return compression;
      }
    }
    return NONE;
  }
}
