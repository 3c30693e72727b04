package org.statescope.training.text.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.TextFingerprint;
import org.statescope.training.text.corpus.SourceStamp;

/// What stands beside a file of tokens, as JSON. It is written last: while it is missing, the
/// tokens are not there.
///
/// @param format of this description and of the tokens
/// @param source what the user named
/// @param field of JSON lines and column of Parquet files
/// @param bytesPerToken 1, 2 or 4, little-endian and unsigned
/// @param crc32c of the file of tokens
/// @param text that was read, and the tokenizer
/// @param files as they were when they were read
/// @param leftOut files of the folder that are not UTF-8 text
record CacheDescription(
    int format,
    String source,
    String field,
    int bytesPerToken,
    long tokens,
    String crc32c,
    TextFingerprint text,
    List<SourceStamp> files,
    List<String> leftOut) {
  /// Changes whenever other tokens would be written for the same text.
  static final int FORMAT = 1;

  CacheDescription {
    files = List.copyOf(files);
    leftOut = List.copyOf(leftOut);
  }

  /// Null if these tokens are those of the files as they are now, or why not.
  @Nullable String whyStale(List<SourceStamp> now) {
    if (format != FORMAT) {
      return "they were made by another version";
    }
    if (files.equals(now)) {
      return null;
    }
    return now.stream()
        .filter(stamp -> !files.contains(stamp))
        .findFirst()
        .map(stamp -> stamp.path() + " is new or has changed")
        .orElse("a file is gone");
  }
}
