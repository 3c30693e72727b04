package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Which text a run learned from, and through which tokenizer.
///
/// @param bytes of the text as UTF-8
/// @param sha256 of these bytes in reading order, whatever files they came from
/// @param tokenizerSha256 of the run's `tokenizer.json`; absent where every byte is a token
public record TextFingerprint(
    long bytes,
    String sha256,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String tokenizerSha256) {

  /// The fingerprint of a text whose bytes are its tokens.
  public TextFingerprint(long bytes, String sha256) {
    this(bytes, sha256, null);
  }
}
