package org.statescope.training.text;

import java.util.List;
import org.statescope.training.run.TextFingerprint;
import org.statescope.training.text.corpus.TextDigest;
import org.statescope.training.text.token.ByteTokens;
import org.statescope.training.text.token.TokenSequence;

/// A text as tokens.
///
/// @param source what the user named
/// @param fingerprint to tell later whether a run saw this text
/// @param leftOut files of a folder that are not UTF-8 text and are not part of it
public record Corpus(
    String source, TokenSequence tokens, TextFingerprint fingerprint, List<String> leftOut) {

  public Corpus {
    leftOut = List.copyOf(leftOut);
  }

  /// A text in memory whose bytes are its tokens.
  ///
  /// @param bytes not to be changed
  public static Corpus ofBytes(String source, byte[] bytes, List<String> leftOut) {
    TextDigest digest = new TextDigest();
    digest.write(bytes, 0, bytes.length);
    return new Corpus(source, new ByteTokens(bytes), digest.fingerprint(null), leftOut);
  }

  /// What a token is, in the plural.
  String unit() {
    return fingerprint.tokenizerSha256() == null ? "bytes" : "tokens";
  }
}
