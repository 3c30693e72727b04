package org.statescope.training.text.corpus;

import java.nio.file.Path;
import java.util.Locale;

/// One file of a text.
///
/// @param bytes on disk, packed as it is
record CorpusFile(Path path, long bytes) {
  TextFormat format() {
    String name = name();
    return TextFormat.of(name.substring(0, name.length() - compression().ending().length()));
  }

  Compression compression() {
    return Compression.of(name());
  }

  /// Whether its bytes are its text, as far as the name tells.
  boolean isPlain() {
    return format() == TextFormat.PLAIN && compression() == Compression.NONE;
  }

  private String name() {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
  }
}
